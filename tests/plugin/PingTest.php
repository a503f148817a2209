<?php
/**
 * When the site tells the sidecar that there is something to fetch.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\changes_after;
use function Gatehouse\settle_changes;

#[TestDox( 'A ping' )]
final class PingTest extends PluginTestCase {

	#[TestDox( 'goes at the end of the request that changed something, once the visitor has the page' )]
	public function test_after_page(): void {
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$nonce = $browser->rest_nonce();
		delete_option( 'gatehouse_pinged' );
		$this->sidecar->forget();

		$answer = $browser->post( '/?rest_route=/wp/v2/posts', '{"title":"A post"}', array( 'Content-Type: application/json', "X-WP-Nonce: $nonce", 'X-Finishing: 1' ) );

		self::assertSame( 201, $answer['status'] );
		self::assertSame( array( 'fastcgi_finish_request', '/site/ping' ), $this->told() );
		self::assertContains( json_decode( $answer['body'] )->id, $this->changed( 'posts' ) );
	}

	#[TestDox( 'does not go where nothing has changed' )]
	public function test_no_news(): void {
		self::assertSame( 200, ( new Browser() )->get( '/' )['status'] );

		self::assertSame( array(), $this->told() );
	}

	#[TestDox( 'does not go to a sidecar that nobody has connected, and the change is kept' )]
	public function test_not_connected(): void {
		delete_option( 'gatehouse_sidecar_keys' );
		$id = ChangeLogTest::make_post();
		settle_changes();

		self::assertSame( array(), $this->told() );
		self::assertContains( $id, $this->changed( 'posts' ) );
	}

	#[TestDox( 'goes at most every two seconds, and the change is kept' )]
	public function test_often(): void {
		ChangeLogTest::make_post();
		settle_changes();
		ChangeLogTest::make_post();
		settle_changes();

		self::assertSame( array( '/site/ping' ), $this->told() );
		self::assertCount( 2, $this->changed( 'posts' ) );
	}

	#[TestDox( 'goes again after two seconds' )]
	public function test_again(): void {
		update_option( 'gatehouse_pinged', (string) ( time() - 2 ) );
		ChangeLogTest::make_post();
		settle_changes();

		self::assertSame( array( '/site/ping' ), $this->told() );
	}

	#[TestDox( 'goes once when two requests end at the same time' )]
	public function test_at_once(): void {
		update_option( 'gatehouse_pinged', (string) ( time() - 60 ) );
		$other   = null;
		$comes_between = static function ( string $query ) use ( &$other, &$comes_between ): string {
			if ( str_starts_with( $query, 'UPDATE' ) && str_contains( $query, 'gatehouse_pinged' ) ) {
				remove_filter( 'query', $comes_between );
				$other = \Gatehouse\may_ping();
			}
			return $query;
		};
		ChangeLogTest::make_post();
		add_filter( 'query', $comes_between );
		settle_changes();

		self::assertTrue( $other, 'The other one, which comes between reading and writing, goes.' );
		self::assertSame( array(), $this->told() );
	}

	#[TestDox( 'goes though the clock was ahead when the last one went' )]
	public function test_clock_ahead(): void {
		update_option( 'gatehouse_pinged', (string) ( time() + 3600 ) );
		ChangeLogTest::make_post();
		settle_changes();

		self::assertSame( array( '/site/ping' ), $this->told() );
	}

	#[TestDox( 'does not go while the breaker is open' )]
	public function test_breaker(): void {
		array_map( \Gatehouse\count_silence( ... ), array( time(), time(), time() ) );
		ChangeLogTest::make_post();
		settle_changes();

		self::assertSame( array(), $this->told() );
	}

	/** @return list<string> What the sidecar heard, and when the page was let go, in their order. */
	private function told(): array {
		$lines = file( Server::$current->folder . '/requests.jsonl' );
		return array_map( static fn( string $line ): string => json_decode( $line )->path, $lines );
	}

	/** @return list<int> */
	private function changed( string $dataset ): array {
		$changes = array_filter( changes_after( 0, 100 )['changes'], static fn( array $change ): bool => $dataset === $change['dataset'] );
		return array_values( array_column( $changes, 'id' ) );
	}
}
