<?php
/**
 * The hand-off that the page's own script asks for, over HTTP.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;
use WP_Application_Passwords;
use WP_Session_Tokens;

use function Gatehouse\base;
use function Gatehouse\verifier_of;

#[TestDox( 'POST handoff' )]
final class HandOffRouteTest extends PluginTestCase {

	#[TestDox( 'gives a signed-in page a hand-off and the address to post it to' )]
	public function test_hand_off(): void {
		$browser = $this->arrived_browser();

		$answer = $browser->ask_for_hand_off();
		$body   = json_decode( $answer['body'], true );
		$claims = Sidecar::claims( $body['handoff'] );

		self::assertSame( 200, $answer['status'] );
		self::assertStringContainsString( 'no-store', implode( $answer['headers']['cache-control'] ) );
		self::assertSame( base() . '/', $body['url'] );
		self::assertSame( array( 'fetch', false ), array( $claims['way'], $claims['intent'] ) );
		self::assertContains( $claims['wps'], $claims['state']['live'] );
		self::assertArrayNotHasKey( 'client', $claims );
	}

	#[TestDox( 'refuses a stranger, a wrong nonce and none' )]
	public function test_strangers(): void {
		$browser = $this->arrived_browser();

		self::assertSame( 401, ( new Browser() )->post( '/?rest_route=/gatehouse/v1/handoff', '{}' )['status'] );
		self::assertSame( 401, $browser->post( '/?rest_route=/gatehouse/v1/handoff', '{}' )['status'] );
		self::assertSame( 403, $browser->ask_for_hand_off( array(), 'abcdef0123' )['status'] );
	}

	#[TestDox( 'refuses an application password, and a forged cookie beside it' )]
	public function test_application_password(): void {
		add_filter( 'wp_is_application_passwords_available', '__return_true' );
		$user          = $this->make_user( 'administrator' );
		[ $password ]  = WP_Application_Passwords::create_new_application_password( $user->ID, array( 'name' => 'robot' ) );
		$authorization = 'Authorization: Basic ' . base64_encode( "$user->user_login:$password" );
		$forged        = 'Cookie: ' . LOGGED_IN_COOKIE . '=' . rawurlencode( "$user->user_login|" . ( time() + 999 ) . '|' . str_repeat( 't', 43 ) . '|' . str_repeat( '0', 64 ) );

		$alone  = ( new Browser() )->post( '/?rest_route=/gatehouse/v1/handoff', '{}', array( $authorization ) );
		$beside = ( new Browser() )->post( '/?rest_route=/gatehouse/v1/handoff', '{}', array( $authorization, $forged ) );

		self::assertSame( array( 401, 401 ), array( $alone['status'], $beside['status'] ) );
		self::assertSame( array(), $this->column( 'arrivals', 'verifier' ) );
	}

	#[TestDox( 'asks for the nonce as well where a plugin signs its users in by a header' )]
	public function test_other_authentication(): void {
		$browser = $this->arrived_browser();

		$answer = $browser->post( '/?rest_route=/gatehouse/v1/handoff', '{}', array( 'X-Signed-In-As: 1' ) );

		self::assertSame( 401, $answer['status'] );
	}

	#[TestDox( 'takes no page beside a forged cookie for the session in it' )]
	public function test_forged_cookie(): void {
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $this->make_user( 'administrator' ) );
		$browser  = new Browser();
		$browser->get( '/', array( 'Cookie: ' . LOGGED_IN_COOKIE . '=' . rawurlencode( "$user->user_login|" . ( time() + 999 ) . '|token|' . str_repeat( '0', 64 ) ) ) );

		self::assertSame( array( $verifier ), $this->column( 'arrivals', 'verifier' ) );
		self::assertSame( array(), $this->sidecar->requests( '/' ) );
	}

	#[TestDox( 'refuses a session that has not come back on a page yet' )]
	public function test_not_arrived(): void {
		$browser = new Browser();
		$browser->sign_in( 'admin' );

		self::assertSame( 403, $browser->ask_for_hand_off()['status'] );
	}

	#[TestDox( 'refuses an ended session until somebody clicks' )]
	public function test_ended(): void {
		global $wpdb;
		$browser = $this->arrived_browser();
		$wpdb->query( 'UPDATE ' . \Gatehouse\table( 'arrivals' ) . " SET state = 'ended'" );

		$automatic = $browser->ask_for_hand_off();
		$click     = $browser->ask_for_hand_off( array( 'intent' => true ) );

		self::assertSame( array( 403, 'session_ended' ), array( $automatic['status'], json_decode( $automatic['body'] )->code ) );
		self::assertTrue( Sidecar::claims( json_decode( $click['body'] )->handoff )['intent'] );
	}

	#[TestDox( 'refuses a user whose grants are gone' )]
	public function test_no_grant(): void {
		$user    = $this->make_user();
		$browser = new Browser();
		$browser->sign_in( $user->user_login );
		$browser->get( '/wp-admin/' );
		$user->set_role( 'subscriber' );

		self::assertSame( 403, $browser->ask_for_hand_off()['status'] );
	}

	#[TestDox( 'lets no foreign origin read the answer' )]
	public function test_cross_origin(): void {
		$browser = $this->arrived_browser();
		$nonce   = $browser->rest_nonce();

		$foreign = $browser->post( '/?rest_route=/gatehouse/v1/handoff', '{}', array( 'Origin: https://evil.example', 'X-WP-Nonce: ' . $nonce ) );
		$own     = $browser->post( '/?rest_route=/gatehouse/v1/handoff', '{}', array( 'Origin: ' . Server::$current->home, 'X-WP-Nonce: ' . $nonce ) );

		self::assertArrayNotHasKey( 'access-control-allow-origin', $foreign['headers'] );
		self::assertArrayNotHasKey( 'access-control-allow-credentials', $foreign['headers'] );
		self::assertSame( array( Server::$current->home ), $own['headers']['access-control-allow-origin'] );
	}

	private function arrived_browser(): Browser {
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$browser->get( '/wp-admin/' );
		return $browser;
	}
}
