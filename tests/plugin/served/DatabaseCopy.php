<?php
/**
 * The whole database as a file, to be put back later while the site runs.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PDO;

final class DatabaseCopy {

	private readonly string $file;

	public function __construct() {
		$this->file = Server::$current->folder . '/' . uniqid( 'copy-' ) . '.sqlite';
		self::open()->exec( "VACUUM INTO '$this->file'" );
	}

	/** What was written since is gone, and so are the ids given since. */
	public function put_back(): void {
		$database = self::open();
		$database->exec( "ATTACH '$this->file' AS copy" );
		$database->exec( 'BEGIN IMMEDIATE' );
		$tables = $database->query( "SELECT name FROM copy.sqlite_master WHERE type = 'table'" )->fetchAll( PDO::FETCH_COLUMN );
		foreach ( $tables as $table ) {
			$database->exec( "DELETE FROM main.\"$table\"" );
			$database->exec( "INSERT INTO main.\"$table\" SELECT * FROM copy.\"$table\"" );
		}
		$database->exec( 'COMMIT' );
		wp_cache_flush();
	}

	private static function open(): PDO {
		return new PDO( 'sqlite:' . FQDB, null, null, array( PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION ) );
	}

	public function __destruct() {
		unlink( $this->file );
	}
}
