<?php
/**
 * How user states reach the sidecar, also when it is away.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;
use WP_Session_Tokens;
use WP_User;

use function Gatehouse\count_silence;
use function Gatehouse\count_undelivered_states;
use function Gatehouse\queued_state;

use const Gatehouse\STATES_EVENT;

#[TestDox( 'The queue of user states' )]
final class StateQueueTest extends PluginTestCase {

	#[TestDox( 'forgets a state once the sidecar has acknowledged it' )]
	public function test_acknowledged(): void {
		$user = $this->signed_out_user();
		$this->acknowledge_everything();
		$this->end_request();

		self::assertSame( 0, count_undelivered_states() );
		self::assertFalse( wp_next_scheduled( 'gatehouse_send_states' ) );
	}

	#[TestDox( 'keeps a state while the sidecar is away, and WP-Cron sends it later' )]
	public function test_retry(): void {
		$user = $this->signed_out_user();
		$this->sidecar->answers( '/site/state', array( 'status' => 502 ) );
		$this->end_request();
		self::assertSame( 1, count_undelivered_states() );
		self::assertIsInt( wp_next_scheduled( 'gatehouse_send_states' ) );

		$this->acknowledge_everything();
		do_action( STATES_EVENT );
		self::assertSame( 1, count_undelivered_states(), 'It waits its time.' );
		$this->let_time_pass();
		do_action( STATES_EVENT );
		self::assertSame( 0, count_undelivered_states() );
	}

	#[TestDox( 'sends while the breaker is open: a sign-out is never held back' )]
	public function test_breaker(): void {
		array_map( count_silence( ... ), array( time(), time(), time() ) );
		$this->signed_out_user();
		$this->end_request();

		self::assertCount( 1, $this->sidecar->requests( '/site/state' ) );
	}

	#[TestDox( 'is read by the sidecar itself, which acknowledges with its next question' )]
	public function test_pull(): void {
		$user = $this->signed_out_user();
		$this->sidecar->answers( '/site/state', array( 'status' => 502 ) );
		$this->end_request();

		$states = $this->sidecar->asks( 'states', array( 'delivered' => array() ) )['states'];
		self::assertSame( array( $user->ID ), array_column( $states, 'user' ) );
		self::assertCount( 1, $states[0]['ended'] );

		$delivered = array(
		array(
		'user'    => $user->ID,
		'version' => $states[0]['version']
		)
		);
		self::assertSame( array(), $this->sidecar->asks( 'states', array( 'delivered' => $delivered ) )['states'] );
		self::assertSame( 0, count_undelivered_states() );
	}

	#[TestDox( 'does not take an old acknowledgement for a new state' )]
	public function test_old_acknowledgement(): void {
		$user = $this->signed_out_user();
		$old  = queued_state( $user->ID )['version'];
		$this->hand_off_session( $user );
		queued_state( $user->ID );

		\Gatehouse\acknowledge_state( $user->ID, $old );

		self::assertSame( 1, count_undelivered_states() );
	}

	#[TestDox( 'tells of a sign-out before the click has its answer a second old' )]
	public function test_sign_out(): void {
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		$browser->get( '/wp-admin/' );
		preg_match( '/action=logout(?:&amp;|&#038;)_wpnonce=(\w+)/', $browser->get( '/wp-admin/profile.php' )['body'], $nonce );
		$verifier = $this->sidecar->heard( '/' )[0]['wps'];

		$clicked = microtime( true );
		$answer  = $browser->get( '/wp-login.php?action=logout&_wpnonce=' . $nonce[1] );

		$request = $this->sidecar->requests( '/site/state' )[0];
		self::assertSame( 302, $answer['status'] );
		self::assertSame( array( $verifier ), Sidecar::claims( $request['body'] )['states'][0]['ended'] );
		self::assertLessThan( 1, $request['at'] - $clicked );
	}

	#[TestDox( 'says nothing to a sidecar that nobody has connected' )]
	public function test_not_connected(): void {
		delete_option( 'gatehouse_sidecar_keys' );
		$this->signed_out_user();
		$this->end_request();

		self::assertSame( array(), $this->sidecar->requests( '/site/state' ) );
	}

	private function signed_out_user(): WP_User {
		$user = $this->make_user();
		$this->hand_off_session( $user );
		WP_Session_Tokens::get_instance( $user->ID )->destroy_all();
		return $user;
	}

	private function acknowledge_everything(): void {
		// The stand-in answers with versions it has not read: those of every user there is.
		global $wpdb;
		foreach ( get_users() as $user ) {
			if ( \Gatehouse\sessions_at_sidecar( $user->ID ) ) {
				$applied[] = array(
				'user'    => $user->ID,
				'version' => queued_state( $user->ID )['version']
				);
			}
		}
		$this->sidecar->answers( '/site/state', array( 'body' => array( 'applied' => $applied ?? array() ) ) );
	}

	private function let_time_pass(): void {
		global $wpdb;
		$wpdb->query( 'UPDATE ' . \Gatehouse\table( 'states' ) . ' SET next_try = 0' );
	}
}
