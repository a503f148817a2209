<?php
/**
 * Orders and refunds as they are stored: in WooCommerce's tables, or among the posts.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use Automattic\WooCommerce\Utilities\OrderUtil;

defined( 'ABSPATH' ) || exit;

const ORDER_COLUMNS = array(
	'id'      => 'id',
	'type'    => 'type',
	'status'  => 'status',
	'created' => 'date_created_gmt',
	'parent'  => 'parent_order_id',
);

const ORDER_POST_COLUMNS = array(
	'id'      => 'ID',
	'type'    => 'post_type',
	'status'  => 'post_status',
	'created' => 'post_date_gmt',
	'parent'  => 'post_parent',
);

const ORDER_POST_META = array(
	'currency'     => '_order_currency',
	'total'        => '_order_total',
	'cart_tax'     => '_order_tax',
	'shipping'     => '_order_shipping',
	'shipping_tax' => '_order_shipping_tax',
	'discount'     => '_cart_discount',
	'customer'     => '_customer_user',
	'email'        => '_billing_email',
);

function orders_table(): string {
	return OrderUtil::get_table_for_orders();
}

function order_column( string $name ): string {
	return ( has_order_tables() ? ORDER_COLUMNS : ORDER_POST_COLUMNS )[ $name ];
}

/** Prepared: beside orders as `o`, as `p` the orders that were refunded; for `are_exported_orders()`. */
function join_refunded_orders(): string {
	global $wpdb;
	return $wpdb->prepare( 'LEFT JOIN %i AS p ON p.%i = o.%i', orders_table(), order_column( 'id' ), order_column( 'parent' ) );
}

/** Prepared condition. A refund goes where its order goes. */
function are_exported_orders(): string {
	global $wpdb;
	$status = order_column( 'status' );
	$type   = order_column( 'type' );
	$no     = placeholders( NO_ORDER_STATUSES, '%s' );
	return $wpdb->prepare(
		"o.%i >= '1000-01-01 00:00:00' AND o.%i NOT IN ( $no ) AND ( o.%i = 'shop_order' OR ( o.%i = 'shop_order_refund' AND p.%i = 'shop_order' AND p.%i NOT IN ( $no ) ) )",
		order_column( 'created' ),
		$status,
		...NO_ORDER_STATUSES,
		...array( $type, $type, $type, $status ),
		...NO_ORDER_STATUSES,
	);
}

/**
 * @param list<int> $ids
 * @return array<int, OrderRow> By id.
 */
function order_rows( array $ids ): array {
	global $wpdb;
	if ( ! $ids ) {
		return array();
	}
	return has_order_tables() ? rows_of_order_tables( $ids ) : rows_of_order_posts( $ids );
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, OrderRow>
 */
function rows_of_order_tables( array $ids ): array {
	global $wpdb;
	/** @var list<OrderRow> $rows */
	$rows  = $wpdb->get_results(
		$wpdb->prepare(
			'SELECT o.id, o.type, o.status, o.date_created_gmt AS created, o.parent_order_id AS parent, o.currency, o.total_amount AS total, o.tax_amount AS cart_tax, d.shipping_total_amount AS shipping, d.shipping_tax_amount AS shipping_tax, d.discount_total_amount AS discount, o.customer_id AS customer, o.billing_email AS email FROM %i AS o LEFT JOIN %i AS d ON d.order_id = o.id WHERE o.id IN ( ' . placeholders( $ids ) . ' )',
			orders_table(),
			$wpdb->prefix . 'wc_order_operational_data',
			...$ids
		)
	);
	$by_id = array();
	foreach ( $rows as $row ) {
		$by_id[ (int) $row->id ] = $row;
	}
	return $by_id;
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, OrderRow>
 */
function rows_of_order_posts( array $ids ): array {
	global $wpdb;
	$posts = array();
	foreach ( $wpdb->get_results( $wpdb->prepare( 'SELECT o.ID AS id, o.post_type AS type, o.post_status AS status, o.post_date_gmt AS created, o.post_parent AS parent FROM %i AS o WHERE o.ID IN ( ' . placeholders( $ids ) . ' )', $wpdb->posts, ...$ids ), ARRAY_A ) as $post ) {
		$posts[ (int) $post['id'] ] = $post;
	}
	/** @var array<int, OrderRow> $rows */
	$rows = array_map( static fn( array $row ): object => (object) $row, with_meta( $posts, $wpdb->postmeta, 'post_id', ORDER_POST_META ) );
	return $rows;
}
