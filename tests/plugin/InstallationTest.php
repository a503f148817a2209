<?php
/**
 * Coming and going.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\deactivate;
use function Gatehouse\install;
use function Gatehouse\queued_state;
use function Gatehouse\remove_everything;

require_once __DIR__ . '/MailDocument.php';

#[TestDox( 'Installation' )]
final class InstallationTest extends PluginTestCase {

	#[TestDox( 'gives capabilities to those who write, and to nobody who reads' )]
	public function test_capabilities(): void {
		$has = array();
		foreach ( array( 'administrator', 'editor', 'author', 'contributor', 'subscriber' ) as $role ) {
			$has[ $role ] = count( preg_grep( '/^gatehouse_/', array_keys( get_role( $role )->capabilities ) ) );
		}

		self::assertSame( array(
		'administrator' => 4,
		'editor'        => 3,
		'author'        => 1,
		'contributor'   => 1,
		'subscriber'    => 0
		), $has );
	}

	#[TestDox( 'can be done again without harm' )]
	public function test_twice(): void {
		$user = $this->make_user();
		$this->hand_off_session( $user );
		$seed = \Gatehouse\signing_seed();

		install();

		self::assertSame( $seed, \Gatehouse\signing_seed() );
		self::assertCount( 1, $this->column( 'arrivals', 'verifier' ) );
	}

	#[TestDox( 'ends every report session when the plugin is switched off: nobody would tell of sign-outs any more' )]
	public function test_deactivation(): void {
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		\Gatehouse\acknowledge_state( $user->ID, queued_state( $user->ID )['version'] );

		deactivate();

		self::assertSame( array( $verifier ), $this->sidecar->heard( '/site/state' )[0]['states'][0]['ended'] );
		self::assertFalse( wp_next_scheduled( 'gatehouse_clean_up' ) );
	}

	#[TestDox( 'leaves nothing behind when the plugin is deleted' )]
	public function test_uninstall(): void {
		global $wpdb;
		$this->hand_off_session( $this->make_user() );
		update_option( 'gatehouse_base', 'https://example.com/reports' );
		\Gatehouse\count_silence( time() );
		\Gatehouse\may_ping();
		\Gatehouse\may_look_for_mails();
		MailDocument::schedule( array( 1 ) );
		\Gatehouse\settle_marked_users();

		define( 'WP_UNINSTALL_PLUGIN', 'gatehouse/gatehouse.php' );
		require dirname( __DIR__, 2 ) . '/plugin/uninstall.php';

		self::assertSame( array(), $wpdb->get_col( "SHOW TABLES LIKE '%gatehouse%'" ) );
		self::assertSame( array(), $wpdb->get_col( "SELECT option_name FROM $wpdb->options WHERE option_name LIKE '%gatehouse%'" ) );
		self::assertStringNotContainsString( 'gatehouse', serialize( array( get_option( 'cron' ), get_option( 'wp_user_roles' ) ) ) );
	}
}
