<?php
/**
 * Facts as checksums: the sidecar compares its own with them, range by range.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/**
 * @param list<array<string, mixed>>                     $facts  Ids ascending.
 * @param list<array{name: string, length: ?int}> $fields Those that count, in this order.
 * @return array{count: int, last: int, checksum: string} RangesAnswer of the contract.
 */
function sum_of_facts( array $facts, array $fields ): array {
	$hash = hash_init( 'crc32b' );
	foreach ( $facts as $fact ) {
		hash_update( $hash, fact_line( $fact, $fields ) );
	}
	return array(
		'count'    => count( $facts ),
		'last'     => (int) ( end( $facts )['id'] ?? 0 ),
		'checksum' => hash_final( $hash ),
	);
}

/**
 * @param array<string, mixed>                            $fact
 * @param list<array{name: string, length: ?int}> $fields
 */
function fact_line( array $fact, array $fields ): string {
	$values = array( $fact['id'] );
	foreach ( $fields as $field ) {
		$value    = $fact[ $field['name'] ] ?? null;
		$values[] = is_string( $value ) && null !== $field['length'] ? mb_substr( $value, 0, $field['length'], 'UTF-8' ) : $value;
	}
	// As JavaScript writes it, which leaves the two line separators as they are.
	return wp_json_encode( $values, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS ) . "\n";
}

/**
 * @param array<string, mixed> $claims RangesClaims of the contract.
 * @return list<array{name: string, length: ?int}>
 */
function claimed_fields( array $claims ): array {
	$fields = array();
	foreach ( is_array( $claims['fields'] ?? null ) ? $claims['fields'] : array() as $field ) {
		if ( is_array( $field ) && is_string( $field['name'] ?? null ) ) {
			$fields[] = array(
				'name'   => $field['name'],
				'length' => is_int( $field['length'] ?? null ) ? $field['length'] : null,
			);
		}
	}
	return $fields;
}
