<?php
/**
 * Scheduled e-mails on their way: once, and what is said when they fail.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\delivery_rows;
use function Gatehouse\delivery_sentence;
use function Gatehouse\expect_due_deliveries;
use function Gatehouse\mail_recipients;
use function Gatehouse\table;

require_once __DIR__ . '/MailTestCase.php';

#[TestDox( 'A scheduled e-mail on its way' )]
final class MailDeliveryTest extends MailTestCase {

	#[TestDox( 'goes to nobody whose grants were taken meanwhile' )]
	public function test_grants_gone(): void {
		$user = $this->make_user();
		MailDocument::schedule( array( $user->ID ) );
		Server::$current->run_php( array( __DIR__ . '/served/command-line.php', ABSPATH, 'role', (string) $user->ID ) );

		$this->send_due();

		$this->assert_outcome( 'not_sent', 'Not sent: this account may not see the report.' );
		self::assertSame( array( array(), array() ), array( $this->sent(), $this->sidecar->requests( '/site/report' ) ) );
	}

	#[TestDox( 'goes to nobody whom the report service refuses' )]
	public function test_refused(): void {
		$this->sidecar->answers( '/site/report', array(
			'status' => 403,
			'body'   => array(
				'code'    => 'permission_missing',
				'message' => 'No.',
			),
		) );
		MailDocument::schedule( array( $this->make_user()->ID ) );

		$this->send_due();

		$this->assert_outcome( 'not_sent', 'Not sent: this account may not see the report.' );
		self::assertSame( array(), $this->sent() );
	}

	#[TestDox( 'goes to no deleted user, who is no recipient any more' )]
	public function test_user_deleted(): void {
		$kept    = $this->make_user();
		$deleted = $this->make_user();
		$mail    = MailDocument::schedule( array( $kept->ID, $deleted->ID ) );
		expect_due_deliveries( time() );
		wp_delete_user( $deleted->ID );

		$this->send_due();

		self::assertSame( array( $kept->user_email ), array_column( $this->sent(), 'to' ) );
		self::assertEqualsCanonicalizing( array( 'sent', 'not_sent' ), $this->column( 'deliveries', 'state' ) );
		self::assertSame( array( $kept->ID ), array_keys( mail_recipients( $mail ) ) );
	}

	#[TestDox( 'is tried three times when the mail server does not take it, with pauses, then given up in words' )]
	public function test_mailer(): void {
		add_filter(
			'pre_wp_mail',
			static function (): bool {
				do_action( 'wp_mail_failed', new \WP_Error( 'wp_mail_failed', 'SMTP: 550 no such user' ) );
				return false;
			},
			30
		);
		MailDocument::schedule( array( $this->make_user()->ID ) );
		$pauses = array();
		for ( $attempt = 0; $attempt < 3; $attempt++ ) {
			$this->send_due();
			$this->send_due();
			$row      = delivery_rows( array(), 1 )[0];
			$pauses[] = array( $row['state'], (int) $row['attempt'], (int) round( ( $row['next_try'] - time() ) / 60 ) );
			$this->let_pauses_pass();
		}

		self::assertSame( array( array( 'waiting', 1, 5 ), array( 'waiting', 2, 30 ), array( 'failed', 3, 5 ) ), $pauses );
		$this->assert_outcome( 'failed', 'The mail server did not take it. (SMTP: 550 no such user)' );
	}

	#[DataProvider( 'hosts_without_mail' )]
	#[TestDox( 'says in the reader’s language that the host sends no mail, with PHP’s own words behind it: $host' )]
	public function test_mail_off( string $host, string $setting, string $detail ): void {
		unlink( Server::$current->folder . '/mail.jsonl' );
		self::install_korean();
		$mail   = MailDocument::schedule( array( $this->make_user()->ID ) );
		$reader = $this->make_user( 'administrator' );
		update_user_meta( $reader->ID, 'locale', 'ko_KR' );

		Server::$current->run_php( array( '-d', $setting, __DIR__ . '/served/command-line.php', ABSPATH, 'mails', '0' ) );
		touch( Server::$current->folder . '/mail.jsonl' );
		switch_to_user_locale( $reader->ID );
		$sentence = delivery_sentence( delivery_rows( array( 'mail_id' => $mail ), 1 )[0] );
		restore_previous_locale();

		self::assertStringStartsWith( '이 호스트는 워드프레스의 메일을 보내지 않습니다.', $sentence );
		self::assertStringContainsString( "SMTP 플러그인으로 메일 서버를 설정해 주세요. ($detail)", $sentence );
	}

	public static function hosts_without_mail(): array {
		return array(
			array( 'no mail server behind mail()', 'sendmail_path=/bin/false', 'Could not instantiate mail function.' ),
			array( 'mail() switched off', 'disable_functions=mail', 'Call to undefined function PHPMailer\\PHPMailer\\mail()' ),
		);
	}

	#[TestDox( 'waits for a report service that is away, and is sent when it is back' )]
	public function test_sidecar_away(): void {
		$this->sidecar->answers( '/site/report', array( 'status' => 502 ) );
		MailDocument::schedule( array( $this->make_user()->ID ) );
		$this->send_due();
		$away = delivery_sentence( delivery_rows( array(), 1 )[0] );

		$this->sidecar->answers( '/site/report', array( 'body' => MailDocument::of() ) );
		$this->let_pauses_pass();
		$this->send_due();

		self::assertStringStartsWith( 'The report service did not answer. Attempt 2 of 3 at', $away );
		$this->assert_outcome( 'sent', 'Handed to the mail server.' );
		self::assertCount( 1, $this->sent() );
	}

	/** @param array<string, mixed> $answer */
	#[DataProvider( 'hopeless' )]
	#[TestDox( 'is given up at once with words for $name' )]
	public function test_hopeless( string $name, array $answer, string $sentence ): void {
		$this->sidecar->answers( '/site/report', $answer );
		MailDocument::schedule( array( $this->make_user()->ID ) );

		$this->send_due();

		$this->assert_outcome( 'failed', $sentence );
	}

	public static function hopeless(): array {
		$refusal = static fn( int $status, string $code ): array => array(
			'status' => $status,
			'body'   => array(
				'code'    => $code,
				'message' => 'The filter has no such value.',
			),
		);
		return array(
			array( 'a report that is gone', $refusal( 404, 'report_unknown' ), 'This report does not exist any more.' ),
			array( 'a dataset that is gone', $refusal( 404, 'dataset_missing' ), 'This report does not exist any more.' ),
			array( 'settings that are none', $refusal( 400, 'filter_value_unknown' ), 'The report does not take these settings any more. Choose others. The filter has no such value.' ),
		);
	}

	#[TestDox( 'is given up at once for an account without a usable address' )]
	public function test_address(): void {
		global $wpdb;
		$user = $this->make_user();
		$wpdb->update( $wpdb->users, array( 'user_email' => 'nobody at all' ), array( 'ID' => $user->ID ) );
		MailDocument::schedule( array( $user->ID ) );

		$this->send_due();

		$this->assert_outcome( 'failed', 'Not sent: the account has no usable e-mail address.' );
	}

	#[TestDox( 'waits while the facts are copied for the first time' )]
	public function test_filling(): void {
		$this->sidecar->answers( '/site/report', array( 'body' => MailDocument::of( array( 'state' => 'filling' ) ) ) );
		MailDocument::schedule( array( $this->make_user()->ID ) );

		$this->send_due();

		$this->assert_outcome( 'waiting', 'The report service is still copying the facts' );
	}

	#[TestDox( 'that was deleted leaves its log and sends nothing that waits' )]
	public function test_deleted(): void {
		$mail = MailDocument::schedule( array( $this->make_user()->ID ) );
		expect_due_deliveries( time() );
		\Gatehouse\delete_mail( $mail );

		$this->send_due();

		$this->assert_outcome( 'not_sent', 'Not sent: it was deleted before.' );
		self::assertSame( array(), $this->sent() );
	}

	#[TestDox( 'is forgotten by the log after 90 days' )]
	public function test_old(): void {
		global $wpdb;
		MailDocument::schedule( array( 1 ) );
		$this->send_due();
		$wpdb->update( table( 'deliveries' ), array( 'changed' => time() - 89 * DAY_IN_SECONDS ), array( 'user_id' => 1 ) );
		do_action( 'gatehouse_clean_up' );
		self::assertCount( 1, delivery_rows( array(), 10 ) );

		$wpdb->update( table( 'deliveries' ), array( 'changed' => time() - 91 * DAY_IN_SECONDS ), array( 'user_id' => 1 ) );
		do_action( 'gatehouse_clean_up' );
		self::assertCount( 0, delivery_rows( array(), 10 ) );
	}
}
