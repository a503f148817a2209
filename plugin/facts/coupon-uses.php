<?php
/**
 * The dataset of coupon uses: each line of an order that says which coupon took how much off.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** @return list<int> Ascending. */
function coupon_use_ids( int $after, int $limit ): array {
	return array_map( 'intval', array_column( lines_from( 'coupon', $after + 1, $limit ), 'id' ) );
}

function count_coupon_uses(): int {
	return count_lines( 'coupon' );
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, array<string, mixed>> CouponUseFact of the contract by id.
 */
function coupon_use_facts( array $ids ): array {
	$lines  = order_lines( 'coupon', 'order_item_id', $ids, COUPON_META );
	$orders = stored_orders( array_values( array_unique( array_map( 'intval', array_column( $lines, 'order_id' ) ) ) ) );
	$facts  = array();
	foreach ( $lines as $id => $line ) {
		$order = $orders[ (int) $line['order_id'] ] ?? null;
		if ( $order ) {
			$facts[ $id ] = array(
				'id'       => $id,
				'order'    => $order->id,
				'code'     => (string) $line['name'],
				'standing' => $order->standing,
				'currency' => $order->currency,
				'at'       => $order->at,
				'discount' => minor_units( (string) $line['discount'], $order->currency ),
			);
		}
	}
	return $facts;
}
