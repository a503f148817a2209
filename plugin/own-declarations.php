<?php
/**
 * Datasets and reports that other plugins declare.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use Throwable;

defined( 'ABSPATH' ) || exit;

/** What is declared of a dataset beside its callables; each has a meaning in docs/extending.md. */
const DECLARED_MEMBERS = array( 'label', 'fields', 'moment', 'totals', 'rollups', 'derived' );

/**
 * @param array<string, Dataset> $built_in
 * @return array<string, Dataset> With those of other plugins that can be asked.
 */
function with_own_datasets( array $built_in ): array {
	/**
	 * The datasets of this site, by name. Each has three callables:
	 * ids( $after, $limit ) gives the next ids, ascending; total() counts them;
	 * facts( $ids ) gives the facts by id and leaves out ids that are none.
	 * One of another plugin declares its label, fields, moment, totals and rollups beside them.
	 *
	 * @param array<string, array<string, mixed>> $datasets
	 */
	$datasets = declared_by_others( 'gatehouse_datasets', $built_in );
	/** @var array<string, Dataset> $usable */
	$usable = array_filter( $datasets, can_be_asked( ... ) );
	foreach ( array_keys( array_diff_key( $datasets, $usable ) ) as $name ) {
		note_wrong( 'dataset', (string) $name, 'Its ids, total and facts have to be callable.' );
	}
	return $usable;
}

function can_be_asked( mixed $dataset ): bool {
	return is_array( $dataset ) && is_callable( $dataset['ids'] ?? null ) && is_callable( $dataset['total'] ?? null ) && is_callable( $dataset['facts'] ?? null );
}

/** @return array{datasets: list<mixed>, reports: list<mixed>, wrong: list<array{kind: string, id: string, reason: string}>} As in SiteDescription of the contract. */
function own_declarations(): array {
	$noted    = &noted_wrong();
	$noted    = array();
	$datasets = array();
	foreach ( array_diff_key( datasets(), array_flip( BUILT_IN_DATASETS ) ) as $name => $dataset ) {
		$declared   = array_intersect_key( $dataset, array_flip( DECLARED_MEMBERS ) );
		$datasets[] = array( 'id' => (string) $name ) + $declared + array(
			'label'   => (string) $name,
			'fields'  => array(),
			'moment'  => null,
			'totals'  => array(),
			'rollups' => array(),
		);
	}
	/**
	 * Reports that this site has beside the built-in ones, as arrays.
	 *
	 * @param list<array<string, mixed>> $reports
	 */
	$reports = declared_by_others( 'gatehouse_reports', array() );
	return array(
		'datasets' => writable( 'dataset', $datasets ),
		'reports'  => writable( 'report', $reports ),
		'wrong'    => $noted,
	);
}

/**
 * A fault in another plugin must not keep the built-in reports.
 *
 * @param non-empty-string         $filter
 * @param array<int|string, mixed> $given
 * @return array<int|string, mixed>
 */
function declared_by_others( string $filter, array $given ): array {
	try {
		$declared = apply_filters( $filter, $given );
	} catch ( Throwable $fault ) {
		tell_fault( $filter, $fault );
		note_wrong( kind_of_filter( $filter ), '', "The filter $filter failed: {$fault->getMessage()}" );
		return $given;
	}
	if ( ! is_array( $declared ) ) {
		note_wrong( kind_of_filter( $filter ), '', "The filter $filter has to give an array." );
		return $given;
	}
	return $declared;
}

function kind_of_filter( string $filter ): string {
	return 'gatehouse_reports' === $filter ? 'report' : 'dataset';
}

/**
 * One that can't be written would take the whole answer with it.
 *
 * @param array<int|string, mixed> $declared
 * @return list<mixed>
 */
function writable( string $kind, array $declared ): array {
	$writable = array();
	foreach ( $declared as $one ) {
		if ( false === wp_json_encode( $one ) ) {
			note_wrong( $kind, is_array( $one ) && is_string( $one['id'] ?? null ) ? $one['id'] : '', 'It can’t be written as JSON: ' . json_last_error_msg() . '.' );
		} else {
			$writable[] = $one;
		}
	}
	return $writable;
}

/**
 * What the sidecar never gets to see. Reasons are for who wrote the plugin, as the sidecar's own.
 *
 * @return list<array{kind: string, id: string, reason: string}>
 */
function &noted_wrong(): array {
	static $noted = array();
	return $noted;
}

function note_wrong( string $kind, string $id, string $reason ): void {
	$noted   = &noted_wrong();
	$noted[] = array(
		'kind'   => $kind,
		// What is no text here would take the whole answer with it.
		'id'     => mb_scrub( $id, 'UTF-8' ),
		'reason' => mb_scrub( $reason, 'UTF-8' ),
	);
}

function tell_fault( string $part, Throwable $fault ): void {
	/**
	 * What another plugin adds to the reports failed.
	 *
	 * @param string    $part  The filter, or the name of the dataset.
	 * @param Throwable $fault
	 */
	do_action( 'gatehouse_extension_failed', $part, $fault );
}

/**
 * A fact of another plugin's dataset was added, changed or deleted: do_action( 'gatehouse_fact_changed', $dataset, $id ).
 */
function log_own_change( mixed $dataset, mixed $id = null ): void {
	if ( is_string( $dataset ) && is_numeric( $id ) ) {
		log_change( $dataset, (int) $id );
	}
}

/**
 * Facts of one dataset for the change log. If another plugin's fails, each row says only its id: the sidecar
 * skips it, and shows that.
 *
 * @param Dataset            $dataset
 * @param non-empty-list<int> $ids
 * @return array<int, array<string, mixed>>
 */
function facts_of( string $name, array $dataset, array $ids ): array {
	if ( in_array( $name, BUILT_IN_DATASETS, true ) ) {
		return $dataset['facts']( $ids );
	}
	try {
		return $dataset['facts']( $ids );
	} catch ( Throwable $fault ) {
		tell_fault( $name, $fault );
		return array_map( static fn( int $id ): array => array( 'id' => $id ), array_combine( $ids, $ids ) );
	}
}
