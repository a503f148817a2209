<?php
/**
 * Reports by e-mail from the real report service, as PHPMailer has them: each with what its reader may see.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;
use WP_User;

use function Gatehouse\delivery_rows;
use function Gatehouse\delivery_sentence;
use function Gatehouse\send_due_mails;
use function Gatehouse\send_mail_now;
use function Gatehouse\table;

require_once __DIR__ . '/MailDocument.php';
require_once __DIR__ . '/served/Mailbox.php';
require_once __DIR__ . '/served/ReportService.php';

#[TestDox( 'A scheduled e-mail of the real report service' )]
final class MailServiceTest extends PluginTestCase {

	private ReportService $service;
	private Mailbox $mailbox;
	private WP_User $editor;
	private WP_User $author;
	private WP_User $reader;

	/** @var list<int> */
	private array $posts = array();

	protected function setUp(): void {
		parent::setUp();
		add_filter( 'wp_mail_from', static fn(): string => 'site@example.com' );
		update_option( 'blogname', 'The Daily Planet' );
		[ $this->editor, $this->author, $this->reader ] = array( $this->make_user(), $this->make_user( 'author' ), $this->make_user( 'subscriber' ) );
		$this->author->add_cap( 'gatehouse_export' );
		foreach ( array( $this->editor, $this->editor, $this->author ) as $number => $writer ) {
			$this->posts[] = wp_insert_post( array(
				'post_author'  => $writer->ID,
				'post_status'  => 'publish',
				'post_title'   => "Post $number",
				'post_content' => 'Some words.',
			) );
		}
		$this->service = new ReportService();
		update_option( 'gatehouse_base', $this->service->base );
		$this->service->connect();
		$this->open_mailbox();
		$this->wait_for_facts();
	}

	protected function tearDown(): void {
		unset( $GLOBALS['phpmailer'] );
		remove_all_filters( 'wp_mail_from' );
		array_map( 'wp_delete_post', $this->posts );
		update_option( 'blogname', 'Gatehouse' );
	}

	#[TestDox( 'counts everything for an editor, an author’s own posts for the author, and goes to no subscriber' )]
	public function test_rights(): void {
		$this->schedule( $this->editor, $this->author, $this->reader );

		$this->send_due();

		[ $all, $own ] = array( $this->mail_of( $this->editor )['html'], $this->mail_of( $this->author )['html'] );
		self::assertCount( 2, $this->mailbox->mails );
		self::assertSame( 'Not sent: this account may not see the report.', $this->last_sentence( $this->reader ) );
		self::assertStringContainsString( $this->editor->display_name, $all );
		self::assertStringNotContainsString( $this->editor->display_name, $own );
		self::assertStringContainsString( $this->author->display_name, $own );
		self::assertStringContainsString( 'Only your own content', $own );
		self::assertStringNotContainsString( 'Only your own content', $all );
		self::assertSame( array( self::published(), '1' ), array( self::first_figure( $all ), self::first_figure( $own ) ) );
	}

	#[TestDox( 'has a PDF that says the site, the figures and the names of what its reader may see' )]
	public function test_pdf(): void {
		$this->schedule( $this->editor, $this->author );

		$this->send_due();

		[ $all, $own ] = array( self::text_of( $this->file_of( $this->editor, 'pdf' ) ), self::text_of( $this->file_of( $this->author, 'pdf' ) ) );
		foreach ( array( $all, $own ) as $text ) {
			self::assertStringContainsString( 'The Daily Planet', $text );
			self::assertStringContainsString( 'Publishing', $text );
			self::assertStringNotContainsString( 'Unknown', $text );
		}
		self::assertSame( array( self::published(), '1' ), array( self::figure_under( 'Published', $all ), self::figure_under( 'Published', $own ) ) );
		self::assertStringContainsString( $this->editor->display_name, $all );
		self::assertStringContainsString( $this->author->display_name, $own );
		self::assertStringNotContainsString( $this->editor->display_name, $own );
	}

	#[TestDox( 'has a whole CSV that spreadsheets read as UTF-8, with the names and numbers of what its reader may see' )]
	public function test_csv(): void {
		wp_update_user( array(
			'ID'           => $this->editor->ID,
			'display_name' => '홍길동 =1+1',
		) );
		$this->schedule( $this->editor, $this->author );

		$this->send_due();

		$all = $this->file_of( $this->editor, 'csv' );
		$own = $this->file_of( $this->author, 'csv' );
		foreach ( array( $all, $own ) as $csv ) {
			self::assertStringStartsWith( "\xEF\xBB\xBF", $csv );
			self::assertMatchesRegularExpression( '/# End of the file: \d+ rows\s*$/D', $csv );
		}
		self::assertSame( array( '홍길동 =1+1', '2' ), self::row_of( '홍길동 =1+1', $all ) );
		self::assertSame( array( $this->author->display_name, '1' ), self::row_of( $this->author->display_name, $all ) );
		self::assertSame( array( $this->author->display_name, '1' ), self::row_of( $this->author->display_name, $own ) );
		self::assertStringNotContainsString( '홍길동', $own );
	}

	#[TestDox( 'to an address that bounces is tried again, given up in words, and keeps nobody else from theirs' )]
	public function test_bouncing(): void {
		global $wpdb;
		$this->open_mailbox( $this->editor->user_email );
		$this->schedule( $this->editor, $this->author );
		$sentences = array();
		for ( $attempt = 0; $attempt < 4; $attempt++ ) {
			$this->send_due();
			$sentences[] = $this->last_sentence( $this->editor );
			$wpdb->query( $wpdb->prepare( 'UPDATE %i SET next_try = %d', table( 'deliveries' ), time() - 1 ) );
		}

		self::assertStringStartsWith( 'The mail server did not take it. (550 5.1.1 no such user) Attempt 2 of 3 at', $sentences[0] );
		self::assertSame( array_fill( 0, 2, 'The mail server did not take it. (550 5.1.1 no such user)' ), array_slice( $sentences, 2 ) );
		self::assertSame( array( $this->author->user_email ), array_keys( $this->mailbox->mails ) );
		self::assertSame( array(), glob( get_temp_dir() . 'gatehouse-*.{pdf,csv}', GLOB_BRACE ) );
	}

	private function open_mailbox( string $bouncing = '' ): void {
		$this->mailbox        = new Mailbox( $bouncing );
		$GLOBALS['phpmailer'] = $this->mailbox;
	}

	/** The first copy takes a moment. */
	private function wait_for_facts(): void {
		$mail = $this->schedule( $this->editor );
		MailDocument::make_due( $mail, time() + 1000 );
		for ( $try = 0; $try < 40 && 'sent' !== send_mail_now( $mail, $this->editor->ID )['state']; $try++ ) {
			sleep( 1 );
		}
		\Gatehouse\delete_mail( $mail );
		$this->open_mailbox();
	}

	private function schedule( WP_User ...$recipients ): int {
		return MailDocument::schedule( array_column( $recipients, 'ID' ), array(
			'query'   => array( 'period' => 'last-7-days' ),
			'formats' => array( 'pdf', 'csv' ),
		) );
	}

	private function send_due(): void {
		send_due_mails( microtime( true ) + 60 );
	}

	/** @return array{subject: string, html: string, text: string, files: array<string, string>} */
	private function mail_of( WP_User $user ): array {
		self::assertArrayHasKey( $user->user_email, $this->mailbox->mails, $this->last_sentence( $user ) );
		return $this->mailbox->mails[ $user->user_email ];
	}

	private function file_of( WP_User $user, string $format ): string {
		$files = $this->mail_of( $user )['files'];
		$name  = 'publishing-' . wp_date( 'Y-m-d' ) . ".$format";
		self::assertCount( 2, $files );
		self::assertArrayHasKey( $name, $files );
		return $files[ $name ];
	}

	private function last_sentence( WP_User $user ): string {
		return delivery_sentence( delivery_rows( array( 'user_id' => $user->ID ), 1 )[0] );
	}

	/** The site has some of its own. */
	private static function published(): string {
		return (string) ( (int) wp_count_posts()->publish + (int) wp_count_posts( 'page' )->publish );
	}

	private static function first_figure( string $html ): string {
		preg_match( '~>Published</td><td[^>]*>([^<]+)~', $html, $match );
		return $match[1] ?? '';
	}

	private static function text_of( string $pdf ): string {
		$path = (string) tempnam( get_temp_dir(), 'pdf' );
		file_put_contents( $path, $pdf );
		$text = (string) shell_exec( 'pdftotext -layout ' . escapeshellarg( $path ) . ' -' );
		unlink( $path );
		return $text;
	}

	/** The word below this label, where both begin. */
	private static function figure_under( string $label, string $text ): string {
		preg_match( "/^( *)$label\\b.*\\n(?: *\\n)*(.*)$/mu", $text, $match );
		return strtok( mb_substr( $match[2] ?? '', strlen( $match[1] ?? '' ) ), ' ' ) ?: '';
	}

	/** @return list<string> Cells of the row that begins with this one. */
	private static function row_of( string $first, string $csv ): array {
		$rows = array_map( static fn( string $line ): array => str_getcsv( $line ), explode( "\r\n", $csv ) );
		return array_slice( array_values( array_filter( $rows, static fn( array $row ): bool => $first === $row[0] ) )[0] ?? array(), 0, 2 );
	}
}
