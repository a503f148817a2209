<?php
/**
 * The WordPress session that a request came with.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Session_Tokens;

defined( 'ABSPATH' ) || exit;

/**
 * The verifier of the session whose cookie came with this request, or null.
 *
 * wp_get_session_token() proves nothing: beside an application password or a wp-admin cookie
 * it returns whatever a forged cookie says.
 */
function current_verifier(): ?string {
	$user_id = get_current_user_id();
	if ( 0 === $user_id || wp_validate_auth_cookie( '', 'logged_in' ) !== $user_id ) {
		return null;
	}
	$cookie = wp_parse_auth_cookie( '', 'logged_in' );
	return is_array( $cookie ) && '' !== $cookie['token'] ? verifier_of( $cookie['token'] ) : null;
}

function verifier_of( string $token ): string {
	return hash( 'sha256', $token );
}

/**
 * The row of a session that has just come back with a valid cookie. One that signed in before
 * the plugin was active gets its row here: coming back is the proof.
 *
 * @return array{state: string, expires: int, remember: bool, grants: ?string}|null
 */
function arrival_of_current_session( string $verifier ): ?array {
	$arrival = arrival( $verifier );
	if ( null !== $arrival ) {
		return $arrival;
	}
	$user_id = get_current_user_id();
	$cookie  = wp_parse_auth_cookie( '', 'logged_in' );
	$session = is_array( $cookie ) ? WP_Session_Tokens::get_instance( $user_id )->get( $cookie['token'] ) : null;
	if ( ! is_array( $session ) || ! isset( $session['expiration'] ) ) {
		return null;
	}
	// WordPress keeps no note of "remember me"; only remembered sessions live beyond two days.
	$lives = (int) $session['expiration'] - (int) ( $session['login'] ?? time() );
	expect_arrival( $verifier, $user_id, (int) $session['expiration'], $lives > 3 * DAY_IN_SECONDS );
	return arrival( $verifier );
}
