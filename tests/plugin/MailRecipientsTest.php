<?php
/**
 * Recipients of scheduled e-mails who are taken off, kept, or leave the site.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;
use WP_User;

use function Gatehouse\delivery_rows;
use function Gatehouse\delivery_sentence;
use function Gatehouse\mail_recipients;
use function Gatehouse\mail_schedule;
use function Gatehouse\mail_schedules;
use function Gatehouse\set_mail_recipients;

require_once __DIR__ . '/MailTestCase.php';

#[TestDox( 'A recipient' )]
final class MailRecipientsTest extends MailTestCase {

	private const TAKEN_OFF = 'Not sent: this account was taken off the recipients before.';

	#[TestDox( 'who is taken off while another attempt waits gets nothing more, and the log says so in English and Korean' )]
	public function test_taken_off(): void {
		[ $kept, $gone ] = array( $this->make_user(), $this->make_user() );
		$mail            = $this->waiting( $kept, $gone );

		set_mail_recipients( $mail, array( $kept->ID ) );
		$this->back_again();

		self::assertSame( array( $kept->user_email ), array_column( $this->sent(), 'to' ) );
		self::assertSame( array( self::TAKEN_OFF ), $this->sentences( $gone ) );
		self::install_korean();
		switch_to_locale( 'ko_KR' );
		self::assertSame( array( '보내지 않음: 그 전에 이 계정이 받는 사람에서 빠졌습니다.' ), $this->sentences( $gone ) );
		restore_previous_locale();
	}

	#[TestDox( 'who is taken off during an attempt that fails is not tried again' )]
	public function test_taken_off_meanwhile(): void {
		$user = $this->make_user();
		$mail = MailDocument::schedule( array( $user->ID ) );
		add_filter(
			'pre_wp_mail',
			static function () use ( $mail ): bool {
				set_mail_recipients( $mail, array() );
				return false;
			},
			30
		);

		$this->send_due();

		$this->assert_outcome( 'not_sent', self::TAKEN_OFF );
	}

	#[TestDox( 'who was taken off and is put on again gets what is due next, and not what was ended' )]
	public function test_put_on_again(): void {
		$user = $this->make_user();
		$mail = $this->waiting( $user );
		set_mail_recipients( $mail, array() );
		set_mail_recipients( $mail, array( $user->ID ) );

		$this->back_again();

		self::assertSame( array(), $this->sent() );
		self::assertSame( array( $user->ID => false ), mail_recipients( $mail ) );
	}

	#[TestDox( 'who leaves the site waits for nothing, and an e-mail that nobody else gets ends' )]
	public function test_leaves(): void {
		[ $owner, $other ] = array( $this->make_user(), $this->make_user() );
		$alone  = $this->waiting_of( $owner, $owner );
		$shared = $this->waiting_of( $owner, $owner, $other );
		$quiet  = $this->waiting_of( $owner, $owner, $other );
		\Gatehouse\set_mail_stopped( $quiet, $other->ID, true );
		wp_set_current_user( 1 );

		wp_delete_user( $owner->ID );
		$this->back_again();

		self::assertNull( mail_schedule( $alone ) );
		self::assertNull( mail_schedule( $quiet ) );
		self::assertSame( array( 1, array( $other->ID => false ) ), array( mail_schedule( $shared )['owner'] ?? null, mail_recipients( $shared ) ) );
		self::assertSame( array( $other->user_email ), array_column( $this->sent(), 'to' ) );
		self::assertSame( array_fill( 0, 3, 'Not sent: this account does not exist on this site any more.' ), $this->sentences( $owner ) );
	}

	#[TestDox( 'of an owner who is deleted goes on getting it, and who gets the content may change it' )]
	public function test_heir(): void {
		[ $owner, $other, $heir ] = array( $this->make_user(), $this->make_user(), $this->make_user() );
		$mail                     = $this->waiting_of( $owner, $other );

		wp_delete_user( $owner->ID, $heir->ID );

		self::assertSame( array( $mail ), array_column( mail_schedules( $heir->ID ), 'id' ) );
		self::assertSame( array( $other->ID => false ), mail_recipients( $mail ) );
	}

	#[TestDox( 'goes on getting what an owner set up whom a command deletes, and whoever manages may change it' )]
	public function test_no_heir(): void {
		[ $owner, $other ] = array( $this->make_user(), $this->make_user() );
		$mail              = $this->waiting_of( $owner, $other );

		wp_delete_user( $owner->ID );

		self::assertSame( 0, mail_schedule( $mail )['owner'] ?? null );
	}

	#[TestDox( 'who is to be deleted has his e-mails named before: those that end, and those that WordPress asks an heir for' )]
	public function test_user_deletion(): void {
		[ $owner, $other ] = array( $this->make_user(), $this->make_user() );
		MailDocument::schedule( array( $owner->ID ), array( 'owner' => $owner->ID ) );
		$alone = $this->deletion_of( $owner );
		MailDocument::schedule( array( $owner->ID, $other->ID ), array(
			'owner' => $owner->ID,
			'title' => 'Sales',
		) );
		$shared = $this->deletion_of( $owner );

		self::assertStringContainsString( 'Publishing (Every Monday at 08:00) ends: nobody else gets it.', $alone );
		self::assertStringNotContainsString( 'reassign_user', $alone );
		self::assertStringContainsString( "Sales (Every Monday at 08:00) goes on for $other->display_name.", $shared );
		self::assertStringContainsString( 'reassign_user', $shared );
		self::assertStringNotContainsString( 'Reports by e-mail from', $this->deletion_of( $other ) );
	}

	/** The page on which WordPress asks. */
	private function deletion_of( WP_User $user ): string {
		$browser = new Browser();
		$browser->sign_in( 'admin' );
		preg_match( "~users\.php\?action=delete&amp;user=$user->ID&amp;_wpnonce=\w+~", $browser->get( "/wp-admin/users.php?s=$user->user_login" )['body'], $link );
		return $browser->get( '/wp-admin/' . html_entity_decode( $link[0] ) )['body'];
	}

	#[TestDox( 'whose data is erased has no e-mail of his own any more' )]
	public function test_erased(): void {
		[ $owner, $other ] = array( $this->make_user(), $this->make_user() );
		$alone             = $this->waiting_of( $owner, $owner );
		$shared            = $this->waiting_of( $owner, $owner, $other );

		\Gatehouse\erase_deliveries( $owner->user_email );

		self::assertSame( array( $shared ), array_column( mail_schedules( null ), 'id' ) );
		self::assertNull( mail_schedule( $alone ) );
	}

	private function waiting( WP_User ...$recipients ): int {
		return $this->waiting_of( new WP_User( 1 ), ...$recipients );
	}

	/** One that has failed once. */
	private function waiting_of( WP_User $owner, WP_User ...$recipients ): int {
		$this->sidecar->answers( '/site/report', array( 'status' => 502 ) );
		$mail = MailDocument::schedule( array_column( $recipients, 'ID' ), array( 'owner' => $owner->ID ) );
		$this->send_due();
		return $mail;
	}

	private function back_again(): void {
		$this->sidecar->answers( '/site/report', array( 'body' => MailDocument::of() ) );
		$this->let_pauses_pass();
		$this->send_due();
	}

	/** @return list<string> */
	private function sentences( WP_User $user ): array {
		return array_map( delivery_sentence( ... ), delivery_rows( array( 'user_id' => $user->ID ), 10 ) );
	}
}
