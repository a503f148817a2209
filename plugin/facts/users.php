<?php
/**
 * The dataset of users: which role, registered when. Nothing that tells who it is.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** @return list<int> Ascending. */
function user_ids( int $after, int $limit ): array {
	global $wpdb;
	return read_ids( $wpdb->prepare( 'SELECT u.ID FROM %i AS u ', $wpdb->users ) . join_capabilities() . $wpdb->prepare( ' WHERE u.ID > %d ORDER BY u.ID LIMIT %d', $after, $limit ) );
}

function count_users_here(): int {
	global $wpdb;
	return remembered_total( 'users', $wpdb->prepare( 'SELECT COUNT(*) FROM %i AS u ', $wpdb->users ) . join_capabilities() );
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, array<string, mixed>> UserFact of the contract by id.
 */
function user_facts( array $ids ): array {
	global $wpdb;
	$rows  = $wpdb->get_results( $wpdb->prepare( 'SELECT u.ID, u.user_registered, m.meta_value AS capabilities FROM %i AS u ', $wpdb->users ) . join_capabilities() . $wpdb->prepare( ' WHERE u.ID IN ( ' . placeholders( $ids ) . ' )', ...$ids ) );
	$facts = array();
	foreach ( $rows as $row ) {
		$facts[ (int) $row->ID ] = array(
			'id'   => (int) $row->ID,
			'role' => first_role( maybe_unserialize( (string) $row->capabilities ) ),
			'at'   => utc_seconds( (string) $row->user_registered ) ?? 0,
		);
	}
	return $facts;
}

/** Prepared. A network's users are members of some of its blogs; without a network everybody is here, with a role or without. */
function join_capabilities(): string {
	global $wpdb;
	return ( is_multisite() ? 'JOIN' : 'LEFT JOIN' ) . $wpdb->prepare( ' %i AS m ON m.user_id = u.ID AND m.meta_key = %s', $wpdb->usermeta, $wpdb->get_blog_prefix() . 'capabilities' );
}

function first_role( mixed $capabilities ): string {
	$held = array_filter( is_array( $capabilities ) ? $capabilities : array() );
	return (string) ( array_keys( array_intersect_key( $held, wp_roles()->roles ) )[0] ?? 'none' );
}

function log_user( int|string $user_id ): void {
	log_change( 'users', (int) $user_id );
}

/** @param int|string|array<int|string> $meta_id */
function log_user_of_meta( int|string|array $meta_id, int|string $user_id, string $key ): void {
	global $wpdb;
	if ( $wpdb->get_blog_prefix() . 'capabilities' === $key ) {
		log_user( $user_id );
	}
}
