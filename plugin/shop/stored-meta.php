<?php
/**
 * Meta of many orders or lines at once.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** Of ids, and of entries of meta, there may be so many for each that is wanted; else too much would be read in vain. */
const STRETCH_PER_ID = 100;

/** Ids. For fewer the index is as quick. */
const STRETCH_AT_LEAST = 100;

/** Keys that are stored with the rest, or not at all. */
const OPTIONAL_META = array( '_refunded_item_id' );

/**
 * What was stored together lies together, and reading it as it lies takes a third of the time of
 * finding each entry by an index. What was stored again lies elsewhere, and is read by the index.
 *
 * @param array<int, array<string, string|null>> $rows By id.
 * @param non-empty-array<string, string>       $keys Of the meta, by the name they get here.
 * @param 'order_item_id'|'post_id'        $id   Column of the meta, and its index.
 * @return array<int, array<string, string|null>>
 */
function with_meta( array $rows, string $table, string $id, array $keys ): array {
	if ( ! $rows ) {
		return array();
	}
	$none = array_fill_keys( array_keys( $keys ), null );
	foreach ( $rows as $key => $row ) {
		$rows[ $key ] = $row + $none;
	}
	$ids = array_keys( $rows );
	sort( $ids );
	$stretch = stretch_of_meta( $ids, $table, $id );
	if ( null !== $stretch ) {
		$rows = put_meta( $rows, meta_as_it_lies( $stretch, $table, $id, array_values( $keys ) ), $keys );
		$ids  = ids_without( array_diff( $keys, OPTIONAL_META ), $rows );
	}
	return put_meta( $rows, meta_by_index( $ids, $table, $id, array_values( $keys ) ), $keys );
}

/**
 * Row by row: a query that groups such long texts has made MariaDB 10.11 crash.
 *
 * @param array<int, array<string, string|null>> $rows    By id.
 * @param list<MetaEntry>                        $entries
 * @param array<string, string>                  $keys
 * @return array<int, array<string, string|null>>
 */
function put_meta( array $rows, array $entries, array $keys ): array {
	$names = array_flip( $keys );
	foreach ( $entries as $entry ) {
		if ( isset( $rows[ (int) $entry->id ] ) ) {
			$rows[ (int) $entry->id ][ $names[ $entry->k ] ] = $entry->v;
		}
	}
	return $rows;
}

/**
 * @param array<string, string>                  $keys
 * @param array<int, array<string, string|null>> $rows
 * @return list<int> Of rows that lack one of these.
 */
function ids_without( array $keys, array $rows ): array {
	$ids = array();
	foreach ( array_keys( $keys ) as $name ) {
		foreach ( $rows as $id => $row ) {
			if ( null === $row[ $name ] ) {
				$ids[ $id ] = $id;
			}
		}
	}
	return array_values( $ids );
}

/**
 * @param non-empty-list<int> $ids Ascending.
 * @return array{int, int}|null Ids of entries; null where they lie too far apart.
 */
function stretch_of_meta( array $ids, string $table, string $id ): ?array {
	global $wpdb;
	$first = $ids[0];
	$last  = $ids[ count( $ids ) - 1 ];
	$most  = STRETCH_PER_ID * count( $ids );
	if ( count( $ids ) < STRETCH_AT_LEAST || $last - $first > $most ) {
		return null;
	}
	/** @var array<int, string> $begins */
	$begins = array_column( $wpdb->get_results( $wpdb->prepare( 'SELECT m.%i AS id, MIN( m.meta_id ) AS begin FROM %i AS m WHERE m.%i IN ( %d, %d ) GROUP BY m.%i', $id, $table, $id, $first, $last, $id ) ), 'begin', 'id' );
	$from   = (int) ( $begins[ $first ] ?? 0 );
	$to     = (int) ( $begins[ $last ] ?? 0 );
	// Behind its first entry lie the others of the last one.
	return $to < $from || $to - $from > $most ? null : array( $from, $to + STRETCH_PER_ID );
}

/**
 * @param array{int, int}        $stretch
 * @param non-empty-list<string> $keys
 * @return list<MetaEntry> Of one id and key the newest last; also of ids that nobody asked for.
 */
function meta_as_it_lies( array $stretch, string $table, string $id, array $keys ): array {
	global $wpdb;
	return $wpdb->get_results( $wpdb->prepare( 'SELECT m.%i AS id, m.meta_key AS k, m.meta_value AS v FROM %i AS m FORCE INDEX ( PRIMARY ) WHERE m.meta_id BETWEEN %d AND %d AND m.meta_key IN ( ' . placeholders( $keys, '%s' ) . ' )', $id, $table, ...$stretch, ...$keys ) );
}

/**
 * @param list<int>              $ids
 * @param non-empty-list<string> $keys
 * @return list<MetaEntry>
 */
function meta_by_index( array $ids, string $table, string $id, array $keys ): array {
	global $wpdb;
	if ( ! $ids ) {
		return array();
	}
	// By key the database would read all orders.
	return $wpdb->get_results( $wpdb->prepare( 'SELECT m.%i AS id, m.meta_key AS k, m.meta_value AS v FROM %i AS m FORCE INDEX ( %i ) WHERE m.%i IN ( ' . placeholders( $ids ) . ' ) AND m.meta_key IN ( ' . placeholders( $keys, '%s' ) . ' )', $id, $table, $id, $id, ...$ids, ...$keys ) );
}
