<?php
/**
 * The dataset of terms: categories and other trees, for the names of what posts and products
 * are grouped by.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** @return list<string> */
function exported_taxonomies(): array {
	$trees = get_taxonomies(
		array(
			'hierarchical' => true,
			'public'       => true,
		)
	);
	return array_values( array_map( 'strval', $trees ) );
}

/** @return list<int> Ascending. */
function term_ids( int $after, int $limit ): array {
	global $wpdb;
	return read_ids( $wpdb->prepare( 'SELECT DISTINCT x.term_id FROM %i AS x WHERE x.term_id > %d AND ', $wpdb->term_taxonomy, $after ) . are_exported_terms() . $wpdb->prepare( ' ORDER BY x.term_id LIMIT %d', $limit ) );
}

function count_terms(): int {
	global $wpdb;
	return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT( DISTINCT x.term_id ) FROM %i AS x WHERE ', $wpdb->term_taxonomy ) . are_exported_terms() );
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, array<string, mixed>> TermFact of the contract by id.
 */
function term_facts( array $ids ): array {
	global $wpdb;
	$rows  = $wpdb->get_results( $wpdb->prepare( 'SELECT t.term_id, t.name, x.taxonomy, x.parent FROM %i AS t JOIN %i AS x ON x.term_id = t.term_id WHERE t.term_id IN ( ' . placeholders( $ids ) . ' ) AND ', $wpdb->terms, $wpdb->term_taxonomy, ...$ids ) . are_exported_terms() );
	$facts = array();
	foreach ( $rows as $row ) {
		$facts[ (int) $row->term_id ] = array(
			'id'       => (int) $row->term_id,
			'taxonomy' => (string) $row->taxonomy,
			'parent'   => (int) $row->parent,
			'title'    => plain_title( (string) $row->name ),
		);
	}
	return $facts;
}

/** Prepared condition. */
function are_exported_terms(): string {
	global $wpdb;
	$trees = exported_taxonomies();
	return ! $trees ? '1 = 0' : $wpdb->prepare( 'x.taxonomy IN ( ' . placeholders( $trees, '%s' ) . ' )', ...$trees );
}

function log_term( int $term_id ): void {
	log_change( 'terms', $term_id );
}

/**
 * @param array<mixed>      $terms
 * @param array<int|string> $rows  Of term_taxonomy.
 */
function log_post_of_terms( int|string $post_id, array $terms, array $rows, string $taxonomy ): void {
	if ( 'product_cat' === $taxonomy ) {
		log_product_and_variations( (int) $post_id );
	}
	if ( in_array( $taxonomy, exported_taxonomies(), true ) ) {
		log_post( (int) $post_id );
	}
}
