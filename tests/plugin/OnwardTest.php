<?php
/**
 * The way from the reports through WordPress and back, over HTTP.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\base;
use function Gatehouse\onward_path;

#[TestDox( 'GET ?gatehouse=open' )]
final class OnwardTest extends PluginTestCase {

	#[TestDox( 'sends a stranger to the sign-in, and from there back to the page asked for' )]
	public function test_stranger(): void {
		$browser = new Browser();
		$answer  = $browser->get( '/?gatehouse=open&to=' . rawurlencode( '/r/publishing?from=2026-01-01&to=2026-02-01' ) );
		$login   = $answer['headers']['location'][0];
		parse_str( (string) wp_parse_url( $login, PHP_URL_QUERY ), $query );

		self::assertSame( 302, $answer['status'] );
		self::assertStringStartsWith( Server::$current->home . '/wp-login.php', $login );
		self::assertStringStartsWith( Server::$current->home . '/?gatehouse=open&to=%2Fr%2Fpublishing%3Ffrom', $query['redirect_to'] );

		$browser->sign_in( 'admin' );
		$claims = self::handed_off( $browser->get( $query['redirect_to'] )['body'] );
		self::assertSame( array( 'form', '/r/publishing?from=2026-01-01&to=2026-02-01', false ), array( $claims['way'], $claims['to'], $claims['intent'] ) );
	}

	#[TestDox( 'does not ask twice for a sign-in whose cookie never comes' )]
	public function test_no_loop(): void {
		$answer = ( new Browser() )->get( '/?gatehouse=open&to=/&signed=1' );

		self::assertSame( 403, $answer['status'] );
		self::assertArrayNotHasKey( 'location', $answer['headers'] );
	}

	#[TestDox( 'posts a hand-off by a form, with the site\'s origin and no inline script' )]
	public function test_form(): void {
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$answer = $browser->get( '/?gatehouse=open&to=/' );

		self::assertSame( 200, $answer['status'] );
		self::assertStringContainsString( 'action="' . base() . '/"', $answer['body'] );
		self::assertSame( array( 'strict-origin' ), $answer['headers']['referrer-policy'] );
		self::assertStringContainsString( "script-src 'self'", $answer['headers']['content-security-policy'][0] );
		self::assertStringContainsString( 'no-store', implode( $answer['headers']['cache-control'] ) );
		self::assertSame( array( 'handed_off' ), $this->column( 'arrivals', 'state' ) );
	}

	#[TestDox( 'tells a user without a grant so, kindly' )]
	public function test_no_grant(): void {
		$browser = new Browser();
		$browser->sign_in( $this->make_user( 'subscriber' )->user_login );
		$answer = $browser->get( '/?gatehouse=open&to=/' );

		self::assertSame( 403, $answer['status'] );
		self::assertStringContainsString( 'not open to your account', $answer['body'] );
		self::assertStringNotContainsString( 'handoff', $answer['body'] );
	}

	#[TestDox( 'states an intent only for a click on its own button' )]
	public function test_again(): void {
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$page = $browser->get( '/?gatehouse=open&to=/r/comments&again=1' )['body'];
		self::assertStringNotContainsString( 'name="handoff"', $page );
		preg_match( '/name="_wpnonce" value="(\w+)"/', $page, $nonce );

		self::assertSame( 403, $browser->post( '/?gatehouse=open&to=/r/comments', '_wpnonce=wrong' )['status'] );
		$claims = self::handed_off( $browser->post( '/?gatehouse=open&to=/r/comments', '_wpnonce=' . $nonce[1] )['body'] );
		self::assertSame( array( true, '/r/comments' ), array( $claims['intent'], $claims['to'] ) );
	}

	#[TestDox( 'says that reports are not available before the site is connected' )]
	public function test_not_connected(): void {
		delete_option( 'gatehouse_sidecar_keys' );

		self::assertSame( 503, ( new Browser() )->get( '/?gatehouse=open' )['status'] );
	}

	#[DataProvider( 'paths' )]
	#[TestDox( 'leads to a path below the reports only: $to' )]
	public function test_path( string $to, string $path ): void {
		self::assertSame( $path, onward_path( $to ) );
	}

	public static function paths(): array {
		return array(
			array( '/r/publishing?by=week', '/r/publishing?by=week' ),
			array( '', '/' ),
			array( 'r/publishing', '/' ),
			array( '//evil.example', '/' ),
			array( '/\\evil.example', '/' ),
			array( '/a\\b', '/' ),
			array( 'https://evil.example', '/' ),
			array( "/a\nb", '/' ),
			array( "/a\n", '/' ),
			array( '/' . str_repeat( 'a', 2000 ), '/' ),
		);
	}

	/** @return array<string, mixed> */
	private static function handed_off( string $page ): array {
		self::assertSame( 1, preg_match( '/name="handoff" value="([^"]+)"/', $page, $match ), $page );
		return Sidecar::claims( $match[1] );
	}
}
