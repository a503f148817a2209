<?php
/**
 * What every test of scheduled e-mails begins with: a report to send, and mail that is kept.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use ReflectionProperty;

use function Gatehouse\delivery_rows;
use function Gatehouse\delivery_sentence;
use function Gatehouse\send_due_mails;
use function Gatehouse\table;

require_once __DIR__ . '/MailDocument.php';

abstract class MailTestCase extends PluginTestCase {

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

	/** As if WordPress had it: there is no internet to take it from. */
	protected static function install_korean(): void {
		$switcher = $GLOBALS['wp_locale_switcher'];
		( new ReflectionProperty( $switcher, 'available_languages' ) )->setValue( $switcher, array( 'en_US', 'ko_KR' ) );
		$GLOBALS['wp_textdomain_registry']->set_custom_path( 'gatehouse', dirname( __DIR__, 2 ) . '/plugin/languages' );
	}

	protected function send_due(): void {
		send_due_mails( microtime( true ) + 20 );
	}

	protected function let_pauses_pass(): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET next_try = %d', table( 'deliveries' ), time() - 1 ) );
	}

	/** @return list<array<string, mixed>> As wp_mail() got it. */
	protected function sent(): array {
		return array_map( static fn( string $line ) => json_decode( $line, true ), (array) file( Server::$current->folder . '/mail.jsonl' ) );
	}

	protected function assert_outcome( string $state, string $sentence ): void {
		$row = delivery_rows( array(), 1 )[0];
		self::assertSame( $state, $row['state'] );
		self::assertStringStartsWith( $sentence, delivery_sentence( $row ) );
	}
}
