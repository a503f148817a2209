<?php
/**
 * What every test of the plugin begins with: freshly installed, connected, nobody signed in.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\TestCase;
use WP_Session_Tokens;
use WP_User;

use function Gatehouse\expect_arrival;
use function Gatehouse\install;
use function Gatehouse\marked_users;
use function Gatehouse\move_arrival;
use function Gatehouse\remove_everything;
use function Gatehouse\unwritten_changes;
use function Gatehouse\verifier_of;

abstract class PluginTestCase extends TestCase {

	protected Sidecar $sidecar;

	protected function setUp(): void {
		remove_everything();
		wp_cache_flush();
		install();
		$this->forget_marks();
		update_option( 'gatehouse_base', Server::$current->home . '/reports' );
		$this->sidecar = new Sidecar();
		\Gatehouse\pin_keys( array( $this->sidecar->jwk()['kid'] => $this->sidecar->jwk()['x'] ) );
		wp_set_current_user( 0 );
	}

	protected function forget_marks(): void {
		$marked    = &marked_users();
		$marked    = array();
		$unwritten = &unwritten_changes();
		$unwritten = array();
	}

	protected function make_user( string $role = 'editor' ): WP_User {
		$login = uniqid( $role );
		return new WP_User( wp_insert_user( array(
		'user_login' => $login,
		'user_pass'  => 'password',
		'user_email' => "$login@example.com",
		'role'       => $role
		) ) );
	}

	/** A session of WordPress that the sidecar knows. Its verifier. */
	protected function hand_off_session( WP_User $user, int $lives_seconds = HOUR_IN_SECONDS ): string {
		$token    = WP_Session_Tokens::get_instance( $user->ID )->create( time() + $lives_seconds );
		$verifier = verifier_of( $token );
		expect_arrival( $verifier, $user->ID, time() + $lives_seconds, false );
		move_arrival( $verifier, 'awaiting', 'handed_off' );
		return $verifier;
	}

	/** What shutdown does at the end of a request. */
	protected function end_request(): void {
		\Gatehouse\settle_marked_users();
		\Gatehouse\settle_changes();
		$this->forget_marks();
	}

	/** @return list<string> Columns of one table, `state` of arrivals for example. */
	protected function column( string $table, string $column ): array {
		global $wpdb;
		return $wpdb->get_col( $wpdb->prepare( 'SELECT %i FROM %i', $column, \Gatehouse\table( $table ) ) );
	}
}
