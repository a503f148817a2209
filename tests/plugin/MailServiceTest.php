<?php
/**
 * Reports by e-mail from the real report service: each with what its reader may see.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\send_mail_now;

require_once __DIR__ . '/MailDocument.php';
require_once __DIR__ . '/served/ReportService.php';

#[TestDox( 'A scheduled e-mail of the real report service' )]
final class MailServiceTest extends PluginTestCase {

	#[TestDox( 'counts everything for an editor, an author’s own posts for the author, and goes to no subscriber' )]
	public function test_rights(): void {
		[ $editor, $author, $reader ] = array( $this->make_user(), $this->make_user( 'author' ), $this->make_user( 'subscriber' ) );
		foreach ( array( $editor->ID, $editor->ID, $author->ID ) as $number => $writer ) {
			$posts[] = wp_insert_post( array(
				'post_author'  => $writer,
				'post_status'  => 'publish',
				'post_title'   => "Post $number",
				'post_content' => 'Some words.',
			) );
		}
		$service = new ReportService();
		update_option( 'gatehouse_base', $service->base );
		$service->connect();
		$mail = MailDocument::schedule( array( 1 ), array( 'query' => array( 'period' => 'last-7-days' ) ) );
		touch( Server::$current->folder . '/mail.jsonl' );

		// The first copy of the facts takes a moment.
		for ( $try = 0; $try < 40 && 'Handed to the mail server.' !== send_mail_now( $mail, $editor->ID ); $try++ ) {
			sleep( 1 );
		}
		$outcomes = array( send_mail_now( $mail, $author->ID ), send_mail_now( $mail, $reader->ID ) );
		$sent     = array_map( static fn( string $line ) => json_decode( $line, true ), (array) file( Server::$current->folder . '/mail.jsonl' ) );
		unlink( Server::$current->folder . '/mail.jsonl' );
		array_map( 'wp_delete_post', $posts );

		self::assertSame( array( 'Handed to the mail server.', 'Not sent: this account may not see the report.' ), $outcomes );
		[ $all, $own ] = $sent;
		self::assertSame( array( $editor->user_email, $author->user_email ), array( $all['to'], $own['to'] ) );
		self::assertStringContainsString( $editor->display_name, $all['message'] );
		self::assertStringNotContainsString( $editor->display_name, $own['message'] );
		self::assertStringContainsString( $author->display_name, $own['message'] );
		self::assertStringContainsString( 'Only your own content', $own['message'] );
		self::assertStringNotContainsString( 'Only your own content', $all['message'] );
		self::assertSame( '1', self::first_figure( $own['message'] ) );
	}

	private static function first_figure( string $html ): string {
		preg_match( '~>Published</td><td[^>]*>([^<]+)~', $html, $match );
		return $match[1] ?? '';
	}
}
