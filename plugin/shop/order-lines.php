<?php
/**
 * Lines of orders as WooCommerce stores them, whichever store the orders are in.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const LINE_META = array(
	'product'   => '_product_id',
	'variation' => '_variation_id',
	'quantity'  => '_qty',
	'net'       => '_line_total',
	'tax'       => '_line_tax',
	'refunded'  => '_refunded_item_id',
);

const COUPON_META = array( 'discount' => 'discount_amount' );

function order_items_table(): string {
	global $wpdb;
	return $wpdb->prefix . 'woocommerce_order_items';
}

/**
 * @param 'line_item'|'coupon' $type
 * @return list<object{id: string, order_id: string}> Of exported orders and refunds, ascending.
 */
function lines_from( string $type, int $first, int $limit ): array {
	global $wpdb;
	// Else MariaDB reads and sorts all orders for each page.
	return $wpdb->get_results(
		$wpdb->prepare( 'SELECT i.order_item_id AS id, i.order_id FROM %i AS i FORCE INDEX ( PRIMARY ) JOIN %i AS o ON o.%i = i.order_id ', order_items_table(), orders_table(), order_column( 'id' ) )
		. join_refunded_orders()
		. $wpdb->prepare( ' WHERE i.order_item_id >= %d AND i.order_item_type = %s AND ', $first, $type )
		. are_exported_orders()
		. $wpdb->prepare( ' ORDER BY i.order_item_id LIMIT %d', $limit )
	);
}

/** @param 'line_item'|'coupon' $type */
function count_lines( string $type ): int {
	global $wpdb;
	return remembered_total( $type, $wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE order_item_type = %s', order_items_table(), $type ) );
}

/**
 * @param 'line_item'|'coupon'                   $type
 * @param 'order_item_id'|'order_id'             $by
 * @param list<int>                              $ids
 * @param non-empty-array<string, string>        $meta Keys by the name they get here.
 * @return array<int, OrderLine> By line: its id, order, name, and what its meta holds.
 */
function order_lines( string $type, string $by, array $ids, array $meta = LINE_META ): array {
	global $wpdb;
	if ( ! $ids ) {
		return array();
	}
	$lines = array();
	foreach ( $wpdb->get_results( $wpdb->prepare( 'SELECT i.order_item_id AS id, i.order_id, i.order_item_name AS name FROM %i AS i WHERE i.%i IN ( ' . placeholders( $ids ) . ' ) AND i.order_item_type = %s', order_items_table(), $by, ...$ids, ...array( $type ) ), ARRAY_A ) as $line ) {
		$lines[ (int) $line['id'] ] = $line;
	}
	return with_meta( $lines, $wpdb->prefix . 'woocommerce_order_itemmeta', 'order_item_id', $meta );
}
