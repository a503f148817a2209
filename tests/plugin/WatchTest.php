<?php
/**
 * What an administrator sees when something between the site and the sidecar is not well.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\health_of_sidecar;
use function Gatehouse\public_jwk;
use function Gatehouse\queued_state;

#[TestDox( 'An administrator' )]
final class WatchTest extends PluginTestCase {

	#[TestDox( 'sees on every screen that a change waits for longer than a minute; others don\'t' )]
	public function test_notice(): void {
		global $wpdb;
		$user = $this->make_user();
		$this->hand_off_session( $user );
		queued_state( $user->ID );
		$this->forget_marks();
		$admin = new Browser();
		$admin->sign_in( 'admin' );
		$soon = $admin->get( '/wp-admin/edit.php' )['body'];
		$wpdb->query( 'UPDATE ' . \Gatehouse\table( 'states' ) . ' SET version = version - 300000' );
		$editor = new Browser();
		$editor->sign_in( $user->user_login );

		$late = $admin->get( '/wp-admin/edit.php' )['body'];

		self::assertStringNotContainsString( 'gatehouse-waiting-states', $soon );
		self::assertStringContainsString( 'for 5 minutes now', $late );
		self::assertStringNotContainsString( 'gatehouse-waiting-states', $editor->get( '/wp-admin/edit.php' )['body'] );
	}

	#[TestDox( 'reads in Site Health that all is well' )]
	public function test_health(): void {
		self::assertArrayHasKey( 'gatehouse', apply_filters( 'site_status_tests', array( 'direct' => array() ) )['direct'] );
		self::assertSame( 'good', health_of_sidecar()['status'], health_of_sidecar()['description'] );
	}

	#[TestDox( 'reads in Site Health what another plugin adds to the reports and can’t be used, and why' )]
	public function test_wrong_declarations(): void {
		wp_set_current_user( 1 );
		$wrong = static fn( string $kind, string $id, string $reason ): array => array(
			'kind'   => $kind,
			'id'     => $id,
			'reason' => $reason,
		);
		$this->sidecar->answers( '/site/catalogue', array( 'body' => array(
			'reports' => array(),
			'wrong'   => array( $wrong( 'report', 'newsletter', '<b>grand</b> is not known.' ), $wrong( 'dataset', 'set21', 'It comes after 20 others.' ) ),
		) ) );

		[ 'status' => $status, 'description' => $description ] = health_of_sidecar();

		self::assertSame( 'recommended', $status );
		self::assertStringContainsString( 'The report “newsletter” of another plugin is left out. For its author: &lt;b&gt;grand&lt;/b&gt; is not known.', $description );
		self::assertStringContainsString( 'The dataset “set21” of another plugin is left out. For its author: It comes after 20 others.', $description );
		self::assertContains( 'manage', $this->sidecar->heard( '/site/catalogue' )[0]['viewer']['grants'] );
	}

	#[TestDox( 'reads in Site Health that the service is silent, has other keys, or another time' )]
	public function test_ill_health(): void {
		$this->sidecar->answers( '/.well-known/jwks.json', array( 'status' => 502 ) );
		$silent = health_of_sidecar()['description'];
		$this->sidecar->answers( '/.well-known/jwks.json', array( 'body' => array( 'keys' => array( public_jwk( str_repeat( 'n', 32 ) ) ) ) ) );
		$this->sidecar->answers( '/healthz', array(
		'headers' => array( 'Date: ' . gmdate( 'D, d M Y H:i:s', time() + 3600 ) . ' GMT' ),
		'body'    => array( 'status' => 'ok' )
		) );
		$other = health_of_sidecar();

		self::assertStringContainsString( 'did not answer', $silent );
		self::assertStringContainsString( 'another key', $other['description'] );
		self::assertMatchesRegularExpression( '/differ by (3599|3600) seconds/', $other['description'] );
		self::assertSame( 'recommended', $other['status'] );
	}
}
