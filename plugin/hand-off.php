<?php
/**
 * The one-time statement that turns a WordPress session into one at the sidecar.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;

defined( 'ABSPATH' ) || exit;

const HAND_OFF_TYPE = 'gatehouse-handoff+jwt';

/**
 * The claims of a hand-off. Its row says handed_off already, so that the state names it.
 *
 * @param array{expires: int, remember: bool} $arrival
 * @return array<string, mixed>
 */
function hand_off_claims( int $user_id, string $verifier, array $arrival, string $way, bool $intent ): array {
	return array(
		'sub'      => (string) $user_id,
		'wps'      => $verifier,
		'way'      => $way,
		'intent'   => $intent,
		'remember' => $arrival['remember'],
		'wpx'      => $arrival['expires'],
		'origins'  => own_origins(),
		'state'    => page_with( queued_state( $user_id ), $verifier ),
	);
}

/**
 * A hand-off that the browser itself takes to the sidecar.
 *
 * @param 'fetch'|'form'       $way
 * @param array<string, mixed> $more Further claims.
 */
function hand_off_for_browser( string $verifier, string $way, bool $intent, array $more = array() ): string|WP_Error {
	$arrival = arrival( $verifier );
	if ( null === $arrival || 'awaiting' === $arrival['state'] ) {
		return new WP_Error( 'gatehouse_not_arrived', __( 'This sign-in is not complete yet. Open a page of WordPress first.', 'gatehouse' ), array( 'status' => 403 ) );
	}
	if ( 'ended' === $arrival['state'] && ! $intent ) {
		return new WP_Error( 'session_ended', __( 'This session was ended. Choose "Sign in again" to start another.', 'gatehouse' ), array( 'status' => 403 ) );
	}
	move_arrival( $verifier, 'arrived', 'handed_off' );
	if ( $intent ) {
		revive_arrival( $verifier, get_current_user_id() );
	}
	$claims = hand_off_claims( get_current_user_id(), $verifier, $arrival, $way, $intent );
	return statement( HAND_OFF_TYPE, $claims + $more );
}
