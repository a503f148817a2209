<?php
/**
 * Who is signed in, and the end of one session, over HTTP.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;
use WP_Session_Tokens;
use WP_User;

use function Gatehouse\verifier_of;

#[TestDox( 'Who is signed in' )]
final class SignedInTest extends PluginTestCase {

	private const FIREFOX = 'User-Agent: Mozilla/5.0 (Windows NT 10.0; rv:153.0) Gecko/20100101 Firefox/153.0';

	#[TestDox( 'is told to those who manage: everyone with a session that the reports may know' )]
	public function test_everyone(): void {
		$editor = $this->make_user();
		$this->hand_off_session( $editor );
		WP_Session_Tokens::get_instance( $this->make_user( 'subscriber' )->ID )->create( time() + 999 );
		$people = self::sessions( $this->browser_of( 'admin' ) )['people'];

		self::assertSame( array( 'admin', $editor->display_name ), array_column( $people, 'name' ) );
		self::assertSame( array( true, true ), array_column( $people, 'endsWordPress' ) );
		self::assertCount( 1, $people[1]['sessions'] );
	}

	#[TestDox( 'says device, network and since when, and never a whole address' )]
	public function test_session(): void {
		$user    = $this->make_user();
		$browser = new Browser();
		$browser->get( '/wp-login.php', array( self::FIREFOX ) );
		$browser->post( '/wp-login.php', http_build_query( array( 'log' => $user->user_login, 'pwd' => 'password', 'testcookie' => '1' ) ), array( self::FIREFOX ) );
		$browser->get( '/wp-admin/' );
		$answer  = self::ask( $browser, "&user=$user->ID" );
		$session = json_decode( $answer['body'], true )['people'][0]['sessions'][0];

		self::assertSame( array( 'Firefox, Windows', '127.0.0.0/24' ), array( $session['device'], $session['address'] ) );
		self::assertEqualsWithDelta( time(), $session['since'], 10 );
		self::assertStringNotContainsString( '127.0.0.1"', $answer['body'] );
		self::assertStringContainsString( 'no-store', implode( $answer['headers']['cache-control'] ) );
	}

	#[TestDox( 'comes by pages of twenty people' )]
	public function test_pages(): void {
		for ( $i = 0; $i < 23; $i++ ) {
			$this->hand_off_session( $this->make_user() );
		}
		$browser = $this->browser_of( 'admin' );
		$first   = self::sessions( $browser );
		$second  = self::sessions( $browser, '&after=' . $first['next'] );
		$ids     = array_merge( array_column( $first['people'], 'id' ), array_column( $second['people'], 'id' ) );

		self::assertSame( array( 20, null ), array( count( $first['people'] ), $second['next'] ) );
		self::assertCount( 24, array_unique( $ids ) );
	}

	#[TestDox( 'is one\'s own business without manage' )]
	public function test_own(): void {
		$user    = $this->make_user();
		$other   = $this->make_user();
		$theirs  = $this->hand_off_session( $other );
		$browser = $this->browser_of( $user->user_login );

		self::assertSame( 200, self::ask( $browser, "&user=$user->ID" )['status'] );
		self::assertSame( 403, self::ask( $browser, "&user=$other->ID" )['status'] );
		self::assertSame( 403, self::ask( $browser )['status'] );
		self::assertSame( 403, self::end( $browser, $other, $theirs )['status'] );
		self::assertContains( $theirs, self::verifiers( $other ) );
	}

	#[TestDox( 'is told to no stranger, to no page without a nonce, and to nobody without a grant' )]
	public function test_refused(): void {
		$user    = $this->make_user( 'subscriber' );
		$browser = $this->browser_of( $user->user_login );

		self::assertSame( 401, ( new Browser() )->get( '/?rest_route=/gatehouse/v1/sessions' )['status'] );
		self::assertSame( 401, $this->browser_of( 'admin' )->get( '/?rest_route=/gatehouse/v1/sessions' )['status'] );
		self::assertSame( 403, self::ask( $browser, "&user=$user->ID" )['status'] );
	}

	#[TestDox( 'ends one session of WordPress by its verifier, and tells the sidecar' )]
	public function test_end(): void {
		$user  = $this->make_user();
		$ended = $this->hand_off_session( $user );
		$kept  = $this->hand_off_session( $user );
		\Gatehouse\queued_state( $user->ID );

		$answer = self::end( $this->browser_of( 'admin' ), $user, $ended );

		self::assertSame( array( 'endedWordPress' => true ), json_decode( $answer['body'], true ) );
		self::assertSame( array( $kept ), self::verifiers( $user ) );
		$states = array_merge( ...array_column( $this->sidecar->heard( '/site/state' ), 'states' ) );
		$state  = array_values( array_filter( $states, static fn( array $state ): bool => $user->ID === $state['user'] ) )[0];
		self::assertSame( array( array( $ended ), array( $kept ) ), array( $state['ended'], $state['live'] ) );
	}

	#[TestDox( 'signs the ended browser out, and one\'s own others too' )]
	public function test_browser(): void {
		$user  = $this->make_user();
		$here  = $this->browser_of( $user->user_login );
		$there = $this->browser_of( $user->user_login );
		$mine  = self::current( $here );
		$other = array_values( array_diff( self::verifiers( $user ), array( $mine ) ) )[0];

		self::assertSame( 200, self::end( $here, $user, $other )['status'] );
		self::assertSame( 302, $there->get( '/wp-admin/profile.php' )['status'] );
		self::assertSame( 200, $here->get( '/wp-admin/profile.php' )['status'] );
	}

	#[TestDox( 'ends two hundred sessions of a user in one request, all but the one that asks, and tells the sidecar' )]
	public function test_end_all(): void {
		$user    = $this->make_user();
		$others  = array();
		for ( $i = 0; $i < 200; $i++ ) {
			$others[] = $this->hand_off_session( $user );
		}
		$browser = $this->browser_of( $user->user_login );
		$mine    = self::current( $browser );
		$started = microtime( true );

		$answer = self::end_all( $browser, $user );

		self::assertSame( array( 'endedWordPress' => 200 ), json_decode( $answer['body'], true ) );
		self::assertLessThan( 5, microtime( true ) - $started );
		self::assertSame( array( $mine ), self::verifiers( $user ) );
		self::assertSame( 200, $browser->get( '/wp-admin/profile.php' )['status'] );
		$state = \Gatehouse\read_user_state( $user->ID, time() );
		self::assertSame( array( $mine ), $state['live'] );
		self::assertSame( array(), array_diff( $others, $state['ended'] ) );
		$told = array_merge( ...array_column( $this->sidecar->heard( '/site/state' ), 'states' ) );
		self::assertSame( array(), array_diff( $others, ...array_column( array_filter( $told, static fn( array $state ): bool => $user->ID === $state['user'] ), 'ended' ) ) );
	}

	#[TestDox( 'ends all of another user for those who manage, and none without' )]
	public function test_end_all_of_another(): void {
		$user   = $this->make_user();
		$theirs = $this->hand_off_session( $user );
		$this->hand_off_session( $user );
		$other = $this->browser_of( $this->make_user()->user_login );
		$admin = $this->browser_of( 'admin' );

		self::assertSame( 403, self::end_all( $other, $user )['status'] );
		self::assertContains( $theirs, self::verifiers( $user ) );
		self::assertSame( array( 'endedWordPress' => 2 ), json_decode( self::end_all( $admin, $user )['body'], true ) );
		self::assertSame( array(), self::verifiers( $user ) );
		self::assertSame( 200, $admin->get( '/wp-admin/profile.php' )['status'] );
	}

	#[TestDox( 'only bars all of them where the manager may not edit the user' )]
	public function test_end_all_without_edit_user(): void {
		$admin    = new WP_User( 1 );
		$verifier = $this->hand_off_session( $admin );
		$manager  = $this->make_user( 'editor' );
		$manager->add_cap( 'gatehouse_manage' );

		$answer = self::end_all( $this->browser_of( $manager->user_login ), $admin );

		self::assertSame( array( 'endedWordPress' => 0 ), json_decode( $answer['body'], true ) );
		self::assertContains( $verifier, self::verifiers( $admin ) );
		self::assertContains( $verifier, \Gatehouse\read_user_state( 1, time() )['ended'] );
	}

	#[TestDox( 'guards the session that asks' )]
	public function test_own_session(): void {
		$user    = $this->make_user();
		$browser = $this->browser_of( $user->user_login );

		self::assertSame( 409, self::end( $browser, $user, self::verifiers( $user )[0] )['status'] );
		self::assertSame( 200, $browser->get( '/wp-admin/profile.php' )['status'] );
	}

	#[TestDox( 'ends nothing under another user\'s name' )]
	public function test_wrong_user(): void {
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );

		$answer = self::end( $this->browser_of( 'admin' ), $this->make_user(), $verifier );

		self::assertSame( array( 'endedWordPress' => false ), json_decode( $answer['body'], true ) );
		self::assertSame( array( $verifier ), self::verifiers( $user ) );
		self::assertContains( 'handed_off', $this->column( 'arrivals', 'state' ) );
	}

	#[TestDox( 'only bars where another session manager keeps the sessions' )]
	public function test_other_manager(): void {
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		$manager  = new class( 0 ) extends WP_Session_Tokens {
			public function __construct( int $user_id ) { parent::__construct( $user_id ); }
			protected function get_sessions() { return array(); }
			protected function get_session( $verifier ) { return null; }
			protected function update_session( $verifier, $session = null ) {}
			protected function destroy_other_sessions( $verifier ) {}
			protected function destroy_all_sessions() {}
		};
		$use_it   = static fn(): string => $manager::class;
		add_filter( 'session_token_manager', $use_it );
		wp_set_current_user( 1 );
		$person = \Gatehouse\signed_in_person( $user->ID );
		$answer = \Gatehouse\answer_end_session( self::request( $user, $verifier ) );
		$after  = \Gatehouse\signed_in_person( $user->ID );
		remove_filter( 'session_token_manager', $use_it );

		self::assertSame( array( false, $verifier ), array( $person['endsWordPress'], $person['sessions'][0]['verifier'] ) );
		self::assertSame( array( 'endedWordPress' => false ), $answer->get_data() );
		self::assertSame( array(), $after['sessions'] );
		self::assertSame( array( $verifier ), self::verifiers( $user ) );
		self::assertSame( array( $verifier ), \Gatehouse\read_user_state( $user->ID, time() )['ended'] );
	}

	#[TestDox( 'leaves WordPress\'s sessions alone where the manager may not edit the user, and bars the reports' )]
	public function test_no_edit_user(): void {
		$admin    = new WP_User( 1 );
		$verifier = $this->hand_off_session( $admin );
		$manager  = $this->make_user( 'editor' );
		$manager->add_cap( 'gatehouse_manage' );

		$answer = self::end( $this->browser_of( $manager->user_login ), $admin, $verifier );

		self::assertSame( array( 'endedWordPress' => false ), json_decode( $answer['body'], true ) );
		self::assertContains( $verifier, self::verifiers( $admin ) );
		self::assertContains( $verifier, \Gatehouse\read_user_state( 1, time() )['ended'] );
	}

	#[DataProvider( 'bad_requests' )]
	#[TestDox( 'refuses to end $name' )]
	public function test_bad_request( string $name, array $body, string $parameter ): void {
		$answer = self::post( $this->browser_of( 'admin' ), $body );

		self::assertSame( 400, $answer['status'] );
		self::assertStringContainsString( $parameter, $answer['body'] );
	}

	public static function bad_requests(): array {
		$verifier = str_repeat( 'a', 64 );
		return array(
			array( 'a user by name', array( 'user' => 'admin', 'verifier' => $verifier ), 'user' ),
			array( 'nobody\'s session', array( 'verifier' => $verifier ), 'user' ),
			array( 'a verifier in capitals', array( 'user' => 1, 'verifier' => strtoupper( $verifier ) ), 'verifier' ),
			array( 'no session at all', array( 'user' => 1 ), 'verifier' ),
		);
	}

	#[TestDox( 'has a screen for those who manage, and a place in the profile of those with a grant' )]
	public function test_screens(): void {
		$editor     = $this->browser_of( $this->make_user()->user_login );
		$subscriber = $this->browser_of( $this->make_user( 'subscriber' )->user_login );
		$admin      = $this->browser_of( 'admin' );

		self::assertStringContainsString( '<div id="gatehouse-signed-in" data-user=""></div>', $admin->get( '/wp-admin/admin.php?page=gatehouse-sessions' )['body'] );
		self::assertSame( 403, $editor->get( '/wp-admin/admin.php?page=gatehouse-sessions' )['status'] );
		self::assertMatchesRegularExpression( '/id="gatehouse-signed-in" data-user="\d+"/', $editor->get( '/wp-admin/profile.php' )['body'] );
		self::assertStringNotContainsString( 'gatehouse-signed-in', $subscriber->get( '/wp-admin/profile.php' )['body'] );
	}

	/** On a page of wp-admin, which has its report session. */
	private function browser_of( string $login ): Browser {
		$browser = new Browser();
		$browser->sign_in( $login );
		$browser->get( '/wp-admin/profile.php' );
		return $browser;
	}

	/** @return array<string, mixed> */
	private static function ask( Browser $browser, string $search = '' ): array {
		return $browser->get( "/?rest_route=/gatehouse/v1/sessions$search", array( 'X-WP-Nonce: ' . $browser->rest_nonce() ) );
	}

	/** @return array<string, mixed> */
	private static function sessions( Browser $browser, string $search = '' ): array {
		return json_decode( self::ask( $browser, $search )['body'], true );
	}

	/** @return array<string, mixed> */
	private static function end( Browser $browser, WP_User $user, string $verifier ): array {
		return self::post( $browser, array( 'user' => $user->ID, 'verifier' => $verifier ) );
	}

	/** @return array<string, mixed> */
	private static function end_all( Browser $browser, WP_User $user ): array {
		return self::post( $browser, array( 'user' => $user->ID ), 'end-sessions' );
	}

	/**
	 * @param array<string, mixed> $body
	 * @return array<string, mixed>
	 */
	private static function post( Browser $browser, array $body, string $route = 'end-session' ): array {
		return $browser->post( "/?rest_route=/gatehouse/v1/$route", (string) json_encode( $body ), array( 'Content-Type: application/json', 'X-WP-Nonce: ' . $browser->rest_nonce() ) );
	}

	private static function request( WP_User $user, string $verifier ): \WP_REST_Request {
		$request = new \WP_REST_Request( 'POST', '/gatehouse/v1/end-session' );
		$request->set_body_params( array( 'user' => $user->ID, 'verifier' => $verifier ) );
		return $request;
	}

	/** @return list<string> Of WordPress's own sessions, as they stand in the database. */
	private static function verifiers( WP_User $user ): array {
		return array_keys( \Gatehouse\stored_sessions( $user->ID ) );
	}

	private static function current( Browser $browser ): string {
		foreach ( $browser->cookie_pairs() as $pair ) {
			if ( str_starts_with( $pair, LOGGED_IN_COOKIE ) ) {
				return verifier_of( explode( '|', rawurldecode( $pair ) )[2] );
			}
		}
		return '';
	}
}
