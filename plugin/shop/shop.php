<?php
/**
 * What WooCommerce says about itself.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use Automattic\WooCommerce\Utilities\OrderUtil;

defined( 'ABSPATH' ) || exit;

/** Begun at the checkout or in the editor, or thrown away: no orders. With and without `wc-`, as the tables have them. */
const NO_ORDER_STATUSES = array( 'new', 'draft', 'auto-draft', 'wc-auto-draft', 'checkout-draft', 'wc-checkout-draft', 'trash' );
const LOST_STATUSES     = array( 'cancelled', 'failed', 'refunded' );

/** Whether there are orders where this plugin knows to read them. */
function has_shop(): bool {
	return class_exists( OrderUtil::class ) && did_action( 'woocommerce_init' ) && ! OrderUtil::unknown_orders_data_store_in_use();
}

/** Whether orders are in tables of their own rather than among the posts. */
function has_order_tables(): bool {
	return OrderUtil::custom_orders_table_usage_is_enabled();
}

function shop_currency(): string {
	return get_woocommerce_currency();
}

/** @return array<string, string> Labels by status without `wc-`. */
function order_statuses(): array {
	$labels = array();
	foreach ( wc_get_order_statuses() as $status => $label ) {
		$labels[ bare_status( (string) $status ) ] = (string) $label;
	}
	return $labels;
}

function bare_status( string $status ): string {
	return str_starts_with( $status, 'wc-' ) ? substr( $status, 3 ) : $status;
}

/** @return list<string> Without `wc-`: what WooCommerce's own reports leave out. */
function unsold_statuses(): array {
	$chosen = (array) get_option( 'woocommerce_excluded_report_order_statuses', array( 'pending', 'failed', 'cancelled' ) );
	/** This filter is documented in WooCommerce's Admin\API\Reports\DataStore. */
	return array_values( array_map( 'strval', (array) apply_filters( 'woocommerce_analytics_excluded_order_statuses', array( 'auto-draft', 'trash', ...array_values( $chosen ) ) ) ) );
}

/**
 * @param list<string> $unsold
 * @return 'sold'|'open'|'lost'
 */
function standing_of( string $status, array $unsold ): string {
	if ( ! in_array( $status, $unsold, true ) ) {
		return 'sold';
	}
	return in_array( $status, LOST_STATUSES, true ) ? 'lost' : 'open';
}
