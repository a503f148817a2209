<?php
/**
 * Scheduled e-mails: to whom, with what, and how they are stopped.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPMailer\PHPMailer\PHPMailer;
use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\mail_recipients;
use function Gatehouse\mail_schedule;
use function Gatehouse\send_mail_now;
use function Gatehouse\stop_address;

require_once __DIR__ . '/MailTestCase.php';

#[TestDox( 'A scheduled e-mail' )]
final class MailTest extends MailTestCase {

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

	#[TestDox( 'says how many rows are not counted, and what to do where there is nothing to count' )]
	public function test_notes(): void {
		$this->sidecar->answers( '/site/report', array( 'body' => MailDocument::of( array(
			'state'       => 'empty',
			'emptyAdvice' => 'Publish a <post>.',
			'skipped'     => 1200,
		) ) ) );
		MailDocument::schedule( array( $this->make_user()->ID ) );

		$this->send_due();

		[ 'message' => $html ] = $this->sent()[0];
		foreach ( array( 'There is nothing to count in this period.', 'Publish a &lt;post&gt;.', '1,200 rows could not be read and are not counted.' ) as $note ) {
			self::assertStringContainsString( $note, $html );
		}
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

	#[TestDox( 'says of each table how many rows are not in it, and why' )]
	public function test_rows_left(): void {
		$table = static fn( array $keys, int $others ): array => array(
			'rows'        => array_map( static fn( mixed $key ): array => array( (string) $key, 1 ), $keys ),
			'keys'        => $keys,
			'othersCount' => $others,
		) + MailDocument::of()['tables'][1];
		$this->sidecar->answers( '/site/report', array( 'body' => MailDocument::of( array( 'tables' => array( $table( array( ...range( 1, 9 ), null ), 51 ), $table( range( 1, 20 ), 280 ), $table( array( ...range( 1, 39 ), null ), 61 ), $table( range( 1, 31 ), 0 ) ) ) ) ) );
		MailDocument::schedule( array( $this->make_user()->ID ) );

		$this->send_due();

		preg_match_all( '/The last row sums up \d+ others|\d+ more rows? (?:is|are) in the report/', $this->sent()[0]['message'], $said );
		self::assertSame( array( 'The last row sums up 51 others', '280 more rows are in the report', '69 more rows are in the report' ), $said[0] );
	}

	#[TestDox( 'has a CSV of whole tables, asked for by themselves, with more names than are told at once' )]
	public function test_whole_csv(): void {
		$rows = array_map( static fn( int $id ): array => array( array( 'person' => $id ), 1 ), array( ...range( 100001, 101500 ), 1 ) );
		$this->sidecar->answers( '/site/report', array( 'body' => MailDocument::of( array( 'tables' => array( array( 'rows' => $rows ) + MailDocument::of()['tables'][1] ) ) ) ) );
		$this->sidecar->answers( '/site/render', array(
			'headers' => array( 'Content-Type: text/csv; charset=utf-8' ),
			'bytes'   => base64_encode( 'whole' ),
		) );
		MailDocument::schedule( array( $this->make_user()->ID ), array( 'formats' => array( 'csv' ) ) );

		$this->send_due();

		self::assertSame( array( array( 'export', null ), array( 'export', true ) ), array_map( static fn( array $claims ): array => array( $claims['act'], $claims['whole'] ?? null ), $this->sidecar->heard( '/site/report' ) ) );
		self::assertSame( array( 1 => 'admin' ), $this->sidecar->heard( '/site/render' )[0]['document']['people'] );
		self::assertCount( 1, $this->sent()[0]['attachments'] );
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

		self::assertSame( 'sent', send_mail_now( $mail, 1 )['state'] );
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
}
