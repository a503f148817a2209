<?php
/**
 * The dataset of order items: what was sold, and what was given back.
 *
 * A line of WooCommerce's has twice its id here. One more is the same line given back by a
 * refund without lines.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** @return list<int> Ascending. */
function order_item_ids( int $after, int $limit ): array {
	// The line of $after itself comes again, for it may have been given back.
	$lines = lines_from( 'line_item', intdiv( $after + 1, 2 ), $limit + 1 );
	$lumps = lump_refunds( array_values( array_unique( array_map( 'intval', array_column( $lines, 'order_id' ) ) ) ) );
	$given = lines_given_back( $lumps );
	$ids   = array();
	foreach ( $lines as $line ) {
		$ids[] = 2 * (int) $line->id;
		if ( isset( $given[ (int) $line->id ] ) ) {
			$ids[] = 2 * (int) $line->id + 1;
		}
	}
	return array_slice( array_values( array_filter( $ids, static fn( int $id ): bool => $id > $after ) ), 0, $limit );
}

function count_order_items(): int {
	return count_lines( 'line_item' );
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, array<string, mixed>> OrderItemFact of the contract by id.
 */
function order_item_facts( array $ids ): array {
	$lines  = order_lines( 'line_item', 'order_item_id', array_values( array_unique( array_map( static fn( int $id ): int => intdiv( $id, 2 ), $ids ) ) ) );
	$orders = stored_orders( array_values( array_unique( array_map( 'intval', array_column( $lines, 'order_id' ) ) ) ) );
	$twins  = array_filter( $ids, static fn( int $id ): bool => 1 === $id % 2 );
	$lumps  = $twins ? lump_refunds( array_keys( $orders ) ) : array();
	$given  = lines_given_back( $lumps );
	$facts  = array();
	foreach ( $ids as $id ) {
		$line  = $lines[ intdiv( $id, 2 ) ] ?? null;
		$order = $orders[ (int) ( $line['order_id'] ?? 0 ) ] ?? null;
		if ( null === $line || null === $order ) {
			continue;
		}
		if ( 0 === $id % 2 ) {
			$facts[ $id ] = order_item_fact( $id, $order, $line, amounts_of_line( $line, $order->currency ) );
		} elseif ( isset( $given[ (int) $line['id'] ] ) ) {
			$facts[ $id ] = order_item_fact( $id, $lumps[ $order->id ]['refund'], $line, $given[ (int) $line['id'] ] );
		}
	}
	return $facts;
}

/**
 * @param OrderLine   $line
 * @param LineAmounts $amounts
 * @return array<string, mixed>
 */
function order_item_fact( int $id, StoredOrder $order, array $line, array $amounts ): array {
	return array(
		'id'        => $id,
		'order'     => $order->id,
		'kind'      => $order->kind,
		'standing'  => $order->standing,
		'currency'  => $order->currency,
		'at'        => $order->at,
		'product'   => (int) $line['product'],
		'variation' => (int) $line['variation'],
	) + $amounts;
}

/**
 * @param OrderLine $line
 * @return LineAmounts
 */
function amounts_of_line( array $line, string $currency ): array {
	return array(
		'quantity' => (int) round( (float) $line['quantity'] ),
		'net'      => minor_units( (string) $line['net'], $currency ),
		'tax'      => minor_units( (string) $line['tax'], $currency ),
	);
}

/**
 * @param array<int, Lump> $lumps By order.
 * @return array<int, LineAmounts> By line: what it still had. Lines with nothing left are left out.
 */
function lines_given_back( array $lumps ): array {
	$given = array();
	$lines = order_lines( 'line_item', 'order_id', array_keys( $lumps ) );
	foreach ( $lines as $id => $line ) {
		$given[ $id ] = less( array( 'quantity' => 0, 'net' => 0, 'tax' => 0 ), amounts_of_line( $line, $lumps[ (int) $line['order_id'] ]['refund']->currency ) );
	}
	foreach ( order_lines( 'line_item', 'order_id', array_merge( ...array_column( $lumps, 'others' ) ) ) as $line ) {
		$id = (int) $line['refunded'];
		if ( isset( $given[ $id ] ) ) {
			$given[ $id ] = less( $given[ $id ], amounts_of_line( $line, $lumps[ (int) $lines[ $id ]['order_id'] ]['refund']->currency ) );
		}
	}
	return array_filter( $given, static fn( array $amounts ): bool => array( 0, 0, 0 ) !== array_values( $amounts ) );
}

/**
 * @param LineAmounts $amounts
 * @param LineAmounts $others
 * @return LineAmounts
 */
function less( array $amounts, array $others ): array {
	return array(
		'quantity' => $amounts['quantity'] - $others['quantity'],
		'net'      => $amounts['net'] - $others['net'],
		'tax'      => $amounts['tax'] - $others['tax'],
	);
}
