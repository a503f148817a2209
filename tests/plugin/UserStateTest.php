<?php
/**
 * What the sidecar is told of a user, and when.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;
use WP_Session_Tokens;
use WP_User_Meta_Session_Tokens;

use function Gatehouse\acknowledge_state;
use function Gatehouse\arrive;
use function Gatehouse\forget_old_arrivals;
use function Gatehouse\notice_changed_salts;
use function Gatehouse\queued_state;
use function Gatehouse\read_user_state;

#[TestDox( 'A user state' )]
final class UserStateTest extends PluginTestCase {

	#[TestDox( 'names a live session' )]
	public function test_live(): void {
		$user  = $this->make_user();
		$first = $this->hand_off_session( $user );

		$state = queued_state( $user->ID );

		self::assertSame( array( $first ), $state['live'] );
		self::assertSame( array( 'view', 'export', 'publish' ), $state['grants'] );
		self::assertSame( array( 'en-US', $user->display_name ), array( $state['locale'], $state['name'] ) );
	}

	#[TestDox( 'names a destroyed session ended, at once and for good' )]
	public function test_ended(): void {
		$user     = $this->make_user();
		$kept     = $this->hand_off_session( $user );
		$ended    = $this->hand_off_session( $user );
		$sessions = get_user_meta( $user->ID, 'session_tokens', true );
		queued_state( $user->ID );
		$this->forget_marks();

		update_user_meta( $user->ID, 'session_tokens', array_diff_key( $sessions, array( $ended => 1 ) ) );
		$this->end_request();
		// A slow request writes back what it read before.
		update_user_meta( $user->ID, 'session_tokens', $sessions );

		$heard = $this->sidecar->heard( '/site/state' );
		self::assertCount( 1, $heard );
		self::assertSame( array( array( $kept ), array( $ended ) ), array( $heard[0]['states'][0]['live'], $heard[0]['states'][0]['ended'] ) );
		self::assertSame( array( $ended ), read_user_state( $user->ID, time() )['ended'] );
	}

	#[TestDox( 'names a session that only ran out so' )]
	public function test_run_out(): void {
		$user = $this->make_user();
		$out  = $this->hand_off_session( $user, -5 );
		$live = $this->hand_off_session( $user );

		$state = read_user_state( $user->ID, time() );

		self::assertSame( array( array( $live ), array( $out ), array() ), array( $state['live'], $state['runOut'], $state['ended'] ) );
	}

	#[TestDox( 'ends every session when the password changes, though WordPress keeps their tokens' )]
	public function test_password(): void {
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		$this->forget_marks();

		wp_set_password( 'another', $user->ID );
		$this->end_request();

		self::assertArrayHasKey( $verifier, get_user_meta( $user->ID, 'session_tokens', true ) );
		self::assertSame( array( $verifier ), $this->sidecar->heard( '/site/state' )[0]['states'][0]['ended'] );
	}

	#[TestDox( 'keeps the session in which a user changed their own password' )]
	public function test_own_password(): void {
		$user  = $this->make_user();
		$token = WP_Session_Tokens::get_instance( $user->ID )->create( time() + HOUR_IN_SECONDS );
		$mine  = \Gatehouse\verifier_of( $token );
		\Gatehouse\expect_arrival( $mine, $user->ID, time() + HOUR_IN_SECONDS, false );
		\Gatehouse\move_arrival( $mine, 'awaiting', 'handed_off' );
		$other = $this->hand_off_session( $user );

		wp_set_password( 'another', $user->ID );
		do_action( 'set_logged_in_cookie', '', 0, time() + HOUR_IN_SECONDS, $user->ID, 'logged_in', $token );
		$this->end_request();

		$state = $this->sidecar->heard( '/site/state' )[0]['states'][0];
		self::assertSame( array( array( $mine ), array( $other ) ), array( $state['live'], $state['ended'] ) );
	}

	#[TestDox( 'ends the sessions of a deleted user' )]
	public function test_deleted(): void {
		require_once ABSPATH . 'wp-admin/includes/user.php';
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		$this->forget_marks();

		wp_delete_user( $user->ID );
		$this->end_request();

		$state = $this->sidecar->heard( '/site/state' )[0]['states'][0];
		self::assertSame( array( array( $verifier ), array(), '' ), array( $state['ended'], $state['grants'], $state['name'] ) );
	}

	#[TestDox( 'follows a changed role' )]
	public function test_role(): void {
		$user = $this->make_user();
		$this->hand_off_session( $user );
		$this->forget_marks();

		$user->set_role( 'subscriber' );
		$this->end_request();

		self::assertSame( array(), $this->sidecar->heard( '/site/state' )[0]['states'][0]['grants'] );
	}

	#[TestDox( 'follows a changed definition of a role, for everyone' )]
	public function test_role_definition(): void {
		$users = array( $this->make_user(), $this->make_user() );
		array_map( $this->hand_off_session( ... ), $users );
		$this->forget_marks();

		get_role( 'editor' )->remove_cap( 'gatehouse_export' );
		$this->end_request();

		$states = $this->sidecar->heard( '/site/state' )[0]['states'];
		self::assertEqualsCanonicalizing( wp_list_pluck( $users, 'ID' ), array_column( $states, 'user' ) );
		self::assertSame( array( 'view', 'publish' ), $states[0]['grants'] );
	}

	#[TestDox( 'ends everybody when all sessions are destroyed at once' )]
	public function test_destroy_all(): void {
		$users = array( $this->make_user(), $this->make_user() );
		$ended = array_map( $this->hand_off_session( ... ), $users );
		$this->forget_marks();

		WP_Session_Tokens::destroy_all_for_all_users();
		$this->end_request();

		$states = $this->sidecar->heard( '/site/state' )[0]['states'];
		self::assertEqualsCanonicalizing( $ended, array_merge( ...array_column( $states, 'ended' ) ) );
	}

	#[TestDox( 'ends everybody when the salts change' )]
	public function test_salts(): void {
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		$this->forget_marks();
		$change = static fn( string $salt ): string => $salt . 'changed';

		add_filter( 'salt', $change );
		notice_changed_salts();
		$state = \Gatehouse\undelivered_states( 10 )[0];
		remove_filter( 'salt', $change );

		self::assertSame( array( $verifier ), $state['ended'] );
	}

	#[TestDox( 'has a version that grows with every change, and stays without one' )]
	public function test_version(): void {
		$user = $this->make_user();
		$this->hand_off_session( $user );
		$first = queued_state( $user->ID );
		$same  = queued_state( $user->ID );
		$this->hand_off_session( $user );
		$next = queued_state( $user->ID );

		self::assertSame( $first, $same );
		self::assertGreaterThan( $first['version'], $next['version'] );
		self::assertEqualsWithDelta( microtime( true ) * 1000, $next['version'], 2000 );
	}

	#[TestDox( 'has a version that grows even when the clock does not' )]
	public function test_clock(): void {
		global $wpdb;
		$user = $this->make_user();
		$this->hand_off_session( $user );
		queued_state( $user->ID );
		$ahead = (int) ( microtime( true ) * 1000 ) + 999999;
		$wpdb->query( $wpdb->prepare( "UPDATE %i SET version = %d, digest = ''", \Gatehouse\table( 'states' ), $ahead ) );

		self::assertSame( $ahead + 1, queued_state( $user->ID )['version'] );
	}

	#[TestDox( 'leaves a version behind that is of a far future: the sidecar takes none of those' )]
	public function test_far_clock(): void {
		global $wpdb;
		$user = $this->make_user();
		$this->hand_off_session( $user );
		queued_state( $user->ID );
		$far = ( time() + 2 * YEAR_IN_SECONDS ) * 1000;
		$wpdb->query( $wpdb->prepare( "UPDATE %i SET version = %d, digest = ''", \Gatehouse\table( 'states' ), $far ) );

		self::assertEqualsWithDelta( microtime( true ) * 1000, queued_state( $user->ID )['version'], 60000 );
	}

	#[TestDox( 'overtakes a version that only the sidecar knows, after a backup was restored' )]
	public function test_restored_backup(): void {
		$user = $this->make_user();
		$this->hand_off_session( $user );
		$known = queued_state( $user->ID )['version'] + 5000;

		acknowledge_state( $user->ID, $known );

		self::assertSame( $known + 1, \Gatehouse\undelivered_states( 10 )[0]['version'] );
	}

	#[TestDox( 'is not sent for a sign-in: nothing that the sidecar knows has changed' )]
	public function test_quiet_sign_in(): void {
		$user = $this->make_user();
		$this->hand_off_session( $user );
		acknowledge_state( $user->ID, queued_state( $user->ID )['version'] );
		$this->forget_marks();

		WP_Session_Tokens::get_instance( $user->ID )->create( time() + HOUR_IN_SECONDS );
		$this->end_request();

		self::assertSame( array(), $this->sidecar->requests( '/site/state' ) );
	}

	#[TestDox( 'follows grants that come from a filter' )]
	public function test_filter(): void {
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$browser->get( '/wp-admin/' );
		$this->sidecar->forget();
		// The capability that the filter would look at, changed behind every hook.
		global $wpdb;
		$roles = get_option( 'wp_user_roles' );
		$less  = $roles;
		unset( $less['administrator']['capabilities']['gatehouse_manage'] );
		$wpdb->update( $wpdb->options, array( 'option_value' => serialize( $less ) ), array( 'option_name' => 'wp_user_roles' ) );

		$browser->get( '/wp-admin/' );

		self::assertSame( array( 'view', 'export', 'publish' ), $this->sidecar->heard( '/site/state' )[0]['states'][0]['grants'] );
		$wpdb->update( $wpdb->options, array( 'option_value' => serialize( $roles ) ), array( 'option_name' => 'wp_user_roles' ) );
	}

	#[TestDox( 'of a user with a thousand sessions comes in pages that fit into statements, and names them all' )]
	public function test_pages(): void {
		$user = $this->user_with_sessions( 1000 );

		$this->acknowledge( $user );
		\Gatehouse\deliver_states( microtime( true ) + 10 );

		self::assertSame( 0, \Gatehouse\count_undelivered_states() );
		$requests = $this->sidecar->requests( '/site/state' );
		self::assertLessThan( 65536, max( array_map( static fn( array $request ): int => strlen( $request['body'] ), $requests ) ) );
		self::assertSame( array(), array_diff( $this->column( 'arrivals', 'verifier' ), $this->named_ended() ) );
		self::assertCount( 1, array_unique( array_column( array_merge( ...array_column( $this->sidecar->heard( '/site/state' ), 'states' ) ), 'version' ) ) );
	}

	#[TestDox( 'of a user with a thousand sessions is delivered with its last page, not before' )]
	public function test_last_page(): void {
		$user = $this->user_with_sessions( 1000 );
		$this->acknowledge( $user, 0.6 );

		$pages = \Gatehouse\undelivered_states( 10 );
		\Gatehouse\send_states( $pages, microtime( true ) + 0.5 );
		self::assertCount( 1, $this->sidecar->requests( '/site/state' ) );
		self::assertSame( 1, \Gatehouse\count_undelivered_states() );
		$this->acknowledge( $user );
		\Gatehouse\deliver_states( microtime( true ) + 10 );
		self::assertSame( 0, \Gatehouse\count_undelivered_states() );
	}

	private function acknowledge( \WP_User $user, float $seconds = 0 ): void {
		$receipt = array(
			'user'    => $user->ID,
			'version' => queued_state( $user->ID )['version'],
		);
		$this->sidecar->answers( '/site/state', array(
			'body'    => array( 'applied' => array( $receipt ) ),
			'seconds' => $seconds,
		) );
	}

	#[TestDox( 'in a hand-off names its own session, however many others there are' )]
	public function test_page_of_hand_off(): void {
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		$state    = array( 'live' => array( ...array_map( static fn( int $i ): string => hash( 'sha256', (string) $i ), range( 1, 999 ) ), $verifier ) ) + queued_state( $user->ID );

		self::assertSame( array( $verifier, 300 ), array( \Gatehouse\page_with( $state, $verifier )['live'][0], count( \Gatehouse\page_with( $state, $verifier )['live'] ) ) );
	}

	private function user_with_sessions( int $count ): \WP_User {
		global $wpdb;
		$user = $this->make_user();
		for ( $i = 0; $i < $count; $i++ ) {
			\Gatehouse\expect_arrival( hash( 'sha256', (string) $i ), $user->ID, time() + 1000 + $i, false );
		}
		$wpdb->query( 'UPDATE ' . \Gatehouse\table( 'arrivals' ) . " SET state = 'handed_off'" );
		return $user;
	}

	/** @return list<string> */
	private function named_ended(): array {
		return array_merge( ...array_column( array_merge( ...array_column( $this->sidecar->heard( '/site/state' ), 'states' ) ), 'ended' ) );
	}

	#[TestDox( 'forgets sessions that are long dead, and no others' )]
	public function test_cleanup(): void {
		$user = $this->make_user();
		$this->hand_off_session( $user, -32 * DAY_IN_SECONDS );
		$kept = array( $this->hand_off_session( $user, -30 * DAY_IN_SECONDS ), $this->hand_off_session( $user ) );

		forget_old_arrivals();

		self::assertEqualsCanonicalizing( $kept, $this->column( 'arrivals', 'verifier' ) );
	}
}
