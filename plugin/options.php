<?php
/**
 * Options that must be true across requests and behind any object cache: read and written by
 * SQL alone.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

function read_option( string $name ): ?string {
	global $wpdb;
	return $wpdb->get_var( $wpdb->prepare( 'SELECT option_value FROM %i WHERE option_name = %s', $wpdb->options, $name ) );
}

/** Adds it unless another request was first. */
function add_option_once( string $name, string $value ): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO %i ( option_name, option_value, autoload ) VALUES ( %s, %s, 'off' )", $wpdb->options, $name, $value ) );
	forget_cached_option( $name );
}

/** Replaces exactly what was read. Whether this request was the one that did. */
function swap_option( string $name, string $old, string $value ): bool {
	global $wpdb;
	$changed = $wpdb->query( $wpdb->prepare( 'UPDATE %i SET option_value = %s WHERE option_name = %s AND option_value = %s', $wpdb->options, $value, $name, $old ) );
	forget_cached_option( $name );
	return 1 === $changed;
}

function forget_cached_option( string $name ): void {
	wp_cache_delete( $name, 'options' );
	wp_cache_delete( 'notoptions', 'options' );
}
