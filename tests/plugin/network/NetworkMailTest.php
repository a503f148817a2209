<?php
/**
 * Scheduled e-mails of a network: each blog has its own, and one set of users.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\mail_recipients;
use function Gatehouse\mail_schedules;
use function Gatehouse\on_blog;

require_once dirname( __DIR__ ) . '/MailDocument.php';
require_once __DIR__ . '/NetworkTestCase.php';

#[TestDox( 'On a network, an e-mail' )]
final class NetworkMailTest extends NetworkTestCase {

	#[TestDox( 'of a user who is taken off one blog ends there or goes on for others, and stays on the other blog' )]
	public function test_removed(): void {
		[ $owner, $other ] = array( $this->member_of_second(), $this->member_of_second() );
		MailDocument::schedule( array( $owner->ID ), array( 'owner' => $owner->ID ) );
		on_blog( $this->second, static function () use ( $owner, $other ): void {
			MailDocument::schedule( array( $owner->ID ), array( 'owner' => $owner->ID ) );
			MailDocument::schedule( array( $owner->ID, $other->ID ), array( 'owner' => $owner->ID ) );
		} );

		remove_user_from_blog( $owner->ID, $this->second, $other->ID );

		self::assertSame( array( array( $owner->ID, array( $owner->ID ) ) ), $this->schedules( get_main_site_id() ) );
		self::assertSame( array( array( $other->ID, array( $other->ID ) ) ), $this->schedules( $this->second ) );
	}

	#[TestDox( 'of a user who is deleted on one blog alone stays on the other, and who gets the content there changes it' )]
	public function test_deleted_on_one(): void {
		[ $owner, $other, $heir ] = array( $this->member_of_second(), $this->member_of_second(), $this->member_of_second() );
		foreach ( array( get_main_site_id(), $this->second ) as $blog_id ) {
			on_blog( $blog_id, static fn(): int => MailDocument::schedule( array( $owner->ID, $other->ID ), array( 'owner' => $owner->ID ) ) );
		}
		require_once ABSPATH . 'wp-admin/includes/user.php';

		on_blog( $this->second, static fn(): bool => wp_delete_user( $owner->ID, $heir->ID ) );

		self::assertSame( array( array( $owner->ID, array( $owner->ID, $other->ID ) ) ), $this->schedules( get_main_site_id() ) );
		self::assertSame( array( array( $heir->ID, array( $other->ID ) ) ), $this->schedules( $this->second ) );
	}

	#[TestDox( 'of a user who is deleted from the network ends everywhere, where he was no member too' )]
	public function test_deleted(): void {
		$stranger = $this->make_user();
		on_blog( $this->second, static fn(): int => MailDocument::schedule( array( $stranger->ID ), array( 'owner' => $stranger->ID ) ) );
		require_once ABSPATH . 'wp-admin/includes/ms.php';

		wpmu_delete_user( $stranger->ID );

		self::assertSame( array(), $this->schedules( $this->second ) );
	}

	#[TestDox( 'is named where its owner is taken off the blog' )]
	public function test_warning(): void {
		[ $owner, $other ] = array( $this->member_of_second(), $this->member_of_second() );
		on_blog( $this->second, static fn(): int => MailDocument::schedule( array( $owner->ID, $other->ID ), array( 'owner' => $owner->ID ) ) );
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		preg_match( "~users\.php\?action=remove&amp;user=$owner->ID&amp;_wpnonce=\w+~", $browser->get( "/second/wp-admin/users.php?s=$owner->user_login" )['body'], $link );

		self::assertStringContainsString( "Publishing (Every Monday at 08:00) goes on for $other->display_name.", $browser->get( '/second/wp-admin/' . html_entity_decode( $link[0] ) )['body'] );
	}

	#[TestDox( 'of a blog without tables of its own is not looked for when a user leaves it' )]
	public function test_without_reports(): void {
		$user = $this->member_of_second();
		on_blog( $this->second, static fn() => \Gatehouse\remove_everything() );
		$asked = array();
		add_filter( 'query', static function ( string $query ) use ( &$asked ): string {
			$asked[] = $query;
			return $query;
		} );

		remove_user_from_blog( $user->ID, $this->second );
		remove_all_filters( 'query' );

		self::assertFalse( is_user_member_of_blog( $user->ID, $this->second ) );
		self::assertSame( array(), preg_grep( '/gatehouse_(mail|deliveries)/', $asked ) );
	}

	/** @return list<array{int, list<int>}> Owner and recipients. */
	private function schedules( int $blog_id ): array {
		return on_blog( $blog_id, static fn(): array => array_map( static fn( array $mail ): array => array( $mail['owner'], array_keys( mail_recipients( $mail['id'] ) ) ), mail_schedules( null ) ) );
	}
}
