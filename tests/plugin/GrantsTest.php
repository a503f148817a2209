<?php
/**
 * Who may do what: capabilities, WooCommerce's own, and the table on the settings screen.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;
use WP_User;

use function Gatehouse\give_capabilities;
use function Gatehouse\grants_of;
use function Gatehouse\install;
use function Gatehouse\read_user_state;
use function Gatehouse\stored_grants;

#[TestDox( 'Grants' )]
final class GrantsTest extends PluginTestCase {

	protected function tearDown(): void {
		remove_role( 'shop_manager' );
		remove_all_filters( 'gatehouse_grants' );
	}

	/** @param list<string> $grants */
	#[DataProvider( 'roles' )]
	#[TestDox( 'of a fresh $role' )]
	public function test_roles( string $role, array $grants ): void {
		self::assertSame( $grants, stored_grants( $this->make_user( $role )->ID ) );
	}

	public static function roles(): array {
		return array(
			array( 'administrator', array( 'view', 'export', 'publish', 'manage' ) ),
			array( 'editor', array( 'view', 'export', 'publish' ) ),
			array( 'author', array( 'own' ) ),
			array( 'contributor', array( 'own' ) ),
			array( 'subscriber', array() ),
		);
	}

	#[TestDox( 'let a shop manager see sales and take files, also when the shop comes later' )]
	public function test_shop_manager(): void {
		$this->add_shop();
		$manager = $this->make_user( 'shop_manager' );
		$before  = stored_grants( $manager->ID );
		do_action( 'woocommerce_installed' );

		self::assertSame( array( 'shop' ), $before );
		self::assertSame( array( 'export', 'shop' ), stored_grants( $manager->ID ) );
	}

	#[TestDox( 'of the shop follow WooCommerce’s capability, in the role and in the user, past caches' )]
	public function test_shop_capability(): void {
		$this->add_shop();
		$author   = $this->make_user( 'author' );
		$verifier = $this->hand_off_session( $author );
		self::assertSame( array( 'own' ), stored_grants( $author->ID ) );

		$author->add_cap( 'view_woocommerce_reports' );
		$this->end_request();
		self::assertSame( array( 'own', 'shop' ), $this->told()['grants'] );

		$author->remove_cap( 'view_woocommerce_reports' );
		get_role( 'author' )->add_cap( 'view_woocommerce_reports' );
		$this->end_request();
		self::assertSame( array( 'own', 'shop' ), $this->told()['grants'] );

		get_role( 'author' )->remove_cap( 'view_woocommerce_reports' );
		$this->end_request();
		self::assertSame( array( array( 'own' ), array( $verifier ) ), array( $this->told()['grants'], $this->told()['live'] ) );
	}

	#[TestDox( 'never narrow to one’s own who sees everything' )]
	public function test_own_beside_view(): void {
		$editor = $this->make_user();
		$editor->add_cap( 'gatehouse_own' );

		self::assertSame( array( 'view', 'export', 'publish' ), stored_grants( $editor->ID ) );
	}

	#[TestDox( 'that an administrator took away stay away when the plugin is installed anew' )]
	public function test_kept(): void {
		get_role( 'editor' )->remove_cap( 'gatehouse_export' );
		install();
		give_capabilities();

		self::assertSame( array( 'view', 'publish' ), stored_grants( $this->make_user()->ID ) );
	}

	#[TestDox( 'are changed and reset by an administrator on the settings screen, and told at once' )]
	public function test_settings(): void {
		$author = $this->make_user( 'author' );
		$this->hand_off_session( $author );
		$admin = new Browser();
		$admin->sign_in( 'admin' );
		$page = $admin->get( '/wp-admin/options-general.php?page=gatehouse-settings' )['body'];

		self::assertMatchesRegularExpression( '~aria-label="Author: See own"\s+checked~', $page );
		self::assertDoesNotMatchRegularExpression( '~aria-label="Author: See"\s+checked~', $page );

		self::post_roles( $admin, $page, 'grants[administrator][]=view&grants[author][]=view&grants[author][]=everything' );
		wp_cache_flush();
		self::assertSame( array( 'view' ), stored_grants( $author->ID ) );
		self::assertSame( array( 'view' ), $this->told()['grants'] );
		self::assertSame( array( 'view' ), stored_grants( 1 ) );
		self::assertSame( array(), stored_grants( $this->make_user()->ID ) );

		self::post_roles( $admin, $page, 'reset=1' );
		wp_cache_flush();
		self::assertSame( array( 'own' ), stored_grants( $author->ID ) );
		self::assertSame( array( 'view', 'export', 'publish', 'manage' ), stored_grants( 1 ) );
	}

	#[TestDox( 'are changed by nobody else, and not without the form' )]
	public function test_settings_refused(): void {
		$editor = new Browser();
		$editor->sign_in( $this->make_user()->user_login );
		$admin = new Browser();
		$admin->sign_in( 'admin' );

		self::assertSame( 403, $editor->post( '/wp-admin/admin-post.php', 'action=gatehouse_roles&reset=1' )['status'] );
		self::assertSame( 403, $admin->post( '/wp-admin/admin-post.php', 'action=gatehouse_roles&grants[author][]=view' )['status'] );
		wp_cache_flush();
		self::assertSame( array( 'own' ), stored_grants( $this->make_user( 'author' )->ID ) );
	}

	#[TestDox( 'of a filter are told as it says, without words that are none' )]
	public function test_filter(): void {
		add_filter( 'gatehouse_grants', static fn(): array => array( 'shop', 'everything', 'own' ) );

		self::assertSame( array( 'own', 'shop' ), grants_of( new WP_User( 1 ) ) );
		self::assertSame( array( 'own', 'shop' ), read_user_state( 1, time() )['grants'] );
	}

	private function add_shop(): void {
		add_role( 'shop_manager', 'Shop manager', array(
			'read'                     => true,
			'view_woocommerce_reports' => true,
		) );
	}

	/** @return array<string, mixed> */
	private function told(): array {
		$heard = $this->sidecar->heard( '/site/state' );
		return end( $heard )['states'][0];
	}

	private static function post_roles( Browser $browser, string $page, string $fields ): void {
		preg_match( '~value="gatehouse_roles">\s*<input type="hidden" id="_wpnonce" name="_wpnonce" value="(\w+)"~', $page, $nonce );
		self::assertSame( 302, $browser->post( '/wp-admin/admin-post.php', "action=gatehouse_roles&_wpnonce={$nonce[1]}&$fields" )['status'] );
	}
}
