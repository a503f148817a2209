<?php
/**
 * Writes drawn orders as rows: what WooCommerce writes for each, and what it makes of them in
 * its lookup tables, thousands at once.
 */

use Automattic\WooCommerce\Utilities\OrderUtil;

/** As many orders as fit into two seconds. The site remembers how far it came. */
function write_orders( array $order ): array {
	$total = (int) $order['total'];
	$until = microtime( true ) + 2;
	$goods = goods_to_sell();
	$done  = get_option( 'magazine_shop', array( 'next' => 0, 'now' => $order['now'] ) );
	while ( $done['next'] < $total && microtime( true ) < $until ) {
		$batch = array();
		for ( $end = min( $total, $done['next'] + 250 ); $done['next'] < $end; ++$done['next'] ) {
			$batch[] = draw_order( $done['next'], $total, $done['now'], $goods );
		}
		write_batch( $batch, $done );
	}
	return array(
		'next'  => $done['next'],
		'total' => $total,
	);
}

/** @return list<array{product: int, variation: int, name: string, cents: int}> */
function goods_to_sell(): array {
	global $wpdb;
	$rows = $wpdb->get_results( "SELECT p.ID, p.post_parent, p.post_title, m.meta_value AS price FROM $wpdb->posts AS p JOIN $wpdb->postmeta AS m ON m.post_id = p.ID AND m.meta_key = '_regular_price' WHERE p.post_type IN ( 'product', 'product_variation' ) ORDER BY p.ID" );
	return array_map(
		static fn( object $row ): array => array(
			'product'   => (int) $row->post_parent ?: (int) $row->ID,
			'variation' => $row->post_parent ? (int) $row->ID : 0,
			'name'      => $row->post_title,
			'cents'     => (int) round( 100 * (float) $row->price ),
		),
		$rows
	);
}

function write_batch( array $batch, array $done ): void {
	global $wpdb;
	$id    = 1 + (int) $wpdb->get_var( "SELECT MAX(ID) FROM $wpdb->posts" );
	$item  = 1 + (int) $wpdb->get_var( "SELECT MAX(order_item_id) FROM {$wpdb->prefix}woocommerce_order_items" );
	$known = array_flip( $wpdb->get_col( "SELECT DISTINCT customer_id FROM {$wpdb->prefix}wc_order_stats WHERE status NOT IN ( 'wc-cancelled', 'wc-failed', 'wc-pending', 'wc-trash', 'wc-checkout-draft' )" ) );
	$users = array_column( $wpdb->get_results( "SELECT ID, user_login FROM $wpdb->users WHERE user_login LIKE 'regular%'" ), 'ID', 'user_login' );
	$rows  = array();
	$wpdb->query( 'START TRANSACTION' );
	foreach ( $batch as $order ) {
		$order['id']        = $id++;
		$order['user']      = $order['regular'] ? (int) $users[ 'regular' . $order['regular'] ] : 0;
		$order['returning'] = isset( $known[ $order['customer'] ] ) ? 1 : 0;
		$order['owner']     = (int) ( $users[ strstr( $order['email'], '@', true ) ] ?? 0 );
		if ( in_array( $order['status'], array( 'completed', 'processing', 'on-hold', 'refunded' ), true ) ) {
			$known[ $order['customer'] ] = true;
		}
		foreach ( $order['lines'] as $index => $line ) {
			$order['lines'][ $index ]['id'] = $item++;
		}
		rows_of_order( $rows, $order, $item );
		foreach ( $order['refunds'] as $refund ) {
			rows_of_refund( $rows, $order, array( 'id' => $id++ ) + $refund, $item );
		}
	}
	foreach ( $rows as $table => $columns ) {
		insert_rows( $table, $columns );
	}
	update_option( 'magazine_shop', $done, false );
	$wpdb->query( 'COMMIT' );
}

