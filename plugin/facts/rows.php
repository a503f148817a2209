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
