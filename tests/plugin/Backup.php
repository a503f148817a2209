<?php
/**
 * A dump of the tables that say who may do what, to be put back later.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

final class Backup {

	/** @var array<string, list<array<string, string|null>>> */
	private array $rows = array();

	public function __construct() {
		global $wpdb;
		foreach ( array( $wpdb->users, $wpdb->usermeta, $wpdb->options, ...array_map( 'Gatehouse\table', \Gatehouse\TABLES ) ) as $table ) {
			$this->rows[ $table ] = $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i', $table ), ARRAY_A );
		}
	}

	/** What was written since is gone. */
	public function put_back(): void {
		global $wpdb;
		$wpdb->query( 'BEGIN' );
		foreach ( $this->rows as $table => $rows ) {
			$wpdb->query( $wpdb->prepare( 'DELETE FROM %i', $table ) );
			foreach ( $rows as $row ) {
				$wpdb->insert( $table, $row );
			}
		}
		$wpdb->query( 'COMMIT' );
		wp_cache_flush();
	}
}
