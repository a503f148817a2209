<?php
/**
 * The dataset of products and their variations, with what is in stock.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const PRODUCT_TYPES = array( 'product', 'product_variation' );

const PRODUCT_META = array(
	'sku'      => '_sku',
	'counted'  => '_manage_stock',
	'quantity' => '_stock',
	'status'   => '_stock_status',
	'low'      => '_low_stock_amount',
);

const STOCK_STATUSES = array(
	'outofstock'  => 'out',
	'onbackorder' => 'backorder',
);

/** @return list<int> Ascending. */
function product_ids( int $after, int $limit ): array {
	global $wpdb;
	return read_ids( $wpdb->prepare( 'SELECT ID FROM %i WHERE ID > %d AND ', $wpdb->posts, $after ) . are_products() . $wpdb->prepare( ' ORDER BY ID LIMIT %d', $limit ) );
}

function count_products(): int {
	global $wpdb;
	return remembered_total( 'products', $wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE ', $wpdb->posts ) . are_products() );
}

/** Prepared condition. */
function are_products(): string {
	global $wpdb;
	return $wpdb->prepare( "post_type IN ( %s, %s ) AND post_status <> 'auto-draft'", ...PRODUCT_TYPES );
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, array<string, mixed>> ProductFact of the contract by id.
 */
function product_facts( array $ids ): array {
	global $wpdb;
	$rows       = $wpdb->get_results( $wpdb->prepare( 'SELECT ID, post_type, post_parent, post_status, post_title FROM %i WHERE ID IN ( ' . placeholders( $ids ) . ' ) AND ', $wpdb->posts, ...$ids ) . are_products() );
	$parents    = array_map( 'intval', array_column( $rows, 'post_parent', 'ID' ) );
	$with       = array( ...$ids, ...array_values( array_unique( array_filter( $parents ) ) ) );
	$meta       = product_meta( $with );
	$categories = categories_of_products( $with );
	$facts      = array();
	foreach ( $rows as $row ) {
		$id           = (int) $row->ID;
		$parent       = 'product_variation' === $row->post_type ? $parents[ $id ] : 0;
		$facts[ $id ] = array(
			'id'         => $id,
			'parent'     => $parent,
			'title'      => plain_title( (string) $row->post_title ),
			'sku'        => (string) ( $meta[ $id ]['sku'] ?? '' ),
			'status'     => (string) $row->post_status,
			'categories' => $categories[ $parent ?: $id ] ?? array(),
		) + stock_of_product( $meta[ $id ] ?? array(), $meta[ $parent ] ?? array() );
	}
	return $facts;
}

/**
 * @param array<string, string|null> $meta
 * @param array<string, string|null> $parent Of a variation.
 * @return array{stock: string, quantity: ?int, low: ?int}
 */
function stock_of_product( array $meta, array $parent ): array {
	$is_counted = 'yes' === ( $meta['counted'] ?? 'no' ) && 'yes' === get_option( 'woocommerce_manage_stock', 'yes' );
	$low        = array_filter( array( $meta['low'] ?? '', $parent['low'] ?? '', get_option( 'woocommerce_notify_low_stock_amount', 2 ) ), 'is_numeric' );
	return array(
		'stock'    => STOCK_STATUSES[ $meta['status'] ?? '' ] ?? ( $is_counted ? 'in' : 'none' ),
		'quantity' => $is_counted ? (int) round( (float) ( $meta['quantity'] ?? 0 ) ) : null,
		'low'      => $is_counted && $low ? (int) reset( $low ) : null,
	);
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, array<string, string|null>>
 */
function product_meta( array $ids ): array {
	global $wpdb;
	$keys = array_values( PRODUCT_META );
	$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT post_id, meta_key, meta_value FROM %i WHERE post_id IN ( ' . placeholders( $ids ) . ' ) AND meta_key IN ( ' . placeholders( $keys, '%s' ) . ' )', $wpdb->postmeta, ...$ids, ...$keys ) );
	$meta = array();
	foreach ( $rows as $row ) {
		$meta[ (int) $row->post_id ][ (string) array_search( $row->meta_key, PRODUCT_META, true ) ] = $row->meta_value;
	}
	return $meta;
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, list<int>> Ids of categories by product.
 */
function categories_of_products( array $ids ): array {
	global $wpdb;
	$rows       = $wpdb->get_results( $wpdb->prepare( 'SELECT r.object_id, t.term_id FROM %i AS r JOIN %i AS t ON t.term_taxonomy_id = r.term_taxonomy_id WHERE r.object_id IN ( ' . placeholders( $ids ) . " ) AND t.taxonomy = 'product_cat' ORDER BY t.term_id", $wpdb->term_relationships, $wpdb->term_taxonomy, ...$ids ) );
	$categories = array();
	foreach ( $rows as $row ) {
		if ( count( $categories[ (int) $row->object_id ] ?? array() ) < TERMS_PER_POST ) {
			$categories[ (int) $row->object_id ][] = (int) $row->term_id;
		}
	}
	return $categories;
}
