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

/** Ids for each that is wanted; beyond it too many refunds of others would be read. */
const REFUNDED_PER_ID = 20;

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
	$column  = order_column( 'parent' );
	$is_near = max( $ids ) - min( $ids ) <= REFUNDED_PER_ID * count( $ids );
	// Among near orders the database finds the few refunds at once; else each order is looked up.
	$of   = $is_near
		? $wpdb->prepare( 'o.%i BETWEEN %d AND %d', $column, min( $ids ), max( $ids ) )
		: $wpdb->prepare( 'o.%i IN ( ' . placeholders( $ids ) . ' )', $column, ...$ids );
	$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT o.%i AS refund, o.%i AS parent FROM %i AS o WHERE ', order_column( 'id' ), $column, orders_table() ) . $of . $wpdb->prepare( " AND o.%i = 'shop_order_refund'", order_column( 'type' ) ) );
	$wanted = array_fill_keys( $ids, true );
	return array_filter( array_map( 'intval', array_column( $rows, 'parent', 'refund' ) ), static fn( int $parent ): bool => isset( $wanted[ $parent ] ) );
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
