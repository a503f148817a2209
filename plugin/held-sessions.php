<?php
/**
 * What the sidecar holds and a database that was put back knows otherwise, or not at all.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** However many a sidecar names, one answer reads no more users. */
const HELD_SESSIONS_PER_PAGE = 100;

/**
 * Answers the sidecar's sessions with the state of each of their users, above the version it
 * has. A session that the site has never handed over, or forgot that it did, is named ended:
 * if its cookie is still good in WordPress, the next page hands it over anew.
 *
 * @param mixed $sessions Of HeldSessions of the contract.
 * @return list<array<string, mixed>>
 */
function states_of_held( mixed $sessions ): array {
	$versions  = array();
	$verifiers = array();
	foreach ( is_array( $sessions ) ? array_slice( $sessions, 0, HELD_SESSIONS_PER_PAGE ) : array() as $session ) {
		if ( is_held_session( $session ) ) {
			$versions[ $session['user'] ]    = max( $session['version'], $versions[ $session['user'] ] ?? 0 );
			$verifiers[ $session['user'] ][] = $session['verifier'];
		}
	}
	$states = array();
	foreach ( $verifiers as $user_id => $of_user ) {
		$state          = state_above( $user_id, $versions[ $user_id ] );
		$known          = array( ...$state['live'], ...$state['runOut'], ...$state['ended'] );
		$state['ended'] = array( ...$state['ended'], ...array_values( array_diff( $of_user, $known ) ) );
		$states         = array( ...$states, ...pages_of( $state ) );
	}
	return $states;
}

/** @phpstan-assert-if-true array{user: positive-int, version: positive-int, verifier: string} $session */
function is_held_session( mixed $session ): bool {
	return is_array( $session )
		&& is_int( $session['user'] ?? null ) && $session['user'] > 0
		&& is_version( $session['version'] ?? null )
		&& is_string( $session['verifier'] ?? null ) && 1 === preg_match( '/^[0-9a-f]{64}$/D', $session['verifier'] );
}

/**
 * The user's state under a version that the sidecar takes for newer than this one.
 *
 * @return array<string, mixed> UserState of the contract.
 */
function state_above( int $user_id, int $version ): array {
	global $wpdb;
	$next = max( $version + 1, milliseconds() );
	$row  = queue_row( $user_id );
	if ( null === $row && null === stored_account( $user_id ) ) {
		// Made after the backup: nothing is kept of users who don't exist, whoever names them.
		return array( 'version' => $next ) + read_user_state( $user_id, time() );
	}
	if ( null === $row ) {
		$wpdb->query( $wpdb->prepare( 'INSERT IGNORE INTO %i ( user_id ) VALUES ( %d )', table( 'states' ), $user_id ) );
	}
	$wpdb->query( $wpdb->prepare( "UPDATE %i SET version = %d, digest = '', tries = 0, next_try = 0 WHERE user_id = %d AND version <= %d", table( 'states' ), $next, $user_id, $version ) );
	return state_under_version( $user_id, queue_row( $user_id )['version'] ?? 0 );
}
