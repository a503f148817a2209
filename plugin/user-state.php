<?php
/**
 * The site's current word on one user, read past every cache.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** Sessions named on one page of a state; a statement must stay below 64 KB. */
const SESSIONS_PER_PAGE = 300;

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

/**
 * The state as statements can hold it: pages under one version, which the sidecar adds up.
 * What only ran out comes before what was ended, which takes it along.
 *
 * @param array<string, mixed> $state
 * @return non-empty-list<array<string, mixed>>
 */
function pages_of( array $state ): array {
	$named = array();
	foreach ( array( 'live', 'runOut', 'ended' ) as $word ) {
		foreach ( $state[ $word ] as $verifier ) {
			$named[] = array( $word, $verifier );
		}
	}
	if ( count( $named ) <= SESSIONS_PER_PAGE ) {
		return array( $state );
	}
	return array_map(
		static function ( array $on_page ) use ( $state ): array {
			$page = array(
				'live'   => array(),
				'ended'  => array(),
				'runOut' => array(),
			);
			foreach ( $on_page as [ $word, $verifier ] ) {
				$page[ $word ][] = $verifier;
			}
			return $page + $state;
		},
		array_chunk( $named, SESSIONS_PER_PAGE )
	);
}

/**
 * The page of a state that a hand-off brings: with its own session, whichever others fit.
 *
 * @param array<string, mixed> $state
 * @return array<string, mixed>
 */
function page_with( array $state, string $verifier ): array {
	if ( in_array( $verifier, $state['live'], true ) ) {
		$state['live'] = array( $verifier, ...array_values( array_diff( $state['live'], array( $verifier ) ) ) );
	}
	return pages_of( $state )[0];
}

/**
 * Whether no other page of it has to be told.
 *
 * @param array<string, mixed> $page
 */
function is_whole( array $page ): bool {
	return count( $page['live'] ) + count( $page['ended'] ) + count( $page['runOut'] ) < SESSIONS_PER_PAGE;
}

/** @return list<object{verifier: string, epoch: string, expires: string, state: string}> Newest first. */
function sessions_at_sidecar( int $user_id ): array {
	global $wpdb;
	return $wpdb->get_results(
		$wpdb->prepare(
			"SELECT verifier, epoch, expires, state FROM %i WHERE user_id = %d AND state IN ( 'handed_off', 'ended' ) ORDER BY expires DESC, verifier",
			table( 'arrivals' ),
			$user_id
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
