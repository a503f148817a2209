<?php
/**
 * What every test of a network begins with: a second blog, freshly installed and connected as the main one.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use WP_User;

use function Gatehouse\home;
use function Gatehouse\on_blog;
use function Gatehouse\pin_keys;

abstract class NetworkTestCase extends PluginTestCase {

	protected int $second;

	protected function setUp(): void {
		parent::setUp();
		// wpmu_create_blog() notes who asked.
		$_SERVER['REMOTE_ADDR'] = '127.0.0.1';

		$host         = substr( Server::$current->home, strlen( 'http://' ) );
		$this->second = (int) ( get_blog_id_from_url( $host, '/second/' ) ?: wpmu_create_blog( $host, '/second/', 'Second', 1 ) );
		on_blog( $this->second, function (): void {
			\Gatehouse\remove_everything();
			\Gatehouse\install();
			update_option( 'gatehouse_base', home() . '/reports' );
			pin_keys( array( $this->sidecar->jwk()['kid'] => $this->sidecar->jwk()['x'] ) );
		} );
		$this->forget_marks();
	}

	/** An editor of the main blog, with this role on the second. */
	protected function member_of_second( string $role = 'editor' ): WP_User {
		$user = $this->make_user( 'editor' );
		add_user_to_blog( $this->second, $user->ID, $role );
		return $user;
	}
}
