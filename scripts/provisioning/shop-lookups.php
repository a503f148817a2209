<?php
/**
 * What WooCommerce makes of an order in its lookup tables, 12 hours later and one by one.
 */

function look_up_order( array &$rows, array $order, int $discount ): void {
	global $wpdb;
	if ( in_array( $order['status'], array( 'trash', 'checkout-draft' ), true ) ) {
		return;
	}
	$prefix   = $wpdb->prefix;
	$exponent = $order['exponent'];
	$pieces   = array_sum( array_column( $order['lines'], 'quantity' ) );
	$rows[ "{$prefix}wc_order_stats" ][] = stats_row( $order, $order, $pieces, order_total( $order ), order_tax( $order ), $order['shipping'], order_net( $order ) + $order['fee'], $order['returning'] );
	$rows[ "{$prefix}wc_customer_lookup" ][ $order['customer'] ] = array(
		'customer_id' => $order['customer'],
		'user_id'     => $order['owner'] ?: null,
		'username'    => '',
		'first_name'  => '',
		'last_name'   => '',
		'email'       => $order['email'],
	);
	foreach ( $order['lines'] as $line ) {
		look_up_line( $rows, $order, $order, $line, $pieces, $order['shipping'], $order['shipping_tax'] );
	}
	if ( null !== $order['coupon'] ) {
		$rows[ "{$prefix}wc_order_coupon_lookup" ][] = array(
			'order_id'        => $order['id'],
			'coupon_id'       => coupon_id( $order['coupon'] ),
			'date_created'    => local_date( $order['at'] ),
			'discount_amount' => decimal( $discount, $exponent ),
		);
	}
	$rows[ "{$prefix}wc_order_tax_lookup" ][] = array(
		'order_id'     => $order['id'],
		'tax_rate_id'  => 1,
		'date_created' => local_date( $order['at'] ),
		'shipping_tax' => decimal( $order['shipping_tax'], $exponent ),
		'order_tax'    => decimal( order_tax( $order ) - $order['shipping_tax'], $exponent ),
		'total_tax'    => decimal( order_tax( $order ), $exponent ),
	);
}

/** A refund of everything takes back the whole order there, though a part of it may have been given back before. */
function look_up_refund( array &$rows, array $order, array $refund, array $lines ): void {
	global $wpdb;
	$is_lump = $refund['is_full'];
	$pieces  = $is_lump ? -array_sum( array_column( $order['lines'], 'quantity' ) ) : array_sum( array_column( $lines, 'quantity' ) );
	$rows[ $wpdb->prefix . 'wc_order_stats' ][] = stats_row(
		$order,
		$refund,
		$pieces,
		-$refund['amount'],
		$is_lump ? -order_tax( $order ) : -$refund['tax'],
		$is_lump ? -$order['shipping'] : -$refund['shipping'],
		$is_lump ? -order_net( $order ) - $order['fee'] : $refund['tax'] + $refund['shipping'] - $refund['amount'],
		null
	);
	foreach ( $lines as $line ) {
		look_up_line( $rows, $order, $refund, $line, $pieces, -$refund['shipping'], $refund['shipping'] ? -$order['shipping_tax'] : 0 );
	}
	if ( $is_lump && ! $lines ) {
		$before = array_sum( array_column( $order['refunds'], 'amount' ) ) - $refund['amount'] > 0 ? $order['refunds'][0]['lines'] : array();
		foreach ( $order['lines'] as $index => $line ) {
			$given = isset( $before[ $index ] ) ? intdiv( $line['net'], $line['quantity'] ) : 0;
			if ( $line['net'] !== $given ) {
				$taken = array( 'quantity' => -$line['quantity'], 'net' => -abs( $line['net'] - $given ), 'tax' => -abs( $line['tax'] ) );
				look_up_line( $rows, $order, $refund, array( 'before' => $taken['net'] ) + $taken + $line, $pieces, -$order['shipping'], -$order['shipping_tax'] );
			}
		}
	}
}

function stats_row( array $order, array $row, int $pieces, int $total, int $tax, int $shipping, int $net, ?int $returning ): array {
	$amount = static fn( int $minor ): string => decimal( $minor, $order['exponent'] );
	return array(
		'order_id'           => $row['id'],
		'parent_id'          => $row['id'] === $order['id'] ? 0 : $order['id'],
		'date_created'       => local_date( $row['at'] ),
		'date_created_gmt'   => gmdate( 'Y-m-d H:i:s', $row['at'] ),
		'date_paid'          => local_date( $row['at'] ),
		'num_items_sold'     => $pieces,
		'total_sales'        => $amount( $total ),
		'tax_total'          => $amount( $tax ),
		'shipping_total'     => $amount( $shipping ),
		'net_total'          => $amount( $net ),
		'returning_customer' => $returning,
		'status'             => 'wc-' . $order['status'],
		'customer_id'        => $order['customer'],
	);
}

function look_up_line( array &$rows, array $order, array $row, array $line, int $pieces, int $shipping, int $shipping_tax ): void {
	global $wpdb;
	$part     = $pieces ? $line['quantity'] / $pieces : 0;
	$unit     = 10 ** $order['exponent'];
	$carriage = $part * $shipping / $unit;
	$carriage_tax = $part * $shipping_tax / $unit;
	$rows[ $wpdb->prefix . 'wc_order_product_lookup' ][] = array(
		'order_item_id'         => $line['id'],
		'order_id'              => $row['id'],
		'product_id'            => $line['product'],
		'variation_id'          => $line['variation'],
		'customer_id'           => $order['customer'],
		'date_created'          => local_date( $row['at'] ),
		'product_qty'           => $line['quantity'],
		'product_net_revenue'   => decimal( $line['net'], $order['exponent'] ),
		'product_gross_revenue' => (string) round( ( $line['net'] + $line['tax'] ) / $unit + $carriage + $carriage_tax, 6 ),
		'coupon_amount'         => decimal( $line['before'] - $line['net'], $order['exponent'] ),
		'tax_amount'            => decimal( $line['tax'], $order['exponent'] ),
		'shipping_amount'       => (string) round( $carriage, 6 ),
		'shipping_tax_amount'   => (string) round( $carriage_tax, 6 ),
	);
}

function coupon_id( string $code ): int {
	static $ids = array();
	return $ids[ $code ] ??= wc_get_coupon_id_by_code( $code );
}