function rows_of_order( array &$rows, array $order, int &$item ): void {
	$tax = order_tax( $order );
	store_order(
		$rows,
		array(
			'id'           => $order['id'],
			'type'         => 'shop_order',
			'status'       => 'trash' === $order['status'] ? 'trash' : 'wc-' . $order['status'],
			'parent'       => 0,
			'at'           => $order['at'],
			'total'        => order_total( $order ),
			'cart_tax'     => $tax - $order['shipping_tax'],
			'shipping'     => $order['shipping'],
			'shipping_tax' => $order['shipping_tax'],
			'discount'     => array_sum( array_column( $order['lines'], 'before' ) ) - order_net( $order ),
			'user'         => $order['user'],
			'email'        => $order['email'],
		) + $order
	);
	$exponent = $order['exponent'];
	foreach ( $order['lines'] as $line ) {
		store_line( $rows, $order['id'], $line['id'], $line, $exponent );
	}
	store_item( $rows, $item++, $order['id'], 'shipping', 'Post', array( 'method_id' => 'flat_rate', 'cost' => decimal( $order['shipping'], $exponent ), 'total_tax' => decimal( $order['shipping_tax'], $exponent ), 'taxes' => serialize( array( 'total' => array( 1 => decimal( $order['shipping_tax'], $exponent ) ) ) ) ) );
	store_item( $rows, $item++, $order['id'], 'tax', 'KR-VAT-1', array( 'rate_id' => '1', 'label' => 'VAT', 'compound' => '', 'tax_amount' => decimal( $tax - $order['shipping_tax'], $exponent ), 'shipping_tax_amount' => decimal( $order['shipping_tax'], $exponent ) ) );
	if ( $order['fee'] ) {
		store_item( $rows, $item++, $order['id'], 'fee', 'Express', array( '_line_total' => decimal( $order['fee'], $exponent ), '_line_tax' => '0' ) );
	}
	$discount = array_sum( array_column( $order['lines'], 'before' ) ) - order_net( $order );
	if ( null !== $order['coupon'] ) {
		store_item( $rows, $item++, $order['id'], 'coupon', $order['coupon'], array( 'discount_amount' => decimal( $discount, $exponent ), 'discount_amount_tax' => '0' ) );
	}
	look_up_order( $rows, $order, $discount );
}

function rows_of_refund( array &$rows, array $order, array $refund, int &$item ): void {
	$shipping_tax = $refund['shipping'] ? $order['shipping_tax'] : 0;
	store_order(
		$rows,
		array(
			'id'           => $refund['id'],
			'type'         => 'shop_order_refund',
			'status'       => 'wc-completed',
			'parent'       => $order['id'],
			'at'           => $refund['at'],
			'total'        => -$refund['amount'],
			'cart_tax'     => $shipping_tax - $refund['tax'],
			'shipping'     => -$refund['shipping'],
			'shipping_tax' => -$shipping_tax,
			'discount'     => 0,
			'user'         => 0,
			'email'        => '',
			'meta'         => array( '_refund_amount' => decimal( $refund['amount'], $order['exponent'] ), '_refund_type' => $refund['is_full'] ? 'full' : 'partial' ),
		) + $order
	);
	$lines = array();
	foreach ( $refund['lines'] as $index => $pieces ) {
		$line    = $order['lines'][ $index ];
		$lines[] = array(
			'id'       => $item++,
			'refunded' => $line['id'],
			'quantity' => -$pieces,
			'before'   => -intdiv( $line['net'] * $pieces, $line['quantity'] ),
			'net'      => -intdiv( $line['net'] * $pieces, $line['quantity'] ),
			'tax'      => -intdiv( $line['tax'] * $pieces, $line['quantity'] ),
		) + $line;
		store_line( $rows, $refund['id'], end( $lines )['id'], end( $lines ), $order['exponent'] );
	}
	if ( $lines ) {
		store_item( $rows, $item++, $refund['id'], 'tax', 'KR-VAT-1', array( 'rate_id' => '1', 'label' => 'VAT', 'tax_amount' => decimal( $shipping_tax - $refund['tax'], $order['exponent'] ), 'shipping_tax_amount' => decimal( -$shipping_tax, $order['exponent'] ) ) );
		if ( $refund['shipping'] ) {
			store_item( $rows, $item++, $refund['id'], 'shipping', 'Post', array( 'method_id' => 'flat_rate', 'cost' => decimal( -$refund['shipping'], $order['exponent'] ), 'total_tax' => decimal( -$shipping_tax, $order['exponent'] ), 'taxes' => serialize( array( 'total' => array( 1 => decimal( -$shipping_tax, $order['exponent'] ) ) ) ) ) );
		}
	}
	look_up_refund( $rows, $order, $refund, $lines );
}

