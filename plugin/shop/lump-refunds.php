<?php
/**
 * Refunds of an order as one sum. WooCommerce makes one when an order's status is set to
 * "Refunded": it has no lines, so of tax, shipping and each line it gives back what the order
 * still had.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/**
 * @param list<int> $ids Of orders.
 * @return array<int, Lump> By order: the refund that gave back the rest, what it gave back, and the refunds before it.
 */
function lump_refunds( array $ids ): array {
	$refunds  = refunds_of( $ids );
	$all_bare = array_diff_key( $refunds, orders_with_items( array_keys( $refunds ) ) );
	$by_order = array();
	// Most refunds have lines; their orders need no further look.
	foreach ( stored_orders( array_keys( array_intersect( $refunds, $all_bare ) ) ) as $refund ) {
		$by_order[ $refund->order ][ $refund->id ] = $refund;
	}
	$orders = stored_orders( array_keys( $by_order ) );
	$lumps  = array();
	foreach ( $by_order as $id => $siblings ) {
		$order = $orders[ $id ] ?? null;
		$bare  = array_keys( array_intersect_key( $siblings, $all_bare ) );
		if ( $order && $bare && 0 === $order->total + array_sum( array_column( $siblings, 'total' ) ) ) {
			$others       = array_diff_key( $siblings, array( max( $bare ) => true ) );
			$lumps[ $id ] = array(
				'refund'   => $siblings[ max( $bare ) ],
				'tax'      => (int) ( -$order->tax - array_sum( array_column( $others, 'tax' ) ) ),
				'shipping' => (int) ( -$order->shipping - array_sum( array_column( $others, 'shipping' ) ) ),
				'others'   => array_keys( $others ),
			);
		}
	}
	return $lumps;
}

/**
 * @param list<int> $ids Of orders.
 * @return array<int, int> Their orders by refund.
 */
function refunds_of( array $ids ): array {
	global $wpdb;
	if ( ! $ids ) {
		return array();
	}
	$rows = $wpdb->get_results(
		$wpdb->prepare(
			'SELECT o.%i AS refund, o.%i AS parent FROM %i AS o WHERE o.%i IN ( ' . placeholders( $ids ) . " ) AND o.%i = 'shop_order_refund'",
			order_column( 'id' ),
			order_column( 'parent' ),
			orders_table(),
			order_column( 'parent' ),
			...$ids,
			...array( order_column( 'type' ) ),
		)
	);
	return array_map( 'intval', array_column( $rows, 'parent', 'refund' ) );
}

/**
 * @param list<int> $ids
 * @return array<int, true>
 */
function orders_with_items( array $ids ): array {
	global $wpdb;
	if ( ! $ids ) {
		return array();
	}
	$with_items = read_ids( $wpdb->prepare( 'SELECT DISTINCT order_id FROM %i WHERE order_id IN ( ' . placeholders( $ids ) . ' )', $wpdb->prefix . 'woocommerce_order_items', ...$ids ) );
	return array_fill_keys( $with_items, true );
}
