<?php
/**
 * What changes with an order: its refunds, their lines, and the buyer's other orders when the
 * first one is another.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WC_Abstract_Order;
use WC_Product;

defined( 'ABSPATH' ) || exit;

const ORDERS_PER_LOOK = 100;

/**
 * Orders of this request whose consequences are not logged yet, and order lines whose orders
 * are not known yet.
 *
 * @return array{orders: array<int, true>, lines: array<int, true>}
 */
function &touched_orders(): array {
	static $touched = array(
		'orders' => array(),
		'lines'  => array(),
	);
	return $touched;
}

function log_order( int|string|WC_Abstract_Order $order ): void {
	touch_order( 'orders', $order instanceof WC_Abstract_Order ? $order->get_id() : (int) $order );
}

function log_order_line( int|string $line ): void {
	touch_order( 'lines', (int) $line );
}

/** @param int|string|array<int|string> $meta_id */
function log_line_of_meta( int|string|array $meta_id, int|string $line ): void {
	touch_order( 'lines', (int) $line );
}

/** @param 'orders'|'lines' $kind */
function touch_order( string $kind, int $id ): void {
	$touched = &touched_orders();
	if ( $id > 0 ) {
		$touched[ $kind ][ $id ] = true;
	}
	if ( count( $touched[ $kind ] ) >= ORDERS_PER_LOOK ) {
		settle_orders();
	}
}

/** Afterwards nobody can tell any more what hung on it. */
function log_order_before_loss( int|string|WC_Abstract_Order $order ): void {
	log_order( $order );
	settle_orders();
}

function log_order_line_before_loss( int|string $line ): void {
	log_order_line( $line );
	settle_orders();
}

/** The only word of a refund's deletion in WooCommerce's own tables. */
function log_order_in_filter( mixed $check, WC_Abstract_Order $order ): mixed {
	log_order_before_loss( $order );
	return $check;
}

function log_order_post_before_loss( int $post_id ): void {
	if ( in_array( get_post_type( $post_id ), array( 'shop_order', 'shop_order_refund' ), true ) && has_shop() ) {
		log_order_before_loss( $post_id );
	}
}

/** With another buyer or day, the orders of the buyer before may get another first one. */
function log_order_before_move( WC_Abstract_Order $order ): void {
	if ( $order->get_id() && array_intersect_key( $order->get_changes(), array_flip( array( 'customer_id', 'billing', 'date_created' ) ) ) ) {
		log_order_before_loss( $order );
	}
}

/** An account takes the orders along that its owner made as a guest. */
function log_orders_of_account( int $user_id, ?\WP_User $before = null ): void {
	$after     = get_userdata( $user_id );
	$addresses = array_unique( array_filter( array( $before->user_email ?? '', $after->user_email ?? '' ) ) );
	if ( has_shop() && ( null === $before || count( $addresses ) > 1 ) ) {
		$names = array_map( static fn( string $email ): string => 'guest:' . strtolower( trim( $email ) ), array_values( $addresses ) );
		$buyers = array( "user:$user_id", ...$names );
		forget_first_purchases( $buyers );
		array_map( log_order( ... ), purchases_of( $buyers ) );
	}
}

function log_product( int|string|WC_Product $product ): void {
	log_change( 'products', $product instanceof WC_Product ? $product->get_id() : (int) $product );
}

/**
 * Amounts and stock are written as meta, by other plugins without a word to WooCommerce.
 *
 * @param int|string|array<int|string> $meta_id
 */
function log_post_of_meta( int|string|array $meta_id, int|string $post_id, string $key ): void {
	if ( in_array( $key, PRODUCT_META, true ) && in_array( get_post_type( (int) $post_id ), PRODUCT_TYPES, true ) ) {
		log_product_and_variations( (int) $post_id );
	} elseif ( in_array( $key, ORDER_POST_META, true ) && has_shop() && ! has_order_tables() ) {
		log_order( $post_id );
	}
}

/** Variations have their product's categories and warning. */
function log_product_and_variations( int $product ): void {
	global $wpdb;
	log_product( $product );
	array_map( log_product( ... ), read_ids( $wpdb->prepare( "SELECT ID FROM %i WHERE post_parent = %d AND post_type = 'product_variation'", $wpdb->posts, $product ) ) );
}

