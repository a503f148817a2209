<?php
/**
 * When scheduled e-mails are sent: once, whoever begins it and however late.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\delivery_rows;
use function Gatehouse\delivery_sentence;
use function Gatehouse\expect_due_deliveries;
use function Gatehouse\mail_schedule;
use function Gatehouse\take_delivery;

require_once __DIR__ . '/MailTestCase.php';

#[TestDox( 'A scheduled e-mail that is due' )]
final class MailRunTest extends MailTestCase {

	#[TestDox( 'goes once for all the times that were missed' )]
	public function test_missed(): void {
		$mail = MailDocument::schedule( array( $this->make_user()->ID ), array( 'every' => 'day' ) );
		MailDocument::make_due( $mail, time() - 5 * DAY_IN_SECONDS );

		$this->send_due();
		$this->send_due();

		self::assertCount( 1, $this->sent() );
		self::assertGreaterThan( time(), mail_schedule( $mail )['next_at'] );
	}

	#[TestDox( 'that still waits for another attempt when the next one is due goes once, and the log says so' )]
	public function test_overtaken(): void {
		$this->sidecar->answers( '/site/report', array( 'status' => 502 ) );
		$mail = MailDocument::schedule( array( $this->make_user()->ID ), array( 'every' => 'day' ) );
		MailDocument::make_due( $mail, time() - DAY_IN_SECONDS );
		$this->send_due();
		$this->sidecar->answers( '/site/report', array( 'body' => MailDocument::of() ) );
		$this->let_pauses_pass();
		MailDocument::make_due( $mail, time() - 60 );

		$this->send_due();

		self::assertCount( 1, $this->sent() );
		self::assertSame( array( 'Handed to the mail server.', 'Not sent: the next one was due before it could be.' ), array_map( delivery_sentence( ... ), delivery_rows( array(), 10 ) ) );
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
}
