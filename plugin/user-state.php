<?php
/**
 * The site's current word on one user, read past every cache.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

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
		'locale' => language_tag( stored_locale( $user_id ) ),
		'grants' => null === $account ? array() : stored_grants( $user_id ),
	) + $named;
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
