<?php
/**
 * Notices what changes a user's state. Hooks only mark; shutdown reads and sends.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const EVERYONE = 0;

/**
 * Users whose state may have changed in this request, by blog.
 *
 * @return array<int, array<int, true>>
 */
function &marked_users(): array {
	static $marked = array();
	return $marked;
}

function mark_user( int $user_id, ?int $blog_id = null ): void {
	$marked = &marked_users();
	$marked[ $blog_id ?? get_current_blog_id() ][ $user_id ] = true;
}

function mark_everyone(): void {
	mark_user( EVERYONE );
}

/** WordPress's sessions and accounts are the network's: every blog has to say what changed. */
function mark_user_everywhere( int $user_id ): void {
	foreach ( connected_blogs() as $blog_id ) {
		mark_user( $user_id, $blog_id );
	}
}

/** @param int|string|array<int> $meta_id */
function mark_user_of_meta( int|string|array $meta_id, int $user_id, string $key ): void {
	global $wpdb;
	// WordPress's "destroy all sessions of all users" deletes the meta of user 0.
	if ( 'session_tokens' === $key || 'locale' === $key ) {
		mark_user_everywhere( $user_id );
	} elseif ( preg_match( '/^' . preg_quote( $wpdb->base_prefix, '/' ) . '(?:(\d+)_)?capabilities$/D', $key, $match ) ) {
		// The blog is in the key; the current one may be another.
		mark_user( $user_id, is_multisite() ? (int) ( $match[1] ?? get_main_site_id() ) : null );
	}
}

function mark_user_of_password( string $password, int $user_id ): void {
	mark_user_everywhere( $user_id );
}

function mark_everyone_of_roles( string $option ): void {
	global $wpdb;
	if ( $wpdb->get_blog_prefix() . 'user_roles' === $option ) {
		mark_everyone();
	}
}

/** Grants by a filter change no row, so each page compares them with those last told. */
function mark_user_of_grants( int $user_id, ?string $told, string $grants ): void {
	if ( null !== $told && '' !== $told . $grants && $told !== $grants ) {
		mark_user( $user_id );
	}
}

/** After everything else of the request. All is queued before anything is sent: a call may be slow, or the last. */
function settle_marked_users(): void {
	$marks  = &marked_users();
	$marked = $marks;
	$marks  = array();
	$blogs  = array_filter( $marked, static fn( array $users, int $blog_id ): bool => on_blog( $blog_id, static fn(): bool => queue_users( array_keys( $users ) ) ), ARRAY_FILTER_USE_BOTH );
	if ( $blogs ) {
		$until = microtime( true ) + ( finish_request() ? DELIVERY_SECONDS : 1 );
		foreach ( array_keys( $blogs ) as $blog_id ) {
			on_blog( $blog_id, static fn(): bool => deliver_states( $until ) );
		}
	}
}

/**
 * @param list<int> $users
 * @return bool Whether anything waits now.
 */
function queue_users( array $users ): bool {
	if ( ! is_connected() ) {
		return false;
	}
	if ( in_array( EVERYONE, $users, true ) ) {
		take_next_version_of_everyone();
		return true;
	}
	$waits = false;
	foreach ( $users as $user_id ) {
		if ( sessions_at_sidecar( $user_id ) ) {
			$version = queued_state( $user_id )['version'];
			$waits   = $waits || $version > ( queue_row( $user_id )['delivered'] ?? 0 );
		}
	}
	return $waits;
}

/** New salts in wp-config.php end every session of WordPress without any hook. */
function notice_changed_salts(): void {
	$mark = wp_hash( 'gatehouse', 'logged_in', 'sha256' );
	$last = get_option( 'gatehouse_salts' );
	if ( $mark !== $last ) {
		update_option( 'gatehouse_salts', $mark, false );
		false === $last || take_next_version_of_everyone();
	}
}
