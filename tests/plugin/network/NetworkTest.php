<?php
/**
 * A real network: blogs in sub-directories, each with reports of its own, and one set of users.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;
use WP_Session_Tokens;
use WP_User;

use function Gatehouse\connected_blogs;
use function Gatehouse\home;
use function Gatehouse\on_blog;
use function Gatehouse\own_key_set;

require_once dirname( __DIR__ ) . '/MailDocument.php';
require_once __DIR__ . '/NetworkTestCase.php';

#[TestDox( 'On a network' )]
final class NetworkTest extends NetworkTestCase {

	#[TestDox( 'every blog has its own tables, key and base' )]
	public function test_own(): void {
		global $wpdb;
		$main   = array( \Gatehouse\table( 'states' ), own_key_set()['keys'][0]['kid'], \Gatehouse\base() );
		$second = on_blog( $this->second, static fn(): array => array( \Gatehouse\table( 'states' ), own_key_set()['keys'][0]['kid'], \Gatehouse\base() ) );

		self::assertSame( array(), array_intersect( $main, $second ) );
		self::assertSame( Server::$current->home . '/second/reports', $second[2] );
		self::assertCount( 2, $wpdb->get_col( "SHOW TABLES LIKE '%gatehouse_states'" ) );
	}

	#[TestDox( 'a sign-in on a blog without reports opens those of another, and signing out there ends them' )]
	public function test_sign_in_elsewhere(): void {
		\Gatehouse\remove_everything();
		$user = $this->member_of_second( 'editor' );
		$this->forget_marks();
		$browser = new Browser();
		$browser->sign_in( $user->user_login );
		$browser->get( '/wp-admin/profile.php' );
		self::assertSame( array(), $this->sidecar->requests( '/' ) );

		$browser->get( '/second/wp-admin/index.php' );
		$hand_off = $this->sidecar->heard( '/' )[0];
		preg_match( '/action=logout(?:&amp;|&#038;)_wpnonce=(\w+)/', $browser->get( '/wp-admin/profile.php' )['body'], $nonce );
		$browser->get( '/wp-login.php?action=logout&_wpnonce=' . $nonce[1] );

		self::assertSame( Server::$current->home . '/second', $hand_off['iss'] );
		self::assertSame( array( array( Server::$current->home . '/second', $hand_off['wps'], 'ended' ) ), $this->told( 'ended' ) );
	}

	#[TestDox( 'a report goes by e-mail to users of its own blog, by their grants there' )]
	public function test_mail(): void {
		$editor   = $this->member_of_second( 'editor' );
		$stranger = $this->make_user( 'editor' );
		$this->sidecar->answers( '/site/report', array( 'body' => MailDocument::of() ) );
		touch( Server::$current->folder . '/mail.jsonl' );
		on_blog( $this->second, static function () use ( $editor, $stranger ): void {
			MailDocument::schedule( array( $editor->ID, $stranger->ID ) );
			\Gatehouse\send_due_mails( microtime( true ) + 20 );
		} );
		$sent = (array) file( Server::$current->folder . '/mail.jsonl' );
		unlink( Server::$current->folder . '/mail.jsonl' );

		self::assertSame( array(), \Gatehouse\mail_schedules( null ) );
		self::assertSame( array( $editor->user_email ), array_column( array_map( static fn( string $line ) => json_decode( $line, true ), $sent ), 'to' ) );
		self::assertSame( Server::$current->home . '/second', $this->sidecar->heard( '/site/report' )[0]['iss'] );
		$reasons = on_blog( $this->second, fn(): array => $this->column( 'deliveries', 'reason' ) );
		self::assertEqualsCanonicalizing( array( '', 'not_allowed' ), $reasons );

		wpmu_delete_user( $editor->ID );
		self::assertSame( array( (string) $stranger->ID ), on_blog( $this->second, fn(): array => $this->column( 'mail_recipients', 'user_id' ) ) );
	}

	#[TestDox( 'a changed password is told by every blog that knows the user' )]
	public function test_password(): void {
		$user  = $this->member_of_second( 'editor' );
		$first = $this->hand_off_session( $user );
		$other = on_blog( $this->second, fn(): string => $this->hand_off_session( $user ) );
		$this->forget_marks();

		wp_set_password( 'another', $user->ID );
		$this->end_request();

		self::assertEqualsCanonicalizing( array( array( home(), $first, 'ended' ), array( home() . '/second', $other, 'ended' ) ), $this->told( 'ended' ) );
	}

	#[TestDox( 'a user who is removed from one blog loses its reports, and no others' )]
	public function test_removal(): void {
		$user = $this->member_of_second( 'editor' );
		$this->hand_off_session( $user );
		on_blog( $this->second, fn(): string => $this->hand_off_session( $user ) );
		$this->settle_quietly();

		remove_user_from_blog( $user->ID, $this->second );
		$this->end_request();

		self::assertSame( array( array( home() . '/second', array() ) ), $this->grants() );
	}

	#[TestDox( 'a role changed from another blog is told by the blog it belongs to' )]
	public function test_role(): void {
		$user = $this->member_of_second( 'editor' );
		on_blog( $this->second, fn(): string => $this->hand_off_session( $user ) );
		$this->settle_quietly();

		// As wp_ms_users does: no switch, and the blog is in the meta key alone.
		( new WP_User( $user->ID, '', $this->second ) )->set_role( 'administrator' );
		$this->end_request();

		self::assertSame( array( array( home() . '/second', array( 'view', 'export', 'publish', 'manage' ) ) ), $this->grants() );
	}

	#[TestDox( 'a super admin has every grant everywhere until it is taken' )]
	public function test_super_admin(): void {
		$user = $this->member_of_second( 'subscriber' );
		on_blog( $this->second, fn(): string => $this->hand_off_session( $user ) );
		$this->settle_quietly();

		grant_super_admin( $user->ID );
		$this->end_request();
		revoke_super_admin( $user->ID );
		$this->end_request();

		$second = home() . '/second';
		self::assertSame( array( array( $second, array( 'view', 'export', 'publish', 'manage' ) ), array( $second, array() ) ), $this->grants() );
	}

	#[TestDox( 'super admins are those of the database, not those this request began with' )]
	public function test_stale_super_admins(): void {
		global $wpdb;
		$user = $this->member_of_second( 'subscriber' );
		grant_super_admin( $user->ID );
		self::assertContains( $user->user_login, get_super_admins() );

		$wpdb->update( $wpdb->sitemeta, array( 'meta_value' => serialize( array( 'admin' ) ) ), array( 'meta_key' => 'site_admins' ) );

		self::assertSame( array(), on_blog( $this->second, static fn(): array => \Gatehouse\stored_grants( $user->ID ) ) );
		wp_cache_flush();
	}

	#[TestDox( 'a user marked as spam loses every session' )]
	public function test_spam_user(): void {
		$user = $this->member_of_second( 'editor' );
		$this->hand_off_session( $user );
		on_blog( $this->second, fn(): string => $this->hand_off_session( $user ) );
		$this->settle_quietly();

		wp_update_user( array(
		'ID'   => $user->ID,
		'spam' => '1'
		) );
		$this->end_request();

		self::assertCount( 2, $this->told( 'ended' ) );
	}

	#[TestDox( 'an archived blog has reports for super admins alone, until it is opened again' )]
	public function test_archived(): void {
		$user = $this->member_of_second( 'editor' );
		on_blog( $this->second, fn(): string => $this->hand_off_session( $user ) );
		$this->settle_quietly();

		update_blog_status( $this->second, 'archived', '1' );
		$this->end_request();
		update_blog_status( $this->second, 'archived', '0' );
		$this->end_request();

		self::assertSame( array( array(), array( 'view', 'export', 'publish' ) ), array_column( $this->grants(), 1 ) );
	}

	#[TestDox( 'every session of every blog is told when all are destroyed at once' )]
	public function test_destroy_all(): void {
		$user = $this->member_of_second( 'editor' );
		$this->hand_off_session( $user );
		on_blog( $this->second, fn(): string => $this->hand_off_session( $user ) );
		$this->forget_marks();

		WP_Session_Tokens::destroy_all_for_all_users();
		$this->end_request();

		self::assertCount( 2, $this->told( 'ended' ) );
	}

	#[TestDox( 'a blog whose tables were put back notices by itself, and names the sessions of the time between ended')]
	public function test_restored_blog(): void {
		$user            = $this->member_of_second( 'editor' );
		[ $kept, $mark ] = on_blog( $this->second, fn(): array => array( $this->begin_session( $user ), \Gatehouse\next_mark( '', false ) ) );
		$this->begin_session( $user );
		$main   = \Gatehouse\next_mark( '', false );
		$backup = on_blog( $this->second, static fn(): Backup => new Backup() );
		$this->begin_session( $user );
		$main_later            = \Gatehouse\next_mark( $main, false );
		[ $lost, $mark_later ] = on_blog( $this->second, fn(): array => array( $this->begin_session( $user ), \Gatehouse\next_mark( $mark, false ) ) );
		$version               = on_blog( $this->second, static fn(): int => \Gatehouse\queue_row( $user->ID )['version'] );

		$backup->put_back();

		self::assertSame( $main_later, \Gatehouse\next_mark( $main_later, false ) );
		self::assertNull( on_blog( $this->second, static fn(): ?string => \Gatehouse\next_mark( $mark_later, false ) ) );
		$held   = array_map( static fn( string $verifier ): array => array(
		'user'     => $user->ID,
		'version'  => $version,
		'verifier' => $verifier
		), array( $kept, $lost ) );
		$states = on_blog( $this->second, static fn(): array => \Gatehouse\states_of_held( $held ) );
		self::assertSame( array( array( $kept ), array( $lost ) ), array( $states[0]['live'], $states[0]['ended'] ) );
		self::assertGreaterThan( $version, $states[0]['version'] );
	}

	#[TestDox( 'more than a hundred blogs are no limit, and those without reports are left alone' )]
	public function test_many_blogs(): void {
		global $wpdb;
		for ( $i = 1000; $i < 1240; $i++ ) {
			$wpdb->insert( $wpdb->blogs, array(
			'blog_id' => $i,
			'site_id' => 1,
			'domain'  => 'localhost',
			'path'    => "/b$i/"
			) );
			if ( $i % 2 ) {
				add_site_meta( $i, 'gatehouse_connected', 1 );
			}
		}
		wp_cache_set_sites_last_changed();
		$blogs = connected_blogs();
		$wpdb->query( "DELETE FROM $wpdb->blogs WHERE blog_id >= 1000" );
		$wpdb->query( "DELETE FROM $wpdb->blogmeta WHERE blog_id >= 1000" );
		wp_cache_flush();

		self::assertCount( 2 + 120, $blogs );
	}

	#[TestDox( 'switching the plugin off for the network ends the sessions of every blog' )]
	public function test_deactivation(): void {
		$user = $this->member_of_second( 'editor' );
		$this->hand_off_session( $user );
		on_blog( $this->second, fn(): string => $this->hand_off_session( $user ) );

		\Gatehouse\deactivate( true );

		self::assertCount( 2, $this->told( 'ended' ) );
	}

	#[TestDox( 'a deleted blog ends its sessions and leaves no table' )]
	public function test_deleted_blog(): void {
		global $wpdb;
		$user = $this->member_of_second( 'editor' );
		on_blog( $this->second, fn(): string => $this->hand_off_session( $user ) );
		$this->forget_marks();

		wp_delete_site( $this->second );

		self::assertCount( 1, $this->told( 'ended' ) );
		self::assertSame( array(), $wpdb->get_col( "SHOW TABLES LIKE 'wp\\_{$this->second}\\_%'" ) );
		self::assertSame( array( get_main_site_id() ), connected_blogs() );
	}

	#[TestDox( 'deleting the plugin leaves nothing in any blog' )]
	public function test_uninstall(): void {
		global $wpdb;
		define( 'WP_UNINSTALL_PLUGIN', 'gatehouse/gatehouse.php' );

		require dirname( __DIR__, 3 ) . '/plugin/uninstall.php';

		self::assertSame( array(), $wpdb->get_col( "SHOW TABLES LIKE '%gatehouse%'" ) );
		self::assertSame( array(), $wpdb->get_col( "SELECT meta_key FROM $wpdb->blogmeta WHERE meta_key LIKE '%gatehouse%'" ) );
		foreach ( array( get_main_site_id(), $this->second ) as $blog_id ) {
			self::assertSame( array(), $wpdb->get_col( 'SELECT option_name FROM ' . $wpdb->get_blog_prefix( $blog_id ) . "options WHERE option_name LIKE '%gatehouse%' OR ( option_name LIKE '%user_roles' AND option_value LIKE '%gatehouse%' )" ) );
		}
	}

	private function begin_session( WP_User $user ): string {
		$verifier = $this->hand_off_session( $user );
		\Gatehouse\queued_state( $user->ID );
		return $verifier;
	}

	/** The sidecar has heard everything so far. */
	private function settle_quietly(): void {
		global $wpdb;
		$this->end_request();
		foreach ( connected_blogs() as $blog_id ) {
			on_blog( $blog_id, static fn() => $wpdb->query( 'UPDATE ' . \Gatehouse\table( 'states' ) . ' SET delivered = version' ) );
		}
		$this->sidecar->forget();
	}

	/** @return list<array{string, string, string}> Site, verifier and word. */
	private function told( string $word ): array {
		$told = array();
		foreach ( $this->sidecar->heard( '/site/state' ) as $claims ) {
			foreach ( $claims['states'] as $state ) {
				foreach ( $state[ $word ] as $verifier ) {
					$told[] = array( $claims['iss'], $verifier, $word );
				}
			}
		}
		return $told;
	}

	/** @return list<array{string, list<string>}> Site and grants. */
	private function grants(): array {
		return array_map( static fn( array $claims ): array => array( $claims['iss'], $claims['states'][0]['grants'] ), $this->sidecar->heard( '/site/state' ) );
	}
}