/** Logs what hangs on the orders that this request has touched. */
function settle_orders(): void {
	$touched = &touched_orders();
	$orders  = array_keys( $touched['orders'] );
	$lines   = array_keys( $touched['lines'] );
	$touched = array(
		'orders' => array(),
		'lines'  => array(),
	);
	if ( ( $orders || $lines ) && has_shop() ) {
		log_orders( array_values( array_unique( array( ...$orders, ...orders_of_lines( $lines ) ) ) ) );
	}
}

/** @param list<int> $orders */
function log_orders( array $orders ): void {
	if ( ! $orders ) {
		return;
	}
	$whole = array();
	foreach ( $orders as $id ) {
		$whole[ $id ] = true;
	}
	foreach ( order_rows( $orders ) as $row ) {
		// Of a refund, its order.
		$whole[ (int) $row->parent ] = true;
	}
	$refunds = refunds_of( array_keys( $whole ) );
	$all     = array_keys( $whole + $refunds );
	foreach ( array( ...$all, ...orders_with_another_first( $orders ) ) as $id ) {
		log_change( 'orders', $id );
	}
	log_lines_of( array( ...$orders, ...$all ), array_flip( $refunds ) );
}

/**
 * @param list<int> $lines
 * @return list<int>
 */
function orders_of_lines( array $lines ): array {
	global $wpdb;
	return $lines ? read_ids( $wpdb->prepare( 'SELECT DISTINCT order_id FROM %i WHERE order_item_id IN ( ' . placeholders( $lines ) . ' )', order_items_table(), ...$lines ) ) : array();
}

/**
 * @param non-empty-list<int> $orders
 * @param array<int, mixed>   $refunded By order, those with a refund.
 */
function log_lines_of( array $orders, array $refunded ): void {
	global $wpdb;
	$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT order_item_id, order_id, order_item_type FROM %i WHERE order_id IN ( ' . placeholders( $orders ) . " ) AND order_item_type IN ( 'line_item', 'coupon' )", order_items_table(), ...$orders ) );
	foreach ( $rows as $row ) {
		$id = (int) $row->order_item_id;
		if ( 'coupon' === $row->order_item_type ) {
			log_change( 'coupon_uses', $id );
			continue;
		}
		log_change( 'order_items', 2 * $id );
		if ( isset( $refunded[ (int) $row->order_id ] ) ) {
			log_change( 'order_items', 2 * $id + 1 );
		}
	}
}

/**
 * @param list<int> $ids Of orders that changed.
 * @return list<int> The other orders of their buyers, where the first one may be another now.
 */
function orders_with_another_first( array $ids ): array {
	$stored = stored_orders( $ids );
	if ( ! has_order_tables() ) {
		note_purchases( $ids, $stored );
		return array();
	}
	$orders = array_filter( $stored, static fn( StoredOrder $order ): bool => 'order' === $order->kind );
	$buyers = array_filter( buyers_of( $orders ) );
	$known  = remembered_first_purchases( array_values( array_unique( $buyers ) ) );
	$buyers = array_filter( $buyers, static fn( string $buyer, int $id ): bool => $orders[ $id ]->at <= ( $known[ $buyer ] ?? PHP_INT_MAX ), ARRAY_FILTER_USE_BOTH );
	forget_first_purchases( array_values( array_unique( $buyers ) ) );
	$others = first_purchases( array_values( array_unique( $buyers ) ), $ids );
	$moved  = array();
	foreach ( $buyers as $id => $buyer ) {
		if ( isset( $others[ $buyer ] ) && $orders[ $id ]->at <= $others[ $buyer ] ) {
			$moved[] = $buyer;
		}
	}
	return purchases_of( $moved );
}

/** Products and legacy orders are posts. */
function log_post_of_shop( int $post_id, ?\WP_Post $post = null ): void {
	$type = $post->post_type ?? (string) get_post_type( $post_id );
	if ( in_array( $type, PRODUCT_TYPES, true ) ) {
		log_product( $post_id );
	} elseif ( in_array( $type, array( 'shop_order', 'shop_order_refund' ), true ) && has_shop() && ! has_order_tables() ) {
		log_order( $post_id );
	}
}
