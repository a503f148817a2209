<?php
/**
 * WordPress's side of who is signed in: the sessions of those who may see reports.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const PEOPLE_PER_PAGE = 20;

/**
 * People with a session that the sidecar may know, by name.
 *
 * @param int $after The last person of the page before, or 0.
 * @return array{people: list<array<string, mixed>>, next: ?string} SiteSessionsAnswer of the contract.
 */
function signed_in_people( int $after ): array {
	global $wpdb;
	$last = (string) $wpdb->get_var( $wpdb->prepare( 'SELECT display_name FROM %i WHERE ID = %d', $wpdb->users, $after ) );
	/** @var list<numeric-string> $ids */
	$ids = $wpdb->get_col(
		$wpdb->prepare(
			"SELECT u.ID FROM %i u WHERE ( u.display_name > %s OR ( u.display_name = %s AND u.ID > %d ) )
			AND EXISTS ( SELECT 1 FROM %i a WHERE a.user_id = u.ID AND ( ( a.state <> 'ended' AND a.expires > %d ) OR a.state = 'handed_off' ) )
			ORDER BY u.display_name, u.ID LIMIT %d",
			$wpdb->users,
			$last,
			$last,
			$after,
			table( 'arrivals' ),
			time(),
			PEOPLE_PER_PAGE + 1
		)
	);
	$shown = array_slice( $ids, 0, PEOPLE_PER_PAGE );
	return array(
		'people' => array_map( static fn( string $id ): array => signed_in_person( (int) $id ), $shown ),
		'next'   => count( $ids ) > PEOPLE_PER_PAGE ? (string) end( $shown ) : null,
	);
}

/** @return array{id: int, name: string, endsWordPress: bool, sessions: list<array<string, mixed>>} */
function signed_in_person( int $user_id ): array {
	return array(
		'id'            => $user_id,
		'name'          => plain_name( stored_account( $user_id )['display_name'] ?? '' ),
		'endsWordPress' => may_end_wordpress_session( $user_id ),
		'sessions'      => keeps_sessions_in_meta( $user_id ) ? sessions_in_meta( $user_id ) : sessions_in_arrivals( $user_id ),
	);
}

/** On a network the sessions are everybody's: there, the manager of one site ends the reports alone. */
function may_end_wordpress_session( int $user_id ): bool {
	return keeps_sessions_in_meta( $user_id ) && ( get_current_user_id() === $user_id || current_user_can( 'edit_user', $user_id ) );
}

/** @return list<array<string, mixed>> SiteSession of the contract. */
function sessions_in_meta( int $user_id ): array {
	$live = array();
	foreach ( stored_meta( $user_id, 'session_tokens' ) as $verifier => $session ) {
		$session = is_array( $session ) ? $session : array( 'expiration' => $session );
		if ( (int) ( $session['expiration'] ?? 0 ) > time() ) {
			$live[] = array(
				'verifier' => (string) $verifier,
				'device'   => device_label( (string) ( $session['ua'] ?? '' ) ),
				'address'  => address_prefix( (string) ( $session['ip'] ?? '' ) ),
				'since'    => isset( $session['login'] ) ? (int) $session['login'] : null,
			);
		}
	}
	return $live;
}

/** @return list<array<string, mixed>> */
function sessions_in_arrivals( int $user_id ): array {
	global $wpdb;
	/** @var list<string> $verifiers */
	$verifiers = $wpdb->get_col( $wpdb->prepare( "SELECT verifier FROM %i WHERE user_id = %d AND state <> 'ended' AND expires > %d", table( 'arrivals' ), $user_id, time() ) );
	return array_map(
		static fn( string $verifier ): array => array(
			'verifier' => $verifier,
			'device'   => '',
			'address'  => '',
			'since'    => null,
		),
		$verifiers
	);
}
