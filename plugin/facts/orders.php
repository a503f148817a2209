<?php
/**
 * The dataset of orders and refunds.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** @return list<int> Ascending. */
function order_ids( int $after, int $limit ): array {
	global $wpdb;
	$id = order_column( 'id' );
	$ids = read_ids( $wpdb->prepare( 'SELECT o.%i FROM %i AS o FORCE INDEX ( PRIMARY ) ', $id, orders_table() ) . join_refunded_orders() . $wpdb->prepare( ' WHERE o.%i > %d AND ', $id, $after ) . are_exported_orders() . $wpdb->prepare( ' ORDER BY o.%i LIMIT %d', $id, $limit ) );
	forget_purchases( $ids, $after, $limit );
	return $ids;
}

function count_orders(): int {
	global $wpdb;
	return remembered_total( 'orders', $wpdb->prepare( 'SELECT COUNT(*) FROM %i AS o ', orders_table() ) . join_refunded_orders() . ' WHERE ' . are_exported_orders() );
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, array<string, mixed>> OrderFact of the contract by id; no names or addresses.
 */
function order_facts( array $ids ): array {
	$orders     = stored_orders( $ids );
	note_purchases( $ids, $orders );
	$quantities = quantities_of_orders( array_keys( $orders ) );
	$lumps      = lump_refunds( orders_of_bare_refunds( $orders, $quantities ) );
	$given      = quantities_given_back( $lumps );
	$buyers     = buyers_of( $orders );
	$first      = known_first_purchases( array_values( array_unique( $buyers ) ) );
	$facts      = array();
	foreach ( $orders as $id => $order ) {
		$lump         = $lumps[ $order->order ] ?? null;
		$lump         = $lump && $lump['refund']->id === $id ? $lump : null;
		$facts[ $id ] = array(
			'id'       => $id,
			'kind'     => $order->kind,
			'order'    => $order->order,
			'status'   => $order->status,
			'standing' => $order->standing,
			'currency' => $order->currency,
			'at'       => $order->at,
			'total'    => $order->total,
			'tax'      => $lump['tax'] ?? $order->tax,
			'shipping' => $lump['shipping'] ?? $order->shipping,
			'discount' => $order->discount,
			'items'    => $lump ? $given[ $order->order ] : ( $quantities[ $id ] ?? 0 ),
			'customer' => buyer_number( $buyers[ $id ] ),
			'first'    => 'sold' === $order->standing ? ( $first[ $buyers[ $id ] ] ?? null ) : null,
		);
	}
	return $facts;
}

/**
 * @param array<int, StoredOrder> $orders
 * @param array<int, int>         $quantities
 * @return list<int> Orders with a refund that gives back no line.
 */
function orders_of_bare_refunds( array $orders, array $quantities ): array {
	$bare = array_filter( array_diff_key( $orders, $quantities ), static fn( StoredOrder $order ): bool => 'refund' === $order->kind );
	return array_values( array_unique( array_column( $bare, 'order' ) ) );
}

/**
 * @param array<int, Lump> $lumps By order.
 * @return array<int, int> How many pieces of each order came back at last.
 */
function quantities_given_back( array $lumps ): array {
	$quantities = quantities_of_orders( array( ...array_keys( $lumps ), ...array_merge( ...array_column( $lumps, 'others' ) ) ) );
	$given      = array();
	foreach ( $lumps as $id => $lump ) {
		$given[ $id ] = (int) -array_sum( array_intersect_key( $quantities, array_flip( array( $id, ...$lump['others'] ) ) ) );
	}
	return $given;
}

/**
 * @param list<int> $ids
 * @return array<int, int> How many pieces by order; orders without product lines are left out.
 */
function quantities_of_orders( array $ids ): array {
	$pieces = array();
	foreach ( order_lines( 'line_item', 'order_id', $ids, array( 'quantity' => LINE_META['quantity'] ) ) as $line ) {
		$pieces[ (int) $line['order_id'] ] = ( $pieces[ (int) $line['order_id'] ] ?? 0 ) + (float) $line['quantity'];
	}
	// Some shops sell halves of a kilo.
	return array_map( static fn( float|int $sum ): int => (int) round( $sum ), $pieces );
}