function store_order( array &$rows, array $order ): void {
	global $wpdb;
	$gmt    = gmdate( 'Y-m-d H:i:s', $order['at'] );
	$post   = array(
		'ID'                => $order['id'],
		'post_author'       => 0,
		'post_date'         => local_date( $order['at'] ),
		'post_date_gmt'     => $gmt,
		'post_content'      => '',
		'post_title'        => 'Order',
		'post_excerpt'      => '',
		'post_status'       => 'draft',
		'post_name'         => '',
		'to_ping'           => '',
		'pinged'            => '',
		'post_modified'     => $gmt,
		'post_modified_gmt' => $gmt,
		'post_content_filtered' => '',
		'post_parent'       => $order['parent'],
		'post_type'         => 'shop_order_placehold',
	);
	$amount = static fn( string $name ): string => decimal( $order[ $name ], $order['exponent'] );
	if ( ! OrderUtil::custom_orders_table_usage_is_enabled() ) {
		$rows[ $wpdb->posts ][] = array( 'post_status' => $order['status'], 'post_type' => $order['type'] ) + $post;
		$meta = array( '_order_currency' => $order['currency'], '_order_total' => $amount( 'total' ), '_order_tax' => $amount( 'cart_tax' ), '_order_shipping' => $amount( 'shipping' ), '_order_shipping_tax' => $amount( 'shipping_tax' ), '_cart_discount' => $amount( 'discount' ), '_customer_user' => $order['user'], '_billing_email' => $order['email'] );
		foreach ( $meta + ( $order['meta'] ?? array() ) as $key => $value ) {
			$rows[ $wpdb->postmeta ][] = array( 'post_id' => $order['id'], 'meta_key' => $key, 'meta_value' => $value );
		}
		return;
	}
	$rows[ $wpdb->posts ][]                                    = $post;
	$rows[ $wpdb->prefix . 'wc_orders' ][]                     = array( 'id' => $order['id'], 'status' => $order['status'], 'currency' => $order['currency'], 'type' => $order['type'], 'tax_amount' => $amount( 'cart_tax' ), 'total_amount' => $amount( 'total' ), 'customer_id' => $order['user'], 'billing_email' => $order['email'], 'date_created_gmt' => $gmt, 'date_updated_gmt' => $gmt, 'parent_order_id' => $order['parent'] );
	$rows[ $wpdb->prefix . 'wc_order_operational_data' ][]     = array( 'order_id' => $order['id'], 'created_via' => 'checkout', 'woocommerce_version' => WC()->version, 'shipping_tax_amount' => $amount( 'shipping_tax' ), 'shipping_total_amount' => $amount( 'shipping' ), 'discount_total_amount' => $amount( 'discount' ), 'discount_tax_amount' => '0' );
	foreach ( $order['meta'] ?? array() as $key => $value ) {
		$rows[ $wpdb->prefix . 'wc_orders_meta' ][] = array( 'order_id' => $order['id'], 'meta_key' => $key, 'meta_value' => $value );
	}
}

function store_line( array &$rows, int $order, int $id, array $line, int $exponent ): void {
	$tax = decimal( $line['tax'], $exponent );
	store_item(
		$rows,
		$id,
		$order,
		'line_item',
		$line['name'],
		array(
			'_product_id'    => $line['product'],
			'_variation_id'  => $line['variation'],
			'_qty'           => $line['quantity'],
			'_line_subtotal' => decimal( $line['before'], $exponent ),
			'_line_total'    => decimal( $line['net'], $exponent ),
			'_line_tax'      => $tax,
			'_line_tax_data' => serialize( array( 'total' => array( 1 => $tax ), 'subtotal' => array( 1 => $tax ) ) ),
		) + ( isset( $line['refunded'] ) ? array( '_refunded_item_id' => $line['refunded'] ) : array() )
	);
}

function store_item( array &$rows, int $id, int $order, string $type, string $name, array $meta ): void {
	global $wpdb;
	$rows[ $wpdb->prefix . 'woocommerce_order_items' ][] = array( 'order_item_id' => $id, 'order_item_name' => $name, 'order_item_type' => $type, 'order_id' => $order );
	foreach ( $meta as $key => $value ) {
		$rows[ $wpdb->prefix . 'woocommerce_order_itemmeta' ][] = array( 'order_item_id' => $id, 'meta_key' => $key, 'meta_value' => $value );
	}
}

function local_date( int $at ): string {
	return wp_date( 'Y-m-d H:i:s', $at );
}

/** @param array<array<string, int|string|null>> $rows All with the same columns. */
function insert_rows( string $table, array $rows ): void {
	global $wpdb;
	// The driver of SQLite takes each statement of MySQL's apart, which makes this a hundred times slower.
	$connection = $wpdb->dbh instanceof mysqli ? $wpdb->dbh : $wpdb->dbh->get_connection()->get_pdo();

	$columns = array_keys( $rows[ array_key_first( $rows ) ] );
	$verb    = str_ends_with( $table, 'customer_lookup' ) ? 'REPLACE' : 'INSERT';
	foreach ( array_chunk( $rows, 400 ) as $chunk ) {
		$marks  = array_fill( 0, count( $chunk ), '(' . implode( ',', array_fill( 0, count( $columns ), '?' ) ) . ')' );
		$values = array_merge( ...array_map( 'array_values', $chunk ) );
		$sql    = "$verb INTO $table ( " . implode( ', ', $columns ) . ' ) VALUES ' . implode( ',', $marks );
		$connection->prepare( $sql )->execute( $values );
	}
}
