<?php
/**
 * Scheduled e-mails: to whom, with what, once, and what is said when it fails.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPMailer\PHPMailer\PHPMailer;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;
use ReflectionProperty;

use function Gatehouse\delivery_rows;
use function Gatehouse\delivery_sentence;
use function Gatehouse\expect_due_deliveries;
use function Gatehouse\mail_recipients;
use function Gatehouse\mail_schedule;
use function Gatehouse\send_due_mails;
use function Gatehouse\send_mail_now;
use function Gatehouse\stop_address;
use function Gatehouse\table;
use function Gatehouse\take_delivery;

require_once __DIR__ . '/MailDocument.php';

#[TestDox( 'A scheduled e-mail' )]
final class MailTest extends PluginTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->sidecar->answers( '/site/report', array( 'body' => MailDocument::of() ) );
		file_put_contents( Server::$current->folder . '/mail.jsonl', '' );
		update_option( 'timezone_string', 'Asia/Seoul' );
	}

	protected function tearDown(): void {
		unlink( Server::$current->folder . '/mail.jsonl' );
		remove_all_filters( 'pre_wp_mail', 30 );
		remove_all_filters( 'wp_mail_from' );
		update_option( 'timezone_string', '' );
	}

	#[TestDox( 'goes to each of its users once, asked for with that user’s grants and language' )]
	public function test_recipients(): void {
		$editor = $this->make_user();
		$author = $this->make_user( 'author' );
		update_user_meta( $author->ID, 'locale', 'ko_KR' );
		self::install_korean();
		$mail = MailDocument::schedule( array( $editor->ID, $author->ID ) );

		$this->send_due();
		$this->send_due();

		self::assertSame( array( $editor->user_email, $author->user_email ), array_column( $this->sent(), 'to' ) );
		self::assertSame( array( 'sent', 'sent' ), $this->column( 'deliveries', 'state' ) );
		[ $first, $second ] = $this->sidecar->heard( '/site/report' );
		self::assertSame( array( $editor->ID, array( 'view', 'export', 'publish' ), 'en-US' ), array( $first['viewer']['user'], $first['viewer']['grants'], $first['query']['lang'] ) );
		self::assertSame( array( $author->ID, array( 'own' ), 'ko-KR' ), array( $second['viewer']['user'], $second['viewer']['grants'], $second['query']['lang'] ) );
		self::assertSame( array( 'post', 'page' ), $first['query']['filters']['type'] );
		self::assertStringContainsString( 'As of', $this->sent()[0]['message'] );
		self::assertStringContainsString( '이 이메일 그만 받기', $this->sent()[1]['message'] );
		if ( class_exists( 'IntlDateFormatter' ) ) {
			self::assertMatchesRegularExpression( '/2026\. 11\. 23\. 오후 2:00 기준/u', $this->sent()[1]['message'] );
		}
		self::assertGreaterThan( time(), mail_schedule( $mail )['next_at'] );
		self::assertSame( 'en_US', determine_locale() );
	}

	#[TestDox( 'says it in the order of every surface, escaped, with names and numbers written' )]
	public function test_html(): void {
		MailDocument::schedule( array( $this->make_user()->ID ) );

		$this->send_due();

		[ 'message' => $html, 'subject' => $subject ] = $this->sent()[0];
		self::assertSame( 'Publishing · 16 – 22 Nov · A & more', $subject );
		$at = -1;
		foreach ( array( '<h1', 'As of November 23, 2026 2:00 pm', '>Published<', '▲ 14% · 37 before', '12.5%', '▲ 2.5 points · 10% before', 'same as before', 'Nothing to measure', '14% more', 'Open the report', 'Published posts, by day', '22 Nov', 'By author', '>admin<', 'Unknown person', 'What is counted', 'Every Monday at 08:00', 'Stop sending me this' ) as $part ) {
			$next = strpos( $html, $part, $at + 1 );
			self::assertNotFalse( $next, $part );
			$at = $next;
		}
		self::assertStringContainsString( \Gatehouse\base() . '/r/publishing?period=last-7-days&#038;filter.type=post&#038;filter.type=page', $html );
		self::assertStringContainsString( 'A &lt;site&gt; &amp; more', $html );
		self::assertStringNotContainsString( '<script>', $html );
	}

	#[TestDox( 'is by wp_mail HTML and plain text with its files, and buttons to stop it' )]
	public function test_whole(): void {
		global $phpmailer;
		unlink( Server::$current->folder . '/mail.jsonl' );
		$this->sidecar->answers( '/site/render', array(
			'headers' => array( 'Content-Type: application/pdf' ),
			'bytes'   => base64_encode( '%PDF-1.7 whole' ),
		) );
		foreach ( array( 'PHPMailer', 'SMTP', 'Exception' ) as $class ) {
			require_once ABSPATH . WPINC . "/PHPMailer/$class.php";
		}
		$before    = $phpmailer;
		$phpmailer = new class( true ) extends PHPMailer {
			public function send(): bool {
				return $this->preSend();
			}
		};
		$editor    = $this->make_user();
		add_filter( 'wp_mail_from', static fn(): string => 'site@example.com' );
		MailDocument::schedule( array( $editor->ID ), array( 'formats' => array( 'pdf' ) ) );
		$this->send_due();
		$mime      = $phpmailer->getSentMIMEMessage();
		$phpmailer = $before;
		touch( Server::$current->folder . '/mail.jsonl' );

		self::assertSame( array( 'sent' ), $this->column( 'deliveries', 'state' ) );
		self::assertMatchesRegularExpression( '~multipart/mixed.*multipart/alternative.*text/plain.*text/html~s', $mime );
		self::assertStringContainsString( 'Published: 42 (▲ 14% · 37 before)', quoted_printable_decode( $mime ) );
		self::assertStringContainsString( 'Content-Type: application/pdf; name=publishing-2026-11-22.pdf', $mime );
		self::assertStringContainsString( base64_encode( '%PDF-1.7 whole' ), $mime );
		self::assertStringContainsString( 'List-Unsubscribe-Post: List-Unsubscribe=One-Click', $mime );
		$claims = $this->sidecar->heard( '/site/render' )[0];
		self::assertSame( array( 'pdf', 'a4', $editor->ID, 'admin' ), array( $claims['format'], $claims['paper'], $claims['viewer']['user'], $claims['document']['people'][1] ) );
		self::assertSame( 'export', $this->sidecar->heard( '/site/report' )[0]['act'] );
		self::assertSame( array(), glob( get_temp_dir() . 'gatehouse-*.pdf' ) );
	}

	#[TestDox( 'goes without files that could not be made, and says so' )]
	public function test_no_files(): void {
		$this->sidecar->answers( '/site/render', array( 'status' => 503 ) );
		MailDocument::schedule( array( $this->make_user()->ID ), array( 'formats' => array( 'pdf', 'csv' ) ) );

		$this->send_due();

		self::assertSame( array( array( 'sent' ), array( 'without_files' ) ), array( $this->column( 'deliveries', 'state' ), $this->column( 'deliveries', 'reason' ) ) );
		self::assertSame( array(), $this->sent()[0]['attachments'] );
		self::assertStringContainsString( 'The files could not be made this time.', $this->sent()[0]['message'] );
	}

	#[TestDox( 'has no files for who may not export, and asks for none' )]
	public function test_no_export(): void {
		MailDocument::schedule( array( $this->make_user( 'author' )->ID ), array( 'formats' => array( 'csv' ) ) );

		$this->send_due();

		self::assertSame( array(), $this->sidecar->requests( '/site/render' ) );
		self::assertSame( 'open', $this->sidecar->heard( '/site/report' )[0]['act'] );
		self::assertStringContainsString( 'your account may not export', $this->sent()[0]['message'] );
	}

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
		$this->assert_outcome( 'failed', 'The mail server did not take it. SMTP: 550 no such user' );
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

	#[TestDox( 'goes once for all the times that were missed' )]
	public function test_missed(): void {
		$mail = MailDocument::schedule( array( $this->make_user()->ID ), array( 'every' => 'day' ) );
		MailDocument::make_due( $mail, time() - 5 * DAY_IN_SECONDS );

		$this->send_due();
		$this->send_due();

		self::assertCount( 1, $this->sent() );
		self::assertGreaterThan( time(), mail_schedule( $mail )['next_at'] );
	}

	#[TestDox( 'goes once when four processes send at the same time' )]
	public function test_parallel(): void {
		$users = array_map( fn(): int => $this->make_user()->ID, range( 1, 5 ) );
		MailDocument::schedule( $users );
		$running = array();
		for ( $i = 0; $i < 4; $i++ ) {
			$pipes     = array();
			$running[] = proc_open( array( PHP_BINARY, __DIR__ . '/served/command-line.php', ABSPATH, 'mails', '0' ), array( 2 => STDERR ), $pipes );
		}
		array_map( 'proc_close', $running );

		self::assertCount( 5, $this->sent() );
		self::assertCount( 5, array_unique( array_column( $this->sent(), 'to' ) ) );
		self::assertSame( array_fill( 0, 5, '1' ), $this->column( 'deliveries', 'attempt' ) );
	}

	#[TestDox( 'that was interrupted comes again, and after three times no more' )]
	public function test_interrupted(): void {
		MailDocument::schedule( array( $this->make_user()->ID ) );
		expect_due_deliveries( time() );
		$taken = array();
		for ( $attempt = 0; $attempt < 4; $attempt++ ) {
			$taken[] = take_delivery( time() )['attempt'] ?? null;
			self::assertNull( take_delivery( time() ) );
			$this->let_pauses_pass();
		}

		self::assertSame( array( 1, 2, 3, null ), $taken );
		$this->assert_outcome( 'failed', 'The sending was interrupted three times.' );
	}

	#[TestDox( 'goes out by a visit to wp-admin, where WP-Cron never runs, at most once a minute' )]
	public function test_visit(): void {
		$author = $this->make_user( 'author' );
		MailDocument::schedule( array( $author->ID ) );
		$browser = new Browser();
		$browser->sign_in( $author->user_login );
		$browser->get( '/wp-admin/index.php' );
		// The page comes before the sending.
		for ( $try = 0; $try < 50 && ! $this->sent(); $try++ ) {
			usleep( 100000 );
		}
		MailDocument::schedule( array( $author->ID ) );
		$browser->get( '/wp-admin/index.php' );
		$browser->get( '/' );

		self::assertCount( 1, $this->sent() );
		self::assertTrue( \Gatehouse\has_due_mails( time() ) );
	}

	#[TestDox( 'is planned for WP-Cron at its next time, and at the site’s new one when that changes' )]
	public function test_planned(): void {
		$mail  = MailDocument::schedule( array( 1 ) );
		$this->send_due();
		$first = mail_schedule( $mail )['next_at'];
		self::assertSame( $first, wp_next_scheduled( 'gatehouse_send_mails' ) );

		update_option( 'timezone_string', 'Europe/Berlin' );

		$second = mail_schedule( $mail )['next_at'];
		self::assertSame( '08:00', wp_date( 'H:i', $second ) );
		self::assertNotSame( $first, $second );
		self::assertSame( $second, wp_next_scheduled( 'gatehouse_send_mails' ) );
	}

	#[TestDox( 'goes to me now, beside its schedule' )]
	public function test_now(): void {
		$mail = MailDocument::schedule( array( $this->make_user()->ID ) );
		MailDocument::make_due( $mail, time() + 1000 );
		$next = mail_schedule( $mail )['next_at'];

		self::assertSame( 'Handed to the mail server.', send_mail_now( $mail, 1 ) );
		self::assertCount( 1, $this->sent() );
		self::assertSame( $next, mail_schedule( $mail )['next_at'] );
		self::assertStringNotContainsString( 'stop-mail', $this->sent()[0]['message'] );
	}

	#[TestDox( 'is stopped by its link for one user and one e-mail, by a click and not by looking' )]
	public function test_stop(): void {
		[ $one, $other ] = array( $this->make_user(), $this->make_user() );
		$mail    = MailDocument::schedule( array( $one->ID, $other->ID ) );
		$address = stop_address( $mail, $one->ID );
		$mailbox = new Browser();

		self::assertStringContainsString( 'Stop this e-mail?', $mailbox->get( $address )['body'] );
		self::assertSame( array( false, false ), array_values( mail_recipients( $mail ) ) );
		foreach ( array( str_replace( "user=$one->ID", "user=$other->ID", $address ), str_replace( "mail=$mail", 'mail=' . ( $mail + 1 ), $address ), substr( $address, 0, -1 ) ) as $wrong ) {
			self::assertSame( 403, $mailbox->post( $wrong, 'List-Unsubscribe=One-Click' )['status'] );
		}
		self::assertSame( 200, $mailbox->post( $address, 'List-Unsubscribe=One-Click' )['status'] );
		self::assertSame( array( $one->ID => true, $other->ID => false ), mail_recipients( $mail ) );

		$this->send_due();
		self::assertSame( array( $other->user_email ), array_column( $this->sent(), 'to' ) );
	}

	#[TestDox( 'that somebody has stopped is not begun again by who changes it' )]
	public function test_stopped_stays(): void {
		$user = $this->make_user();
		$mail = MailDocument::schedule( array( $user->ID ) );
		\Gatehouse\set_mail_stopped( $mail, $user->ID, true );
		MailDocument::schedule( array( $user->ID ), array( 'id' => $mail ) );

		$this->send_due();

		self::assertSame( array(), $this->sent() );
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

	#[TestDox( 'is in the tools of privacy, also while the report service is away' )]
	public function test_privacy(): void {
		[ $user, $other ] = array( $this->make_user(), $this->make_user() );
		MailDocument::schedule( array( $user->ID, $other->ID ) );
		$this->send_due();
		$exporter = apply_filters( 'wp_privacy_personal_data_exporters', array() )['gatehouse-mail']['callback'];
		$eraser   = apply_filters( 'wp_privacy_personal_data_erasers', array() )['gatehouse-mail']['callback'];

		self::assertSame( 'Handed to the mail server.', array_column( $exporter( $user->user_email )['data'][0]['data'], 'value', 'name' )['Outcome'] );
		self::assertTrue( $eraser( $user->user_email )['items_removed'] );
		self::assertSame( array( (string) $other->ID ), array_values( array_unique( array_merge( $this->column( 'deliveries', 'user_id' ), $this->column( 'mail_recipients', 'user_id' ) ) ) ) );
		self::assertFalse( $eraser( 'stranger@example.com' )['items_removed'] );
	}

	/** As if WordPress had it: there is no internet to take it from. */
	private static function install_korean(): void {
		$switcher = $GLOBALS['wp_locale_switcher'];
		( new ReflectionProperty( $switcher, 'available_languages' ) )->setValue( $switcher, array( 'en_US', 'ko_KR' ) );
		$GLOBALS['wp_textdomain_registry']->set_custom_path( 'gatehouse', dirname( __DIR__, 2 ) . '/plugin/languages' );
	}

	private function send_due(): void {
		send_due_mails( microtime( true ) + 20 );
	}

	private function let_pauses_pass(): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET next_try = %d', table( 'deliveries' ), time() - 1 ) );
	}

	/** @return list<array<string, mixed>> As wp_mail() got it. */
	private function sent(): array {
		return array_map( static fn( string $line ) => json_decode( $line, true ), (array) file( Server::$current->folder . '/mail.jsonl' ) );
	}

	private function assert_outcome( string $state, string $sentence ): void {
		$row = delivery_rows( array(), 1 )[0];
		self::assertSame( $state, $row['state'] );
		self::assertStringStartsWith( $sentence, delivery_sentence( $row ) );
	}
}
