<?php
/**
 * What changed since: a log with one row for each fact, its place moving to the end.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Post;

defined( 'ABSPATH' ) || exit;

const CHANGES_PER_WRITE = 100;
const PING_SECONDS      = 2;
const PINGED_OPTION     = 'gatehouse_pinged';
/** Rows commit out of order: what is younger is told again. */
const OVERLAP_SECONDS = 60;

/**
 * Changes not written yet, by dataset and id.
 *
 * @return array<string, array<int, true>>
 */
function &unwritten_changes(): array {
	static $changes = array();
	return $changes;
}

function log_change( string $dataset, int $id ): void {
	$changes = &unwritten_changes();
	if ( $id > 0 ) {
		$changes[ $dataset ][ $id ] = true;
	}
	if ( count( $changes[ $dataset ] ?? array() ) >= CHANGES_PER_WRITE ) {
		write_changes();
	}
}

function log_post( int $post_id, ?WP_Post $post = null ): void {
	// set_post_type() shows the new type only, so every type is logged but WordPress's inner ones.
	$type = get_post_type_object( $post->post_type ?? (string) get_post_type( $post_id ) );
	if ( null === $type || ! $type->_builtin || $type->public ) {
		log_change( 'posts', $post_id );
	}
}

function log_comment( int|string $comment_id ): void {
	log_change( 'comments', (int) $comment_id );
	$parent = (int) ( get_comment( (int) $comment_id )->comment_parent ?? 0 );
	// Its fact says when it was answered.
	log_change( 'comments', $parent );
}

function write_changes(): void {
	global $wpdb;
	$changes = &unwritten_changes();
	$rows    = array();
	foreach ( $changes as $dataset => $ids ) {
		foreach ( array_keys( $ids ) as $id ) {
			$rows[] = $wpdb->prepare( '( %s, %d, %d )', $dataset, $id, time() );
		}
	}
	$changes = array();
	if ( $rows ) {
		$wpdb->query( $wpdb->prepare( 'REPLACE INTO %i ( dataset, object_id, changed ) VALUES ', table( 'changes' ) ) . implode( ', ', $rows ) );
		has_news( true );
	}
}

/** Whether this request wrote to the log. */
function has_news( bool $is_news = false ): bool {
	static $has_news = false;
	$has_news        = $has_news || $is_news;
	return $has_news;
}

/** At the end of the request: writes the rest, and tells the sidecar that there is something to fetch. */
function settle_changes(): void {
	write_changes();
	if ( has_news() && is_connected() && may_ping() ) {
		finish_request();
		tell_sidecar_gently( '/site/ping', 'gatehouse-ping+jwt', array() );
	}
}

/** One request every two seconds; the sidecar looks by itself every minute. */
function may_ping(): bool {
	$last = read_option( PINGED_OPTION );
	$now  = (string) time();
	if ( null === $last ) {
		add_option_once( PINGED_OPTION, $now );
		return true;
	}
	// A clock that was ahead must not keep silent until it gets there again.
	return abs( (int) $now - (int) $last ) >= PING_SECONDS && swap_option( PINGED_OPTION, $last, $now );
}

/**
 * @return array{head: int, changes: list<array{seq: int, dataset: string, id: int, fact: ?array<string, mixed>}>, more: bool}
 */
function changes_after( int $after, int $limit ): array {
	global $wpdb;
	$table = table( 'changes' );
	$head  = (int) $wpdb->get_var( $wpdb->prepare( 'SELECT MAX(seq) FROM %i', $table ) );
	$new   = $wpdb->get_results( $wpdb->prepare( 'SELECT seq, dataset, object_id FROM %i WHERE seq > %d ORDER BY seq LIMIT %d', $table, $after, $limit + 1 ) );
	$more  = count( $new ) > $limit;
	$rows  = array_slice( $new, 0, $limit );
	// New rows come first: an import's overlap would fill every page and never end.
	if ( count( $rows ) < $limit ) {
		$young = $wpdb->get_results( $wpdb->prepare( 'SELECT seq, dataset, object_id FROM %i WHERE seq <= %d AND changed BETWEEN %d AND %d ORDER BY seq DESC LIMIT %d', $table, $after, time() - OVERLAP_SECONDS, time() + OVERLAP_SECONDS, $limit - count( $rows ) ) );
		$rows  = array( ...array_reverse( $young ), ...$rows );
	}
	/** @var list<object{seq: string, dataset: string, object_id: string}> $rows */
	return array(
		'head'    => $head,
		'changes' => with_facts( $rows ),
		'more'    => $more,
	);
}

/**
 * @param list<object{seq: string, dataset: string, object_id: string}> $rows
 * @return list<array{seq: int, dataset: string, id: int, fact: ?array<string, mixed>}>
 */
function with_facts( array $rows ): array {
	$datasets = datasets();
	$ids      = array();
	foreach ( $rows as $row ) {
		$ids[ $row->dataset ][] = (int) $row->object_id;
	}
	$facts = array();
	foreach ( array_intersect_key( $ids, $datasets ) as $name => $wanted ) {
		$facts[ $name ] = facts_of( $name, $datasets[ $name ], $wanted );
	}
	$changes = array();
	foreach ( $rows as $row ) {
		if ( isset( $facts[ $row->dataset ] ) ) {
			$changes[] = array(
				'seq'     => (int) $row->seq,
				'dataset' => $row->dataset,
				'id'      => (int) $row->object_id,
				'fact'    => $facts[ $row->dataset ][ (int) $row->object_id ] ?? null,
			);
		}
	}
	return $changes;
}
