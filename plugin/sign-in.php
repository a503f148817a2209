<?php
/**
 * From WordPress's sign-in to the report session.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/**
 * A cookie was issued, which shows the right password and no more: a second-factor plugin may
 * still destroy the session. So the session is only awaited.
 */
function await_arrival( string $cookie, int $expire, int $expiration, int $user_id, string $scheme = '', string $token = '' ): void {
	$user = get_userdata( $user_id );
	if ( '' !== $token && false !== $user && is_connected() && grants_of( $user ) ) {
		// WordPress gives the cookie a lifetime only with "remember me".
		expect_arrival( verifier_of( $token ), $user_id, $expiration, 0 !== $expire );
	}
}

/**
 * A page came back. If it is the first one of a session, that session has passed whatever
 * stood between the password and this page, and the sidecar hears of it.
 */
function arrive(): void {
	if ( ! is_user_logged_in() || ! is_connected() || ! is_opened_page() ) {
		return;
	}
	$user     = wp_get_current_user();
	$grants   = implode( ',', grants_of( $user ) );
	$verifier = current_verifier();
	if ( null === $verifier ) {
		return;
	}
	$arrival = '' === $grants ? arrival( $verifier ) : arrival_of_current_session( $verifier );
	mark_user_of_grants( $user->ID, $arrival['grants'] ?? null, $grants );
	if ( '' === $grants || 'awaiting' !== ( $arrival['state'] ?? '' ) ) {
		return;
	}
	$relays = can_relay_cookies() && ! breaker_is_open( time() );
	if ( move_arrival( $verifier, 'awaiting', $relays ? 'handed_off' : 'arrived' ) && $relays ) {
		hand_off_by_server( $user->ID, $verifier, $arrival );
	}
}

/** This page and the reports share a host, so cookies set here reach them. */
function can_relay_cookies(): bool {
	$base = (string) base();
	$here = is_admin() ? stored_address( 'siteurl' ) : home();
	return base_is_path( $base ) && origin_of( $here ) === origin_of( $base ) && ! headers_sent();
}

/** @param array{expires: int, remember: bool} $arrival */
function hand_off_by_server( int $user_id, string $verifier, array $arrival ): void {
	$claims = hand_off_claims( $user_id, $verifier, $arrival, 'php', false ) + array( 'client' => visiting_client() );
	$answer = tell_sidecar_gently( '/', HAND_OFF_TYPE, $claims );
	if ( is_wp_error( $answer ) ) {
		// The page's script tries again; a sign-in never fails over a report.
		return;
	}
	if ( is_whole( $claims['state'] ) ) {
		acknowledge_state( $user_id, $claims['state']['version'] );
	}
	relay_cookies( $answer['cookies'], $answer['body'], $arrival['remember'] );
}
