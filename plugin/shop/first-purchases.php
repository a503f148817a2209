<?php
/**
 * When buyers bought first, remembered where orders have tables of their own: whoever bought a
 * thousand times is on every page of orders, and at each purchase. Elsewhere the table of
 * purchases answers as quickly.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const FIRST_PURCHASES_PER_QUERY = 1000;

/**
 * @param list<string> $buyers
 * @return array<string, int> As first_purchases(), up to an hour old where no hook told of a change.
 */
function known_first_purchases( array $buyers ): array {
	if ( ! has_order_tables() ) {
		return first_purchases( $buyers );
	}
	$known   = remembered_first_purchases( $buyers );
	$missing = array_values( array_diff( $buyers, array_keys( $known ), array( '' ) ) );
	if ( $missing ) {
		$read = first_purchases( $missing ) + array_fill_keys( $missing, 0 );
		remember_first_purchases( $read );
		$known += $read;
	}
	return array_filter( $known );
}

/**
 * @param list<string> $buyers
 * @return array<string, int> Of those who are remembered; 0 where nothing was sold.
 */
function remembered_first_purchases( array $buyers ): array {
	global $wpdb;
	$known   = array();
	$numbers = array_combine( $buyers, array_map( __NAMESPACE__ . '\buyer_number', $buyers ) );
	foreach ( array_chunk( $numbers, FIRST_PURCHASES_PER_QUERY, true ) as $some ) {
		$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT buyer, first_at FROM %i WHERE read_at > %d AND buyer IN ( ' . placeholders( $some ) . ' )', table( 'buyers' ), time() - HOUR_IN_SECONDS, ...array_values( $some ) ) );
		$first = array_column( $rows, 'first_at', 'buyer' );
		foreach ( $some as $buyer => $number ) {
			if ( isset( $first[ $number ] ) ) {
				$known[ $buyer ] = (int) $first[ $number ];
			}
		}
	}
	return $known;
}

/** @param array<string, int> $first */
function remember_first_purchases( array $first ): void {
	global $wpdb;
	foreach ( array_chunk( $first, FIRST_PURCHASES_PER_QUERY, true ) as $some ) {
		$values = array();
		foreach ( $some as $buyer => $at ) {
			$values[] = $wpdb->prepare( '( %d, %d, %d )', buyer_number( $buyer ), $at, time() );
		}
		$wpdb->query( $wpdb->prepare( 'REPLACE INTO %i ( buyer, first_at, read_at ) VALUES ', table( 'buyers' ) ) . implode( ', ', $values ) );
	}
}

/** @param list<string> $buyers */
function forget_first_purchases( array $buyers ): void {
	global $wpdb;
	foreach ( array_chunk( array_map( __NAMESPACE__ . '\buyer_number', $buyers ), FIRST_PURCHASES_PER_QUERY ) as $some ) {
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE buyer IN ( ' . placeholders( $some ) . ' )', table( 'buyers' ), ...$some ) );
	}
}

function forget_old_first_purchases(): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE read_at < %d', table( 'buyers' ), time() - HOUR_IN_SECONDS ) );
}
