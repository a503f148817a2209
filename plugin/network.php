<?php
/**
 * A network's blogs. WordPress's sessions and accounts are the network's; tables, keys and the
 * base are each blog's own.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Site;

defined( 'ABSPATH' ) || exit;

/** Kept with the network's list of blogs, so that a sign-out need not open each of them. */
const CONNECTED_META = 'gatehouse_connected';

/** @return list<int> */
function connected_blogs(): array {
	if ( ! is_multisite() ) {
		return array( get_current_blog_id() );
	}
	$blogs = get_sites(
		array(
			'fields'   => 'ids',
			'number'   => 0,
			'meta_key' => CONNECTED_META,
		)
	);
	return array_values( array_map( 'intval', $blogs ) );
}

function note_connected_blog( bool $is_connected ): void {
	if ( is_multisite() && $is_connected ) {
		update_site_meta( get_current_blog_id(), CONNECTED_META, 1 );
	} elseif ( is_multisite() ) {
		delete_site_meta( get_current_blog_id(), CONNECTED_META );
	}
}

/**
 * @template Answer
 * @param callable(): Answer $work
 * @return Answer
 */
function on_blog( int $blog_id, callable $work ): mixed {
	if ( ! is_multisite() || get_current_blog_id() === $blog_id ) {
		return $work();
	}
	switch_to_blog( $blog_id );
	try {
		return $work();
	} finally {
		restore_current_blog();
	}
}

/** Archived, spam or deleted, or no longer so: what its users may do is another. */
function mark_everyone_of_blog( int $blog_id ): void {
	mark_user( EVERYONE, $blog_id );
}

/** A blog that goes for good takes its report sessions along. */
function end_sessions_of_blog( WP_Site $blog ): void {
	on_blog( (int) $blog->id, __NAMESPACE__ . '\end_every_session' );
}

/**
 * @param string[] $tables
 * @return string[]
 */
function drop_tables_with_blog( array $tables, int $blog_id ): array {
	return array_merge( $tables, on_blog( $blog_id, static fn(): array => array_map( __NAMESPACE__ . '\table', TABLES ) ) );
}
