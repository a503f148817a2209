<?php
/**
 * The dataset of posts: what is published here, by whom and when.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const TERMS_PER_POST = 50;

/** @return list<string> Names of the post types whose posts are facts. */
function exported_post_types(): array {
	$types = get_post_types( array( 'public' => true ) );
	unset( $types['attachment'] );

	/**
	 * Which post types the reports count.
	 *
	 * @param string[] $types Public post types without attachments.
	 */
	return array_values( array_map( 'strval', (array) apply_filters( 'gatehouse_post_types', array_values( $types ) ) ) );
}

/** @return list<int> Ascending. */
function post_ids( int $after, int $limit ): array {
	global $wpdb;
	return read_ids( $wpdb->prepare( 'SELECT ID FROM %i WHERE ID > %d AND ', $wpdb->posts, $after ) . are_exported_posts() . $wpdb->prepare( ' ORDER BY ID LIMIT %d', $limit ) );
}

function count_posts(): int {
	global $wpdb;
	return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE ', $wpdb->posts ) . are_exported_posts() );
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, array<string, mixed>> PostFact of the contract by id; ids that are none are left out.
 */
function post_facts( array $ids ): array {
	global $wpdb;
	/** @var list<object{ID: string, post_type: string, post_status: string, post_author: string, post_date: string, post_date_gmt: string, post_title: string, post_content: string, comment_count: string}> $rows */
	$rows  = $wpdb->get_results(
		$wpdb->prepare( 'SELECT ID, post_type, post_status, post_author, post_date, post_date_gmt, post_title, post_content, comment_count FROM %i WHERE ID IN ( ' . placeholders( $ids ) . ' ) AND ', $wpdb->posts, ...$ids ) . are_exported_posts()
	);
	$terms = terms_of_posts( $ids );
	$facts = array();
	foreach ( $rows as $row ) {
		$facts[ (int) $row->ID ] = array(
			'id'       => (int) $row->ID,
			'type'     => (string) $row->post_type,
			'status'   => (string) $row->post_status,
			'author'   => (int) $row->post_author,
			'at'       => published_at( $row ),
			'words'    => count_words( (string) $row->post_content ),
			'comments' => (int) $row->comment_count,
			'title'    => plain_title( (string) $row->post_title ),
			'terms'    => $terms[ (int) $row->ID ] ?? array(),
		);
	}
	return $facts;
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, list<int>> Ids of the terms by post: of categories and other trees, not of tags.
 */
function terms_of_posts( array $ids ): array {
	global $wpdb;
	$trees = exported_taxonomies();
	if ( ! $trees ) {
		return array();
	}
	$rows  = $wpdb->get_results(
		$wpdb->prepare(
			'SELECT r.object_id, t.term_id FROM %i AS r JOIN %i AS t ON t.term_taxonomy_id = r.term_taxonomy_id WHERE r.object_id IN ( ' . placeholders( $ids ) . ' ) AND t.taxonomy IN ( ' . placeholders( $trees, '%s' ) . ' ) ORDER BY t.term_id',
			$wpdb->term_relationships,
			$wpdb->term_taxonomy,
			...$ids,
			...$trees
		)
	);
	$terms = array();
	foreach ( $rows as $row ) {
		if ( count( $terms[ (int) $row->object_id ] ?? array() ) < TERMS_PER_POST ) {
			$terms[ (int) $row->object_id ][] = (int) $row->term_id;
		}
	}
	return $terms;
}

/** Prepared condition: every status is a fact but the empty draft that opening the editor makes. */
function are_exported_posts(): string {
	global $wpdb;
	$types = exported_post_types();
	return ! $types ? '1 = 0' : $wpdb->prepare( "post_status <> 'auto-draft' AND post_type IN ( " . placeholders( $types, '%s' ) . ' )', ...$types );
}

/** @param object{post_status: string, post_date: string, post_date_gmt: string} $row Drafts that never were public have no date in UTC. */
function published_at( object $row ): ?int {
	$has_utc = '0000-00-00 00:00:00' !== $row->post_date_gmt;
	if ( 'future' === $row->post_status || ( ! $has_utc && ! in_array( $row->post_status, array( 'publish', 'private' ), true ) ) ) {
		return null;
	}
	// Rows written by SQL alone may have only the local date.
	return utc_seconds( $has_utc ? $row->post_date_gmt : get_gmt_from_date( $row->post_date ) );
}

function plain_title( string $title ): string {
	return trim( html_entity_decode( wp_strip_all_tags( $title, true ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ) );
}
