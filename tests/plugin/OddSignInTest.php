<?php
/**
 * Sign-ins that don't go the usual way, over HTTP.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;
use WP_Application_Passwords;

use function Gatehouse\verifier_of;

#[TestDox( 'An odd sign-in' )]
final class OddSignInTest extends PluginTestCase {

	protected function tearDown(): void {
		// phpcs:ignore WordPress.PHP.NoSilencedErrors -- most tests don't make it.
		@unlink( Server::$current->folder . '/second-factor-first' );
	}

	#[TestDox( 'with a second factor that was loaded before Gatehouse opens nothing until the factor has passed' )]
	public function test_second_factor_first(): void {
		touch( Server::$current->folder . '/second-factor-first' );
		$browser = new Browser();
		self::assertSame( 'Your code?', $browser->sign_in( 'admin' )['body'] );

		$browser->get( '/wp-admin/' );
		$browser->get( '/' );
		self::assertSame( array(), $this->sidecar->requests( '/' ) );

		$browser->post( '/wp-login.php?action=second_factor', 'log=admin&code=123456' );
		self::assertCount( 2, Browser::relayed( $browser->get( '/wp-admin/' ) ) );
		self::assertCount( 1, $this->sidecar->requests( '/' ) );
	}

	#[TestDox( 'that is held back on every page, as until a new password is set, opens nothing' )]
	public function test_held_back(): void {
		$browser = new Browser();
		$browser->sign_in( 'admin' );

		self::assertSame( 'Not yet.', $browser->get( '/', array( 'X-Held-Back: 1' ) )['body'] );
		self::assertStringContainsString( 'Not yet.', $browser->get( '/wp-admin/', array( 'X-Held-Back: 1' ) )['body'] );
		self::assertSame( array( 'awaiting' ), $this->column( 'arrivals', 'state' ) );
		self::assertSame( array(), $this->sidecar->requests( '/' ) );
	}

	#[TestDox( 'by the cookie alone, as from a link in a letter, opens the reports on its first page' )]
	public function test_cookie_alone(): void {
		$browser = new Browser();
		$login   = $browser->get( '/wp-login.php?action=link&user=1' );

		self::assertSame( array(), Browser::relayed( $login ) );
		self::assertCount( 2, Browser::relayed( $browser->get( '/wp-admin/' ) ) );
	}

	#[TestDox( 'in the pop-up over an open page opens them on the next page, not in the pop-up' )]
	public function test_interim_login(): void {
		$browser = new Browser();
		$browser->get( '/wp-login.php?interim-login=1' );
		$pop_up = $browser->post( '/wp-login.php', 'log=admin&pwd=password&interim-login=1&testcookie=1' );

		self::assertStringContainsString( 'interim-login-success', $pop_up['body'] );
		self::assertSame( array(), Browser::relayed( $pop_up ) );
		self::assertSame( array(), $this->sidecar->requests( '/' ) );
		self::assertCount( 2, Browser::relayed( $browser->get( '/wp-admin/' ) ) );
	}

	#[TestDox( 'by XML-RPC is none, nor with a forged cookie beside it' )]
	public function test_xml_rpc(): void {
		$call = '<?xml version="1.0"?><methodCall><methodName>wp.getUsersBlogs</methodName><params><param><value>admin</value></param><param><value>password</value></param></params></methodCall>';

		$alone  = ( new Browser() )->post( '/xmlrpc.php', $call, array( 'Content-Type: text/xml' ) );
		$beside = ( new Browser() )->post( '/xmlrpc.php', $call, array( 'Content-Type: text/xml', 'Cookie: ' . self::forged_cookie( 'admin' ) ) );

		self::assertStringContainsString( 'isAdmin', $alone['body'] );
		self::assertSame( array(), array( ...Browser::relayed( $alone ), ...Browser::relayed( $beside ) ) );
		self::assertSame( array( array(), array() ), array( $this->column( 'arrivals', 'verifier' ), $this->sidecar->requests( '/' ) ) );
	}

	#[DataProvider( 'machine_addresses' )]
	#[TestDox( 'by an application password is none at $address, nor with a forged cookie beside it' )]
	public function test_application_password( string $address ): void {
		add_filter( 'wp_is_application_passwords_available', '__return_true' );
		[ $password ] = WP_Application_Passwords::create_new_application_password( 1, array( 'name' => uniqid( 'robot' ) ) );
		$headers      = array( 'Authorization: Basic ' . base64_encode( "admin:$password" ) );

		( new Browser() )->get( $address, $headers );
		( new Browser() )->get( $address, array( ...$headers, 'Cookie: ' . self::forged_cookie( 'admin' ) ) );

		self::assertSame( array( array(), array() ), array( $this->column( 'arrivals', 'verifier' ), $this->sidecar->requests( '/' ) ) );
	}

	public static function machine_addresses(): array {
		return array( array( '/?rest_route=/wp/v2/users/me' ), array( '/wp-admin/index.php' ), array( '/' ) );
	}

	#[TestDox( 'of another user in the same browser opens that user\'s reports, and never the first one\'s again' )]
	public function test_two_users(): void {
		$first   = $this->make_user();
		$second  = $this->make_user( 'administrator' );
		$browser = new Browser();
		$browser->sign_in( $first->user_login );
		preg_match( '/action=logout(?:&amp;|&#038;)_wpnonce=(\w+)/', $browser->get( '/wp-admin/profile.php' )['body'], $nonce );
		$browser->get( '/wp-login.php?action=logout&_wpnonce=' . $nonce[1] );
		$browser->sign_in( $second->user_login );
		$browser->get( '/wp-admin/' );

		$heard = $this->sidecar->heard( '/' );
		self::assertSame( array( (string) $first->ID, (string) $second->ID ), array_column( $heard, 'sub' ) );
		self::assertSame( array( $heard[0]['wps'] ), $this->sidecar->heard( '/site/state' )[0]['states'][0]['ended'] );
		self::assertSame( $heard[1]['wps'], Sidecar::claims( json_decode( $browser->ask_for_hand_off()['body'] )->handoff )['wps'] );
	}

	#[TestDox( 'by switching users hands over the one that is on now, there and back' )]
	public function test_switching(): void {
		$other   = $this->make_user();
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$browser->get( '/wp-admin/' );
		$token = self::token_of( $browser );

		$browser->get( "/wp-login.php?action=switch&user=$other->ID" );
		$there = Browser::relayed( $browser->get( '/wp-admin/' ) );
		$browser->get( '/wp-login.php?action=switch&user=1&token=' . $token );
		$browser->get( '/wp-admin/' );
		$back = Sidecar::claims( json_decode( $browser->ask_for_hand_off()['body'] )->handoff );

		self::assertCount( 2, $there );
		self::assertSame( (string) $other->ID, $this->sidecar->heard( '/' )[1]['sub'] );
		self::assertSame( array( '1', verifier_of( $token ) ), array( $back['sub'], $back['wps'] ) );
		self::assertContains( $back['wps'], $back['state']['live'] );
	}

	private static function forged_cookie( string $login ): string {
		return LOGGED_IN_COOKIE . '=' . rawurlencode( "$login|" . ( time() + 999 ) . '|' . str_repeat( 't', 43 ) . '|' . str_repeat( '0', 64 ) );
	}

	private static function token_of( Browser $browser ): string {
		$cookie = current( preg_grep( '/^wordpress_logged_in/', $browser->cookie_pairs() ) );
		return explode( '|', rawurldecode( explode( '=', (string) $cookie )[1] ) )[2];
	}
}
