<?php
/**
 * Everything in WordPress that ends a report session or changes its grants, by the door through which it comes.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;
use WP_Session_Tokens;
use WP_User;

use function Gatehouse\queued_state;
use function Gatehouse\read_user_state;

require_once __DIR__ . '/served/other-session-manager.php';

#[TestDox( 'The sidecar is told' )]
final class RevocationTest extends PluginTestCase {

	#[TestDox( 'of "Log Out Everywhere Else": the others end, this one stays' )]
	public function test_everywhere_else(): void {
		$user  = $this->make_user( 'administrator' );
		$other = $this->hand_off_session( $user );
		$mine  = $this->signed_in( $user );
		preg_match( '/id="destroy-sessions"/', $page = $mine->get( '/wp-admin/profile.php' )['body'], $button );
		preg_match( '/id="_wpnonce" name="_wpnonce" value="(\w+)"/', $page, $nonce );

		$mine->post( '/wp-admin/admin-ajax.php', http_build_query( array(
		'action'  => 'destroy-sessions',
		'nonce'   => $nonce[1],
		'user_id' => $user->ID
		) ) );

		$state = $this->last_state();
		self::assertNotSame( array(), $button );
		self::assertSame( array( $other ), $state['ended'] );
		self::assertSame( array( $this->sidecar->heard( '/' )[0]['wps'] ), $state['live'] );
	}

	#[TestDox( 'of a password that was reset by the link in a letter' )]
	public function test_password_reset(): void {
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		$browser  = new Browser();
		$key      = get_password_reset_key( $user );
		$browser->get( '/wp-login.php?action=rp&key=' . $key . '&login=' . $user->user_login );
		$browser->get( '/wp-login.php?action=rp' );

		$browser->post( '/wp-login.php?action=resetpass', http_build_query( array(
		'pass1'  => 'Another-password-1',
		'pass2'  => 'Another-password-1',
		'rp_key' => $key
		) ) );

		self::assertSame( array( $verifier ), $this->last_state()['ended'] );
	}

	#[TestDox( 'of a role and of a password that were changed through REST' )]
	public function test_rest(): void {
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		$admin    = $this->signed_in( $this->make_user( 'administrator' ) );
		$nonce    = array( 'X-WP-Nonce: ' . $admin->rest_nonce() );

		$admin->post( "/?rest_route=/wp/v2/users/$user->ID", 'roles[]=subscriber', $nonce );
		$lowered = $this->last_state();
		$admin->post( "/?rest_route=/wp/v2/users/$user->ID", 'password=another', $nonce );

		self::assertSame( array( array(), array( $verifier ) ), array( $lowered['grants'], $lowered['live'] ) );
		self::assertSame( array( $verifier ), $this->last_state()['ended'] );
	}

	#[TestDox( 'of a user who was deleted through REST' )]
	public function test_rest_deletion(): void {
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		$admin    = $this->signed_in( $this->make_user( 'administrator' ) );

		$admin->post( "/?rest_route=/wp/v2/users/$user->ID&force=true&reassign=1&_method=DELETE", '', array( 'X-WP-Nonce: ' . $admin->rest_nonce() ) );

		self::assertSame( array( array( $verifier ), array() ), array( $this->last_state()['ended'], $this->last_state()['grants'] ) );
	}

	/** @param list<string> $grants */
	#[DataProvider( 'commands' )]
	#[TestDox( 'of the command "$command"' )]
	public function test_command_line( string $command, string $word, array $grants ): void {
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		$this->end_request();
		$this->sidecar->forget();

		Server::$current->run_php( array( __DIR__ . '/served/command-line.php', ABSPATH, $command, (string) $user->ID ) );

		self::assertSame( array( $verifier ), $this->last_state()[ $word ] );
		self::assertSame( $grants, $this->last_state()['grants'] );
	}

	public static function commands(): array {
		return array(
			array( 'sessions', 'ended', array( 'view', 'export', 'publish' ) ),
			array( 'password', 'ended', array( 'view', 'export', 'publish' ) ),
			array( 'role', 'live', array() ),
		);
	}

	#[TestDox( 'of a capability given to one user' )]
	public function test_capability(): void {
		$user = $this->make_user();
		$this->hand_off_session( $user );
		$this->forget_marks();

		$user->add_cap( 'gatehouse_manage' );
		$this->end_request();

		self::assertSame( array( 'view', 'export', 'publish', 'manage' ), $this->last_state()['grants'] );
	}

	#[TestDox( 'what holds now, by a request that read the user, the roles and the language before another changed them' )]
	public function test_stale_request(): void {
		global $wpdb;
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		update_user_meta( $user->ID, 'locale', 'ko_KR' );
		$roles = get_option( 'wp_user_roles' );
		self::assertSame( array( 'view', 'export', 'publish' ), queued_state( $user->ID )['grants'] );

		// Another request, which this one's caches know nothing of.
		$less = $roles;
		unset( $less['editor']['capabilities']['gatehouse_export'] );
		$wpdb->update( $wpdb->options, array( 'option_value' => serialize( $less ) ), array( 'option_name' => 'wp_user_roles' ) );
		$wpdb->update( $wpdb->usermeta, array( 'meta_value' => '' ), array(
		'user_id'  => $user->ID,
		'meta_key' => 'locale'
		) );
		$roleless = read_user_state( $user->ID, time() );
		$wpdb->update( $wpdb->usermeta, array( 'meta_value' => 'a:1:{s:10:"subscriber";b:1;}' ), array(
		'user_id'  => $user->ID,
		'meta_key' => 'wp_capabilities'
		) );
		$wpdb->delete( $wpdb->usermeta, array(
		'user_id'  => $user->ID,
		'meta_key' => 'session_tokens'
		) );
		$state = read_user_state( $user->ID, time() );
		$wpdb->update( $wpdb->options, array( 'option_value' => serialize( $roles ) ), array( 'option_name' => 'wp_user_roles' ) );

		self::assertSame( array( array( 'view', 'publish' ), 'en-US' ), array( $roleless['grants'], $roleless['locale'] ) );
		self::assertSame( array( array(), array( $verifier ) ), array( $state['grants'], $state['ended'] ) );
		self::assertTrue( get_role( 'editor' )->has_cap( 'gatehouse_export' ), 'The request itself goes on as it began.' );
	}

	#[TestDox( 'of everybody, in as many statements as it takes, each of a size that it reads' )]
	public function test_many_users(): void {
		global $wpdb;
		$users = array();
		for ( $i = 0; $i < 45; $i++ ) {
			$users[] = $user = $this->make_user();
			for ( $j = 0; $j < 40; $j++ ) {
				\Gatehouse\expect_arrival( hash( 'sha256', "$i $j" ), $user->ID, time() + 900, false );
			}
		}
		$wpdb->query( 'UPDATE ' . \Gatehouse\table( 'arrivals' ) . " SET state = 'handed_off'" );
		$this->forget_marks();

		get_role( 'editor' )->remove_cap( 'gatehouse_export' );
		$this->end_request();

		$requests = $this->sidecar->requests( '/site/state' );
		$told     = array_merge( ...array_map( static fn( array $request ): array => array_column( Sidecar::claims( $request['body'] )['states'], 'user' ), $requests ) );
		self::assertEqualsCanonicalizing( wp_list_pluck( $users, 'ID' ), $told );
		self::assertLessThan( 65536, max( array_map( static fn( array $request ): int => strlen( $request['body'] ), $requests ) ) );
	}

	#[TestDox( 'of the latest change first, however many wait' )]
	public function test_latest_first(): void {
		$this->sidecar->answers( '/site/state', array( 'status' => 502 ) );
		for ( $i = 0; $i < 25; $i++ ) {
			$this->hand_off_session( $this->make_user() );
		}
		get_role( 'editor' )->remove_cap( 'gatehouse_export' );
		$this->end_request();
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		$this->sidecar->forget();

		WP_Session_Tokens::get_instance( $user->ID )->destroy_all();
		$this->end_request();

		self::assertSame( array( $verifier ), $this->sidecar->heard( '/site/state' )[0]['states'][0]['ended'] );
	}

	#[TestDox( 'once, and later again, when it does not acknowledge' )]
	public function test_unacknowledged(): void {
		$user = $this->make_user();
		$this->hand_off_session( $user );
		$user->set_role( 'subscriber' );

		$this->end_request();

		self::assertCount( 1, $this->sidecar->requests( '/site/state' ) );
		self::assertSame( array( '1' ), $this->column( 'states', 'tries' ) );
	}

	#[TestDox( 'of what it could not be told while the plugin was off, once it is on again' )]
	public function test_deactivated(): void {
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		$this->sidecar->answers( '/site/state', array( 'status' => 502 ) );
		\Gatehouse\deactivate();

		\Gatehouse\install();

		self::assertSame( array( $verifier ), $this->sidecar->asks( 'states', array( 'delivered' => array() ) )['states'][0]['ended'] );
	}

	#[TestDox( 'of sessions that another session manager keeps' )]
	public function test_other_session_manager(): void {
		$other = static fn(): string => OtherSessionManager::class;
		add_filter( 'session_token_manager', $other );
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		$live     = queued_state( $user->ID )['live'];
		$this->forget_marks();

		// PHPUnit has printed already, and headers are out.
		add_filter( 'send_auth_cookies', '__return_false' );
		wp_set_current_user( $user->ID );
		WP_Session_Tokens::get_instance( $user->ID )->destroy_all();
		wp_logout();
		$this->end_request();
		remove_filter( 'send_auth_cookies', '__return_false' );
		remove_filter( 'session_token_manager', $other );

		self::assertSame( array( $verifier ), $live );
		self::assertSame( array( $verifier ), $this->last_state()['ended'] );
	}

	private function signed_in( WP_User $user ): Browser {
		$browser = new Browser();
		$browser->sign_in( $user->user_login );
		$browser->get( '/wp-admin/' );
		return $browser;
	}

	/** @return array<string, mixed> */
	private function last_state(): array {
		$heard = $this->sidecar->heard( '/site/state' );
		self::assertNotSame( array(), $heard, 'The sidecar heard nothing.' );
		return end( $heard )['states'][0];
	}
}
