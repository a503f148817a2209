<?php
/**
 * From the password to the report session, over HTTP.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\base;
use function Gatehouse\count_silence;
use function Gatehouse\home;

#[TestDox( 'Sign-in' )]
final class SignInTest extends PluginTestCase {

	protected function tearDown(): void {
		// phpcs:ignore WordPress.PHP.NoSilencedErrors -- most tests don't make it.
		@unlink( Server::$current->folder . '/second-factor' );
	}

	#[TestDox( 'relays exactly the two cookies on the first page, with attributes of its own' )]
	public function test_cookies(): void {
		$browser = new Browser();
		$login   = $browser->sign_in( 'admin' );
		self::assertSame( 302, $login['status'] );
		self::assertSame( array(), Browser::relayed( $login ) );
		self::assertSame( array(), $this->sidecar->requests( '/' ) );

		$page = $browser->get( '/wp-admin/' );

		self::assertSame(
			array(
				'__Secure-gatehouse_access=' . Sidecar::token( 'access' ) . '; Path=/reports/; Secure; HttpOnly; SameSite=Strict',
				'__Secure-gatehouse_refresh=' . Sidecar::token( 'refresh' ) . '; Path=/reports/session; Secure; HttpOnly; SameSite=Strict',
			),
			Browser::relayed( $page )
		);
		self::assertStringContainsString( 'no-store', $page['headers']['cache-control'][0] );
		self::assertArrayNotHasKey( 'x-foreign', $page['headers'] );
		self::assertStringNotContainsString( 'wordpress_logged_in_evil', implode( $page['headers']['set-cookie'] ) );
		self::assertSame( array(), Browser::relayed( $browser->get( '/wp-admin/' ) ) );
		self::assertCount( 1, $this->sidecar->requests( '/' ) );
	}

	#[TestDox( 'gives the cookies a lifetime when WordPress was asked to remember' )]
	public function test_remember(): void {
		$browser = new Browser();
		$browser->sign_in( 'admin', true );

		$cookies = Browser::relayed( $browser->get( '/' ) );

		self::assertStringContainsString( '; Max-Age=1800; Secure', $cookies[0] );
		self::assertStringContainsString( '; Max-Age=2592000; Secure', $cookies[1] );
		self::assertTrue( $this->sidecar->heard( '/' )[0]['remember'] );
	}

	#[TestDox( 'states who, which session and in which state, without a browser\'s headers' )]
	public function test_claims(): void {
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$browser->get( '/wp-admin/' );

		$request = $this->sidecar->requests( '/' )[0];
		$claims  = Sidecar::claims( $request['body'] );

		self::assertSame( 'application/jose', $request['headers']['content-type'] );
		self::assertSame( array(), array_intersect_key( $request['headers'], array_flip( array( 'cookie', 'origin', 'sec-fetch-site' ) ) ) );
		self::assertSame( array( home(), base(), 60 ), array( $claims['iss'], $claims['aud'], $claims['exp'] - $claims['iat'] ) );
		self::assertSame( array( '1', 'php', false ), array( $claims['sub'], $claims['way'], $claims['intent'] ) );
		self::assertSame( array( home() ), $claims['origins'] );
		self::assertSame( array( $claims['wps'] ), $claims['state']['live'] );
		self::assertSame( array( 'view', 'export', 'publish', 'manage' ), $claims['state']['grants'] );
		self::assertSame( '127.0.0.0/24', $claims['client']['address'] );
	}

	#[TestDox( 'counts the state in an accepted hand-off as delivered' )]
	public function test_delivered(): void {
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$browser->get( '/wp-admin/' );

		self::assertSame( array( (string) $this->sidecar->heard( '/' )[0]['state']['version'] ), $this->column( 'states', 'delivered' ) );
	}

	#[TestDox( 'leaves users without a grant alone: no row, no call, no script' )]
	public function test_subscriber(): void {
		$reader  = $this->make_user( 'subscriber' );
		$browser = new Browser();
		$browser->sign_in( $reader->user_login );

		$page = $browser->get( '/wp-admin/profile.php' );

		self::assertSame( 200, $page['status'] );
		self::assertStringNotContainsString( 'gatehouse', $page['body'] );
		self::assertSame( array(), $this->column( 'arrivals', 'state' ) );
		self::assertSame( array(), $this->sidecar->requests( '/' ) );
	}

	#[TestDox( 'hands nothing off until the second factor has passed' )]
	public function test_second_factor(): void {
		touch( Server::$current->folder . '/second-factor' );
		$browser = new Browser();
		self::assertSame( 'Your code?', $browser->sign_in( 'admin' )['body'] );

		$browser->get( '/wp-admin/' );
		$browser->post( '/wp-login.php?action=second_factor', 'log=admin&code=wrong' );
		$browser->get( '/' );
		self::assertSame( array(), $this->sidecar->requests( '/' ) );
		self::assertSame( array( 'awaiting' ), $this->column( 'arrivals', 'state' ) );

		$browser->post( '/wp-login.php?action=second_factor', 'log=admin&code=123456' );
		self::assertSame( array(), $this->sidecar->requests( '/' ) );
		self::assertCount( 2, Browser::relayed( $browser->get( '/wp-admin/' ) ) );
		self::assertCount( 1, $this->sidecar->requests( '/' ) );
	}

	#[TestDox( 'hands off once when twelve first pages come at the same time' )]
	public function test_parallel_pages(): void {
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$cookies = implode( '; ', $browser->cookie_pairs() );

		$many = curl_multi_init();
		for ( $i = 0; $i < 12; $i++ ) {
			$one = curl_init( Server::$current->home . '/wp-admin/profile.php?' . $i );
			curl_setopt_array( $one, array(
			CURLOPT_RETURNTRANSFER => true,
			CURLOPT_COOKIE         => $cookies
			) );
			curl_multi_add_handle( $many, $one );
		}
		do {
			curl_multi_exec( $many, $running );
			curl_multi_select( $many );
		} while ( $running );

		self::assertCount( 1, $this->sidecar->requests( '/' ) );
	}

	#[TestDox( 'lets one of two requests that saw the same row have it' )]
	public function test_claim(): void {
		\Gatehouse\expect_arrival( 'v', 1, time() + 9, false );

		self::assertTrue( \Gatehouse\move_arrival( 'v', 'awaiting', 'handed_off' ) );
		self::assertFalse( \Gatehouse\move_arrival( 'v', 'awaiting', 'handed_off' ) );
	}

	#[TestDox( 'takes no session from a forged cookie beside a valid one of wp-admin' )]
	public function test_forged_cookie(): void {
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$auth   = current( preg_grep( '/^wordpress_(?!logged_in|test)/', $browser->cookie_pairs() ) );
		$signed = current( preg_grep( '/^wordpress_logged_in/', $browser->cookie_pairs() ) );
		$known  = explode( '|', rawurldecode( $signed ) )[2];

		foreach ( array( 'unknown', $known ) as $token ) {
			$forged = LOGGED_IN_COOKIE . '=' . rawurlencode( 'admin|' . ( time() + 999 ) . "|$token|" . str_repeat( '0', 64 ) );
			$page   = ( new Browser() )->get( '/wp-admin/profile.php', array( "Cookie: $auth; $forged" ) );

			self::assertSame( 200, $page['status'] );
			self::assertSame( array( 'awaiting' ), $this->column( 'arrivals', 'state' ) );
		}
		self::assertSame( array(), $this->sidecar->requests( '/' ) );
	}

	#[TestDox( 'does not take a page for an arrival that nobody opened' )]
	public function test_not_opened(): void {
		$browser = new Browser();
		$browser->sign_in( 'admin' );

		$browser->get( '/', array( 'Sec-Fetch-Dest: iframe' ) );
		$browser->get( '/', array( 'Sec-Purpose: prefetch;prerender' ) );
		$browser->get( '/?p=999999' );
		$browser->get( '/?feed=rss2' );
		$browser->get( '/?rest_route=/wp/v2/posts' );
		$browser->get( '/wp-admin/admin-ajax.php?action=rest-nonce' );
		$browser->post( '/', 'a=b' );
		self::assertSame( array( 'awaiting' ), $this->column( 'arrivals', 'state' ) );

		$browser->get( '/', array( 'Sec-Fetch-Dest: document' ) );
		self::assertSame( array( 'handed_off' ), $this->column( 'arrivals', 'state' ) );
	}

	#[TestDox( 'gives a session from before the plugin its row on its next page' )]
	public function test_earlier_session(): void {
		global $wpdb;
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$wpdb->query( 'DELETE FROM ' . \Gatehouse\table( 'arrivals' ) );

		self::assertCount( 2, Browser::relayed( $browser->get( '/wp-admin/' ) ) );
	}

	#[TestDox( 'takes a second at most, once, when the sidecar does not answer' )]
	public function test_slow_sidecar(): void {
		$this->sidecar->answers( '/', array(
		'seconds' => 3,
		'body'    => array( 'late' => true )
		) );
		$browser = new Browser();
		$login   = $browser->sign_in( 'admin' );
		$first   = $browser->get( '/wp-admin/' );
		$second  = $browser->get( '/wp-admin/' );

		self::assertLessThan( 0.9, $login['seconds'] );
		self::assertSame( 200, $first['status'] );
		self::assertGreaterThan( 0.9, $first['seconds'] );
		self::assertLessThan( 2, $first['seconds'] );
		self::assertLessThan( 0.9, $second['seconds'] );
	}

	#[TestDox( 'makes no call while the breaker is open, and lets the page\'s script try' )]
	public function test_open_breaker(): void {
		array_map( count_silence( ... ), array( time() - 2, time() - 1, time() ) );
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$browser->get( '/wp-admin/' );

		self::assertSame( array(), $this->sidecar->requests( '/' ) );
		self::assertSame( array( 'arrived' ), $this->column( 'arrivals', 'state' ) );
		self::assertSame( 200, $browser->ask_for_hand_off()['status'] );
	}

	#[TestDox( 'relays no cookie whose value is not a token' )]
	public function test_strange_cookie(): void {
		$this->sidecar->answers(
			'/',
			array(
				'headers' => array( 'Set-Cookie: __Secure-gatehouse_access=a.b.c%0d%0aSet-Cookie:x', 'Set-Cookie: __Secure-gatehouse_refresh=' . Sidecar::token( 'refresh' ) ),
				'body'    => array( 'expiresInSeconds' => 1 ),
			)
		);
		$browser = new Browser();
		$browser->sign_in( 'admin' );

		self::assertSame( array(), Browser::relayed( $browser->get( '/wp-admin/' ) ) );
	}

	#[TestDox( 'follows no redirect of the sidecar' )]
	public function test_redirect(): void {
		$this->sidecar->answers( '/', array(
		'status'  => 307,
		'headers' => array( 'Location: ' . base() . '/elsewhere' )
		) );
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$browser->get( '/wp-admin/' );

		self::assertSame( array(), $this->sidecar->requests( '/elsewhere' ) );
	}
}
