<?php
/**
 * Reading WordPress's rows for facts.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/**
 * @param string $sql Prepared.
 * @return list<int>
 */
function read_ids( string $sql ): array {
	global $wpdb;
	return array_map( intval( ... ), array_values( $wpdb->get_col( $sql ) ) );
}

/**
 * @param non-empty-array<int|string> $values
 * @param '%d'|'%s'                   $kind
 */
function placeholders( array $values, string $kind = '%d' ): string {
	return implode( ', ', array_fill( 0, count( $values ), $kind ) );
}

function utc_seconds( string $date ): ?int {
	$moment = date_create_immutable_from_format( 'Y-m-d H:i:s', $date, new \DateTimeZone( 'UTC' ) );
	return false === $moment || $date < '1000' ? null : $moment->getTimestamp();
}

/**
 * Counting a million orders takes longer than reading a page of them.
 *
 * @param string $sql Prepared.
 */
function remembered_total( string $dataset, string $sql ): int {
	global $wpdb;
	$total = get_transient( "gatehouse_total_$dataset" );
	if ( ! is_numeric( $total ) ) {
		$total = $wpdb->get_var( $sql );
		set_transient( "gatehouse_total_$dataset", $total, 5 * MINUTE_IN_SECONDS );
	}
	return (int) $total;
}
