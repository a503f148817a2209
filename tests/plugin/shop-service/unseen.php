<?php
/**
 * What happens to a shop while Gatehouse is not loaded: no hook of its tells anybody.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

[ , $wordpress, $refund, $order, $author, $heir ] = $argv;

$_SERVER['HTTP_HOST']   = 'localhost';
$_SERVER['REQUEST_URI'] = '/';
require $wordpress . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/user.php';

if ( function_exists( 'Gatehouse\log_change' ) ) {
	exit( 1 );
}
wc_get_order( $refund )->delete( true );
if ( Automattic\WooCommerce\Utilities\OrderUtil::custom_orders_table_usage_is_enabled() ) {
	$wpdb->update( $wpdb->prefix . 'wc_orders', array( 'total_amount' => '1234.56' ), array( 'id' => $order ) );
} else {
	$wpdb->update( $wpdb->postmeta, array( 'meta_value' => '1234.56' ), array( 'post_id' => $order, 'meta_key' => '_order_total' ) );
}
wp_delete_user( (int) $author, (int) $heir );
