<?php
/**
 * The site's current word on one user, read past every cache.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_User;

defined( 'ABSPATH' ) || exit;

/** Sessions named in one state; a statement must stay below 64 KB. */
const SESSIONS_PER_STATE = 300;

/**
 * Everything of a user state but its version. Every session that the sidecar may know is named
 * live, ended or run out: nothing is inferred from absence.
 *
 * @return array{user: int, name: string, locale: string, grants: list<string>, live: list<string>, ended: list<string>, runOut: list<string>}
 */
function read_user_state( int $user_id, int $now ): array {
	$account  = stored_account( $user_id );
	$sessions = null === $account ? array() : stored_sessions( $user_id );
	$epoch    = null === $account ? '' : epoch_of( $account['user_login'], $account['user_pass'] );
	$named    = array(
		'live'   => array(),
		'ended'  => array(),
		'runOut' => array(),
	);
	foreach ( sessions_at_sidecar( $user_id ) as $row ) {
		$is_current = 'ended' !== $row->state && $epoch === $row->epoch;
		$expires    = $sessions[ $row->verifier ] ?? null;
		$word       = match ( true ) {
			! $is_current                            => 'ended',
			null !== $expires && $expires > $now     => 'live',
			( $expires ?? (int) $row->expires ) > $now => 'ended',
			default                                  => 'runOut',
		};
		$named[ $word ][] = $row->verifier;
		if ( 'ended' === $word ) {
			// Ending sticks, even if a slow request writes the session back.
			move_arrival( $row->verifier, 'handed_off', 'ended' );
		}
	}
	return array(
		'user'   => $user_id,
		'name'   => plain_name( $account['display_name'] ?? '' ),
		'locale' => language_tag( null === $account ? get_locale() : get_user_locale( $user_id ) ),
		'grants' => null === $account ? array() : grants_of( stored_user( $user_id ) ),
	) + $named;
}

/** @return array<string, string>|null The row of the users table; null when deleted or barred from the network. */
function stored_account( int $user_id ): ?array {
	global $wpdb;
	$row = $wpdb->get_row( $wpdb->prepare( 'SELECT * FROM %i WHERE ID = %d', $wpdb->users, $user_id ), ARRAY_A );
	return is_array( $row ) && empty( $row['spam'] ) && empty( $row['deleted'] ) ? $row : null;
}

/** @return array<string, int> Expiry by verifier, from WordPress's own store of sessions. */
function stored_sessions( int $user_id ): array {
	$expiries = array();
	foreach ( stored_meta( $user_id, 'session_tokens' ) as $verifier => $session ) {
		// Sessions of WordPress before 4.0 are a bare expiry.
		$expiries[ (string) $verifier ] = (int) ( is_array( $session ) ? $session['expiration'] ?? 0 : $session );
	}
	return $expiries;
}

/** The user with the capabilities that are in the database, not those this request began with. */
function stored_user( int $user_id ): WP_User {
	global $wpdb;
	$user       = new WP_User( (object) stored_account( $user_id ) );
	$user->caps = stored_meta( $user_id, $wpdb->get_blog_prefix() . 'capabilities' );
	$user->get_role_caps();
	return $user;
}

/** @return array<array-key, mixed> */
function stored_meta( int $user_id, string $key ): array {
	global $wpdb;
	$value = $wpdb->get_var( $wpdb->prepare( 'SELECT meta_value FROM %i WHERE user_id = %d AND meta_key = %s', $wpdb->usermeta, $user_id, $key ) );
	$value = maybe_unserialize( $value );
	return is_array( $value ) ? $value : array();
}

/** @return list<object{verifier: string, epoch: string, expires: string, state: string}> Newest first. */
function sessions_at_sidecar( int $user_id ): array {
	global $wpdb;
	return $wpdb->get_results(
		$wpdb->prepare(
			"SELECT verifier, epoch, expires, state FROM %i WHERE user_id = %d AND state IN ( 'handed_off', 'ended' ) ORDER BY expires DESC, verifier LIMIT %d",
			table( 'arrivals' ),
			$user_id,
			SESSIONS_PER_STATE
		)
	);
}

/** WordPress stores display names with entities. */
function plain_name( string $name ): string {
	return wp_specialchars_decode( $name, ENT_QUOTES );
}

/** BCP 47: WordPress's de_DE_formal is de-DE to everybody else. */
function language_tag( string $locale ): string {
	$parts = explode( '_', $locale );
	return implode( '-', array_slice( $parts, 0, isset( $parts[1] ) && strlen( $parts[1] ) === 2 ? 2 : 1 ) );
}
