<?php
/**
 * Visits of the site while its facts are copied.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\forget_visits;
use function Gatehouse\visits_file;

#[TestDox( 'What the site says of its visits' )]
final class VisitsTest extends PluginTestCase {

	protected function tearDown(): void {
		forget_visits();
	}

	/** @return array<string, array{string, string, string, int}> */
	public static function requests(): array {
		return array(
			'a page'                                 => array( 'get', '/', 'Mozilla/5.0', 1 ),
			'a page that is not there'               => array( 'get', '/?p=999999', 'Mozilla/5.0', 1 ),
			'the sign-in'                            => array( 'get', '/wp-login.php', 'Mozilla/5.0', 1 ),
			'what a page asks by itself'             => array( 'post', '/wp-admin/admin-ajax.php?action=a', 'Mozilla/5.0', 1 ),
			'a route of another plugin'              => array( 'get', '/?rest_route=/wp/v2/types', 'Mozilla/5.0', 1 ),
			'a question of the sidecar'              => array( 'post', '/?rest_route=/gatehouse/v1/states', 'node', 0 ),
			'WP-Cron'                                => array( 'get', '/wp-cron.php?doing_wp_cron=1', 'Mozilla/5.0', 0 ),
			'what WordPress asks of itself'          => array( 'post', '/wp-admin/admin-ajax.php?action=a', 'WordPress/7.1; http://example.com', 0 ),
			'the heartbeat of an open page'          => array( 'heartbeat', '/wp-admin/admin-ajax.php', 'Mozilla/5.0', 0 ),
		);
	}

	#[DataProvider( 'requests' )]
	#[TestDox( 'counts people, not machines: $_dataName' )]
	public function test_kinds( string $method, string $path, string $agent, int $counted ): void {
		$before  = $this->visits();
		$headers = array( "User-Agent: $agent" );
		if ( 'get' === $method ) {
			( new Browser() )->get( $path, $headers );
		} else {
			( new Browser() )->post( $path, 'heartbeat' === $method ? 'action=heartbeat' : '', $headers );
		}

		self::assertSame( $counted, $this->visits() - $before );
	}

	#[TestDox( 'counts one visit after another' )]
	public function test_sum(): void {
		$before = $this->visits();
		( new Browser() )->get( '/' );
		( new Browser() )->get( '/' );

		self::assertSame( 2, $this->visits() - $before );
	}

	#[TestDox( 'counts no command' )]
	public function test_command(): void {
		$before = $this->visits();
		\Gatehouse\note_visit();

		self::assertSame( $before, $this->visits() );
	}

	#[TestDox( 'keeps the count where only this user reads it, and nothing until facts are asked for' )]
	public function test_file(): void {
		( new Browser() )->get( '/' );
		self::assertFileDoesNotExist( visits_file() );

		$this->visits();
		self::assertSame( 0600, fileperms( visits_file() ) & 0777 );
	}

	#[TestDox( 'says that it does not know where no file can be written' )]
	public function test_unwritable(): void {
		mkdir( visits_file() );
		$told = $this->visits();
		rmdir( visits_file() );

		self::assertNull( $told );
	}

	private function visits(): ?int {
		return $this->sidecar->asks( 'facts', array(
		'dataset' => 'posts',
		'after'   => 0,
		'limit'   => 1
		) )['spent']['visits'];
	}
}
