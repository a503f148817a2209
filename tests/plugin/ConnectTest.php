<?php
/**
 * Connecting the site with its sidecar.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\connect_step;
use function Gatehouse\health_faults;
use function Gatehouse\is_connected;

#[TestDox( 'Connect' )]
final class ConnectTest extends PluginTestCase {

	protected function setUp(): void {
		parent::setUp();
		delete_option( 'gatehouse_sidecar_keys' );
	}

	#[TestDox( 'reaches the sidecar, pins its keys and lets it meet ours, a step a call' )]
	public function test_steps(): void {
		self::assertIsString( connect_step( 'reach' ) );
		self::assertFalse( is_connected() );
		self::assertStringContainsString( $this->sidecar->jwk()['kid'], (string) connect_step( 'pin' ) );
		self::assertTrue( is_connected() );
		self::assertIsString( connect_step( 'ping' ) );
		self::assertCount( 1, $this->sidecar->heard( '/site/ping' ) );
	}

	#[TestDox( 'asks for patience while the sidecar fetches our keys' )]
	public function test_pending(): void {
		$this->sidecar->answers( '/site/ping', array(
		'status'  => 503,
		'headers' => array( 'Retry-After: 2' ),
		'body'    => array(
		'code'    => 'keys_pending',
		'message' => 'wait'
		)
		) );

		$answer = connect_step( 'ping' );

		self::assertSame( 'gatehouse_keys_pending', $answer->get_error_code() );
		self::assertSame( array( 503, 2 ), array( $answer->get_error_data()['status'], $answer->get_error_data()['retryAfter'] ) );
	}

	#[TestDox( 'names the setting when the sidecar does not know this site' )]
	public function test_unknown_site(): void {
		$this->sidecar->answers( '/site/ping', array(
		'status' => 401,
		'body'   => array(
		'code'    => 'statement_refused',
		'message' => 'no'
		)
		) );

		self::assertStringContainsString( 'GATEHOUSE_SITES', connect_step( 'ping' )->get_error_data()['remedy'] );
	}

	#[TestDox( 'says by how many seconds the clocks differ when its time was refused' )]
	public function test_clock(): void {
		$this->sidecar->answers( '/site/ping', array(
		'status' => 401,
		'body'   => array(
		'code'    => 'statement_refused',
		'message' => 'no'
		)
		) );
		$this->sidecar->answers( '/healthz', array(
		'headers' => array( 'Date: ' . gmdate( 'D, d M Y H:i:s', time() + 95 ) . ' GMT' ),
		'body'    => array( 'status' => 'ok' ),
		) );

		$fault = connect_step( 'ping' );
		self::assertMatchesRegularExpression( '/differ by 9[3-7] seconds.*NTP/', $fault->get_error_message() );
		self::assertSame( '', $fault->get_error_data()['remedy'] );
		connect_step( 'pin' );
		self::assertCount( 1, health_faults() );
		self::assertStringContainsString( 'differ by 9', health_faults()[0] );
	}

	#[TestDox( 'says when the address leads to another program' )]
	public function test_other_program(): void {
		$this->sidecar->answers( '/healthz', array( 'status' => 404 ) );

		self::assertStringContainsString( 'Another program answered, with status 404', connect_step( 'reach' )->get_error_message() );
	}

	#[TestDox( 'is for administrators with a nonce' )]
	public function test_permission(): void {
		$address = '/?rest_route=/gatehouse/v1/connect';
		$step    = array( 'Content-Type: application/json' );
		$editor  = new Browser();
		$editor->sign_in( $this->make_user( 'editor' )->user_login );
		$admin = new Browser();
		$admin->sign_in( 'admin' );

		self::assertSame( 401, ( new Browser() )->post( $address, '{"step":"reach"}', $step )['status'] );
		self::assertSame( 401, $admin->post( $address, '{"step":"reach"}', $step )['status'] );
		self::assertSame( 403, $editor->post( $address, '{"step":"reach"}', array( ...$step, 'X-WP-Nonce: ' . $editor->rest_nonce() ) )['status'] );
		self::assertSame( 200, $admin->post( $address, '{"step":"reach"}', array( ...$step, 'X-WP-Nonce: ' . $admin->rest_nonce() ) )['status'] );
		self::assertSame( 400, $admin->post( $address, '{"step":"other"}', array( ...$step, 'X-WP-Nonce: ' . $admin->rest_nonce() ) )['status'] );
	}

	#[TestDox( 'works without a script, by a button' )]
	public function test_form(): void {
		$admin = new Browser();
		$admin->sign_in( 'admin' );
		$page = $admin->get( '/wp-admin/options-general.php?page=gatehouse-settings' )['body'];
		preg_match( '/id="gatehouse-connect".*?name="_wpnonce" value="(\w+)"/s', $page, $nonce );

		$answer = $admin->post( '/wp-admin/admin-post.php', 'action=gatehouse_connect&_wpnonce=' . $nonce[1] );
		wp_cache_flush();

		self::assertSame( 302, $answer['status'] );
		self::assertTrue( is_connected() );
		self::assertStringContainsString( 'notice-success', $admin->get( $answer['headers']['location'][0] )['body'] );
	}
}
