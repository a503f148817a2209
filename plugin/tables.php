<?php
/**
 * The plugin's own tables.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const TABLES = array( 'arrivals', 'states', 'changes' );

function table( string $name ): string {
	global $wpdb;
	return $wpdb->prefix . 'gatehouse_' . $name;
}

function make_tables(): void {
	global $wpdb;
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	$charset  = $wpdb->get_charset_collate();
	$arrivals = table( 'arrivals' );
	$states   = table( 'states' );
	$changes  = table( 'changes' );

	// dbDelta wants two spaces after PRIMARY KEY and one field a line.
	dbDelta(
		"CREATE TABLE $arrivals (
			verifier char(64) NOT NULL,
			user_id bigint(20) unsigned NOT NULL,
			epoch char(64) NOT NULL,
			expires bigint(20) NOT NULL,
			remember tinyint(1) NOT NULL DEFAULT 0,
			state varchar(10) NOT NULL,
			PRIMARY KEY  (verifier),
			KEY user_id (user_id),
			KEY expires (expires)
		) $charset;
		CREATE TABLE $states (
			user_id bigint(20) unsigned NOT NULL,
			version bigint(20) NOT NULL DEFAULT 0,
			delivered bigint(20) NOT NULL DEFAULT 0,
			digest varchar(64) NOT NULL DEFAULT '',
			grants varchar(64) NOT NULL DEFAULT '',
			tries int(10) NOT NULL DEFAULT 0,
			next_try bigint(20) NOT NULL DEFAULT 0,
			PRIMARY KEY  (user_id)
		) $charset;
		CREATE TABLE $changes (
			seq bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			dataset varchar(32) NOT NULL,
			object_id bigint(20) unsigned NOT NULL,
			changed bigint(20) NOT NULL,
			PRIMARY KEY  (seq),
			UNIQUE KEY dataset_object (dataset,object_id),
			KEY changed (changed)
		) $charset;"
	);
}

function drop_tables(): void {
	global $wpdb;
	foreach ( TABLES as $name ) {
		$wpdb->query( $wpdb->prepare( 'DROP TABLE IF EXISTS %i', table( $name ) ) );
	}
}
