<?php
/**
 * Plugin Name: Newsletter sign-ups
 * Description: Counts who signed up for a newsletter, and shows it as a report of Gatehouse.
 * Version: 1.0.0
 * Requires PHP: 8.1
 * License: GPL-2.0-or-later
 *
 * @package Newsletter_Sign_Ups
 */

declare( strict_types=1 );

namespace Newsletter_Sign_Ups;

defined( 'ABSPATH' ) || exit;

register_activation_hook( __FILE__, __NAMESPACE__ . '\make_table' );
add_filter( 'gatehouse_datasets', __NAMESPACE__ . '\add_dataset' );
add_filter( 'gatehouse_reports', __NAMESPACE__ . '\add_report' );

function table(): string {
	global $wpdb;
	return $wpdb->prefix . 'newsletter_sign_ups';
}

function make_table(): void {
	global $wpdb;
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	$table = table();
	dbDelta(
		"CREATE TABLE $table (
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			email varchar(100) NOT NULL,
			source varchar(32) NOT NULL,
			confirmed tinyint(1) NOT NULL DEFAULT 0,
			signed_up_at bigint(20) NOT NULL,
			PRIMARY KEY  (id)
		) {$wpdb->get_charset_collate()};"
	);
}

/** Tells the reports of each change, by the id of the row. */
function sign_up( string $email, string $source ): int {
	global $wpdb;
	$row = array(
		'email'        => $email,
		'source'       => $source,
		'signed_up_at' => time(),
	);
	$wpdb->insert( table(), $row );
	$id = (int) $wpdb->insert_id;
	do_action( 'gatehouse_fact_changed', 'sign_ups', $id );
	return $id;
}

function confirm( int $id ): void {
	global $wpdb;
	$wpdb->update( table(), array( 'confirmed' => 1 ), array( 'id' => $id ) );
	do_action( 'gatehouse_fact_changed', 'sign_ups', $id );
}

function remove( int $id ): void {
	global $wpdb;
	$wpdb->delete( table(), array( 'id' => $id ) );
	do_action( 'gatehouse_fact_changed', 'sign_ups', $id );
}

/**
 * @param array<string, array<string, mixed>> $datasets
 * @return array<string, array<string, mixed>>
 */
function add_dataset( array $datasets ): array {
	$datasets['sign_ups'] = array(
		'ids'     => __NAMESPACE__ . '\ids',
		'total'   => __NAMESPACE__ . '\total',
		'facts'   => __NAMESPACE__ . '\facts',
		'label'   => 'Newsletter sign-ups',
		'fields'  => array(
			'source'    => array( 'kind' => 'word' ),
			'confirmed' => array( 'kind' => 'count' ),
			'at'        => array( 'kind' => 'moment' ),
		),
		'moment'  => 'at',
		'totals'  => array(
			'confirmed_ones' => array(
				'kind'  => 'sum',
				'field' => 'confirmed',
			),
		),
		'rollups' => array( 'all' => array( 'by' => array( 'source' ) ) ),
	);
	return $datasets;
}

/** @return list<int> The next ids, ascending. */
function ids( int $after, int $limit ): array {
	global $wpdb;
	return array_map( 'intval', $wpdb->get_col( $wpdb->prepare( 'SELECT id FROM %i WHERE id > %d ORDER BY id LIMIT %d', table(), $after, $limit ) ) );
}

function total(): int {
	global $wpdb;
	return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i', table() ) );
}

/**
 * No e-mail address among them: reports never need one.
 *
 * @param list<int> $ids
 * @return array<int, array<string, mixed>>
 */
function facts( array $ids ): array {
	global $wpdb;
	$places = implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
	$facts  = array();
	foreach ( $wpdb->get_results( $wpdb->prepare( "SELECT id, source, confirmed, signed_up_at FROM %i WHERE id IN ( $places )", table(), ...$ids ) ) as $row ) {
		$facts[ (int) $row->id ] = array(
			'id'        => (int) $row->id,
			'source'    => $row->source,
			'confirmed' => (int) $row->confirmed,
			'at'        => (int) $row->signed_up_at,
		);
	}
	return $facts;
}

/**
 * @param list<array<string, mixed>> $reports
 * @return list<array<string, mixed>>
 */
function add_report( array $reports ): array {
	$reports[] = array(
		'id'          => 'newsletter',
		'grant'       => 'view',
		'title'       => array(
			'en' => 'Newsletter',
			'ko' => '뉴스레터',
		),
		'description' => 'Who signed up, and where.',
		'dataset'     => 'sign_ups',
		'where'       => array(),
		'figures'     => array(
			array(
				'id'      => 'sign-ups',
				'label'   => 'Sign-ups',
				'measure' => array(
					'kind'  => 'sum',
					'total' => 'facts',
				),
				'format'  => 'count',
				'better'  => 'more',
			),
			array(
				'id'      => 'confirmed',
				'label'   => 'Confirmed',
				'measure' => array(
					'kind' => 'ratio',
					'of'   => array( 'total' => 'confirmed_ones' ),
					'per'  => array( 'total' => 'facts' ),
				),
				'format'  => 'percent',
				'better'  => 'more',
			),
		),
		'chart'       => array(
			'kind'    => 'line',
			'title'   => 'Sign-ups',
			'measure' => array(
				'kind'  => 'sum',
				'total' => 'facts',
			),
			'column'  => 'Sign-ups',
		),
		'breakdowns'  => array(
			array(
				'id'         => 'sources',
				'title'      => 'By source',
				'field'      => 'source',
				'fieldLabel' => 'Source',
				'labels'     => array( 'kind' => 'value' ),
				'columns'    => array(
					array(
						'id'      => 'sign-ups',
						'label'   => 'Sign-ups',
						'measure' => array(
							'kind'  => 'sum',
							'total' => 'facts',
						),
						'format'  => 'count',
					),
				),
				'top'        => 10,
			),
		),
		'counted'     => array(
			'en' => array(
				'none'  => 'No sign-ups',
				'one'   => '{n} sign-up',
				'other' => '{n} sign-ups',
			),
		),
		'source'      => 'sign-ups counted',
		'definitions' => array(
			array(
				'term' => 'Sign-ups',
				'text' => 'Everybody who filled in the form, confirmed or not, on that day.',
			),
		),
	);
	return $reports;
}
