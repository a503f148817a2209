<?php
/**
 * The plugin's own tables.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const TABLES = array( 'arrivals', 'states', 'changes', 'buyers', 'mails', 'mail_recipients', 'deliveries', 'purchases' );

function table( string $name ): string {
	global $wpdb;
	return $wpdb->prefix . 'gatehouse_' . $name;
}

function make_tables(): void {
	global $wpdb;
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	$charset    = $wpdb->get_charset_collate();
	$arrivals   = table( 'arrivals' );
	$states     = table( 'states' );
	$changes    = table( 'changes' );
	$buyers     = table( 'buyers' );
	$mails      = table( 'mails' );
	$recipients = table( 'mail_recipients' );
	$deliveries = table( 'deliveries' );
	$purchases  = table( 'purchases' );

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
		) $charset;
		CREATE TABLE $buyers (
			buyer bigint(20) unsigned NOT NULL,
			first_at bigint(20) NOT NULL,
			read_at bigint(20) NOT NULL,
			PRIMARY KEY  (buyer),
			KEY read_at (read_at)
		) $charset;
		CREATE TABLE $mails (
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			owner bigint(20) unsigned NOT NULL,
			report varchar(64) NOT NULL,
			title varchar(200) NOT NULL,
			query text NOT NULL,
			every varchar(10) NOT NULL,
			weekday tinyint(2) NOT NULL,
			monthday tinyint(2) NOT NULL,
			at_minute smallint(5) NOT NULL,
			formats varchar(20) NOT NULL,
			paper varchar(10) NOT NULL,
			next_at bigint(20) NOT NULL,
			PRIMARY KEY  (id),
			KEY owner (owner),
			KEY next_at (next_at)
		) $charset;
		CREATE TABLE $recipients (
			mail_id bigint(20) unsigned NOT NULL,
			user_id bigint(20) unsigned NOT NULL,
			stopped tinyint(1) NOT NULL DEFAULT 0,
			PRIMARY KEY  (mail_id,user_id),
			KEY user_id (user_id)
		) $charset;
		CREATE TABLE $deliveries (
			id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
			mail_id bigint(20) unsigned NOT NULL,
			user_id bigint(20) unsigned NOT NULL,
			due bigint(20) NOT NULL,
			title varchar(200) NOT NULL,
			state varchar(10) NOT NULL,
			reason varchar(20) NOT NULL,
			detail varchar(200) NOT NULL,
			attempt tinyint(2) NOT NULL,
			next_try bigint(20) NOT NULL,
			changed bigint(20) NOT NULL,
			PRIMARY KEY  (id),
			UNIQUE KEY mail_user_due (mail_id,user_id,due),
			KEY state_try (state,next_try),
			KEY user_id (user_id)
		) $charset;
		CREATE TABLE $purchases (
			id bigint(20) unsigned NOT NULL,
			customer_id bigint(20) unsigned NOT NULL,
			email bigint(20) unsigned NOT NULL,
			date_created_gmt datetime NOT NULL,
			PRIMARY KEY  (id),
			KEY customer_id (customer_id),
			KEY email (email)
		) $charset;"
	);
}

function drop_tables(): void {
	global $wpdb;
	foreach ( TABLES as $name ) {
		$wpdb->query( $wpdb->prepare( 'DROP TABLE IF EXISTS %i', table( $name ) ) );
	}
}
