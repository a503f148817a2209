<?php
/**
 * The line for WordPress's own database server.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use mysqli;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\RequiresPhpExtension;
use PHPUnit\Framework\Attributes\TestDox;
use ReflectionClass;
use wpdb;

use function Gatehouse\database_line;
use function Gatehouse\print_database_line;

#[TestDox( 'The line for the database server' )]
final class DatabaseLineTest extends PluginTestCase {

	#[DataProvider( 'hosts' )]
	#[TestDox( 'says for $db_host: $address' )]
	public function test_hosts( string $db_host, string $address ): void {
		self::assertSame( "GATEHOUSE_STORE=mysql://USER:PASSWORD@$address", database_line( $db_host ) );
	}

	public static function hosts(): array {
		return array(
			array( 'localhost', '127.0.0.1:3306/DATABASE?prefix=gatehouse_' ),
			array( 'localhost:3307', '127.0.0.1:3307/DATABASE?prefix=gatehouse_' ),
			array( 'db.example.com', 'db.example.com:3306/DATABASE?prefix=gatehouse_' ),
			array( '10.0.0.5:3310', '10.0.0.5:3310/DATABASE?prefix=gatehouse_' ),
			array( '[::1]:3307', '[::1]:3307/DATABASE?prefix=gatehouse_' ),
			array( '2001:db8::7', '[2001:db8::7]:3306/DATABASE?prefix=gatehouse_' ),
			array( 'localhost:/run/mysqld/mysqld.sock', 'localhost/DATABASE?prefix=gatehouse_&socket=/run/mysqld/mysqld.sock' ),
			array( ':/tmp/mysql.sock', 'localhost/DATABASE?prefix=gatehouse_&socket=/tmp/mysql.sock' ),
		);
	}

	#[TestDox( 'is not shown where WordPress runs on SQLite' )]
	public function test_sqlite(): void {
		self::assertSame( '', self::printed() );
	}

	#[RequiresPhpExtension( 'mysqli' )]
	#[TestDox( 'is shown where WordPress runs on MySQL, without its user and password' )]
	public function test_mysql(): void {
		global $wpdb;
		$sqlite       = $wpdb;
		$mysql        = ( new ReflectionClass( wpdb::class ) )->newInstanceWithoutConstructor();
		$mysql->dbh   = new mysqli();
		$mysql->ready = false;
		try {
			$wpdb    = $mysql;
			$printed = self::printed();
		} finally {
			$wpdb = $sqlite;
		}
		self::assertStringContainsString( 'mysql://USER:PASSWORD@', $printed );
		self::assertStringContainsString( 'GRANT SELECT, INSERT', $printed );
		foreach ( array_filter( array( DB_USER, DB_PASSWORD ) ) as $secret ) {
			self::assertStringNotContainsString( ":$secret@", $printed );
		}
	}

	private static function printed(): string {
		ob_start();
		print_database_line();
		return (string) ob_get_clean();
	}
}
