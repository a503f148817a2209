<?php
/**
 * What another plugin adds to the reports, with the example of the docs as it is.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;
use RuntimeException;

use function Gatehouse\changes_after;
use function Gatehouse\facts_page;
use function Gatehouse\site_description;
use function Gatehouse\write_changes;

#[TestDox( 'Another plugin' )]
final class ExtensionTest extends PluginTestCase {

	private const EXAMPLE = __DIR__ . '/../../docs/examples/newsletter-sign-ups/newsletter-sign-ups.php';
	private const SAMPLE  = __DIR__ . '/../contract/extension.json';

	protected function setUp(): void {
		parent::setUp();
		global $wpdb;
		require_once self::EXAMPLE;
		\Newsletter_Sign_Ups\make_table();
		$wpdb->query( 'DELETE FROM ' . \Newsletter_Sign_Ups\table() );
		add_filter( 'gatehouse_datasets', 'Newsletter_Sign_Ups\add_dataset' );
		add_filter( 'gatehouse_reports', 'Newsletter_Sign_Ups\add_report' );
	}

	protected function tearDown(): void {
		remove_all_filters( 'gatehouse_datasets' );
		remove_all_filters( 'gatehouse_reports' );
		remove_all_actions( 'gatehouse_extension_failed' );
		parent::tearDown();
	}

	/** Run with GATEHOUSE_RECORD=1 after a change, and the sidecar's tests read what is told now. */
	#[TestDox( 'declares a dataset and a report, and its facts, as the sample that the sidecar reads' )]
	public function test_sample(): void {
		global $wpdb;
		foreach ( array( array( 'footer', 1 ), array( 'footer', 0 ), array( 'checkout', 1 ) ) as $index => $row ) {
			$wpdb->insert( \Newsletter_Sign_Ups\table(), array(
			'id'           => $index + 1,
			'email'        => "reader$index@example.com",
			'source'       => $row[0],
			'confirmed'    => $row[1],
			'signed_up_at' => gmmktime( 12, 0, 0, 11, 20 + $index, 2026 )
			) );
		}
		$told = array(
			'own'   => site_description()['own'],
			'facts' => facts_page( 'sign_ups', 0, 10 )['facts'],
		);
		if ( getenv( 'GATEHOUSE_RECORD' ) ) {
			file_put_contents( self::SAMPLE, json_encode( $told, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) . "\n" );
		}

		self::assertSame( json_decode( (string) file_get_contents( self::SAMPLE ), true ), json_decode( (string) json_encode( $told ), true ) );
		self::assertStringNotContainsString( '@', (string) file_get_contents( self::SAMPLE ) );
	}

	#[TestDox( 'tells of its changes and deletions by an action' )]
	public function test_changes(): void {
		$first  = \Newsletter_Sign_Ups\sign_up( 'a@example.com', 'footer' );
		$second = \Newsletter_Sign_Ups\sign_up( 'b@example.com', 'footer' );
		\Newsletter_Sign_Ups\confirm( $first );
		\Newsletter_Sign_Ups\remove( $second );
		write_changes();

		$facts = array_column( array_filter( changes_after( 0, 100 )['changes'], static fn( array $change ): bool => 'sign_ups' === $change['dataset'] ), 'fact', 'id' );
		self::assertSame( 1, $facts[ $first ]['confirmed'] );
		self::assertNull( $facts[ $second ] );
	}

	#[TestDox( 'that names nonsense as a change is not heard' )]
	public function test_nonsense(): void {
		do_action( 'gatehouse_fact_changed', array(), 1 );
		do_action( 'gatehouse_fact_changed', 'sign_ups', 'x' );
		do_action( 'gatehouse_fact_changed' );
		write_changes();

		self::assertSame( array(), array_filter( changes_after( 0, 100 )['changes'], static fn( array $change ): bool => 'sign_ups' === $change['dataset'] ) );
	}

	#[TestDox( 'keeps the rest as it is when one of its functions fails' )]
	public function test_faults(): void {
		$faults = array();
		add_action( 'gatehouse_extension_failed', static function ( string $part ) use ( &$faults ): void {
			$faults[] = $part;
		} );
		add_filter( 'gatehouse_datasets', static fn( array $datasets ): array => array(
		'failing' => array( 'facts' => static fn() => throw new RuntimeException( 'no table' ) ) + $datasets['sign_ups'],
		'half'    => array( 'ids' => 'no_such_function' )
		) + $datasets );
		$post = ChangeLogTest::make_post();
		do_action( 'gatehouse_fact_changed', 'failing', 7 );
		write_changes();

		$facts = array_column( changes_after( 0, 100 )['changes'], 'fact', 'id' );
		self::assertSame( 'publish', $facts[ $post ]['status'] );
		self::assertSame( array( 'id' => 7 ), $facts[7] );
		self::assertSame( array( 'failing' ), $faults );
		$own = site_description()['own'];
		self::assertNotContains( 'half', array_column( $own['datasets'], 'id' ) );
		self::assertSame( array( self::wrong( 'dataset', 'half', 'Its ids, total and facts have to be callable.' ) ), $own['wrong'] );
	}

	#[TestDox( 'whose filter fails, or answers nonsense, takes nothing away' )]
	public function test_filters(): void {
		add_filter( 'gatehouse_datasets', static fn() => throw new RuntimeException( 'broken' ) );
		add_filter( 'gatehouse_reports', static fn(): string => 'nothing' );

		$site = site_description();
		self::assertContains( 'posts', $site['datasets'] );
		self::assertSame( array(), $site['own']['reports'] );
		self::assertSame( array( self::wrong( 'dataset', '', 'The filter gatehouse_datasets failed: broken' ), self::wrong( 'report', '', 'The filter gatehouse_reports has to give an array.' ) ), $site['own']['wrong'] );
	}

	#[TestDox( 'that declares what can’t be written as JSON loses that alone' )]
	public function test_unwritable(): void {
		add_filter( 'gatehouse_reports', static fn( array $reports ): array => array( array( 'id' => 'endless', 'top' => INF ), ...$reports ) );

		$own = site_description()['own'];
		self::assertSame( array( 'newsletter' ), array_column( $own['reports'], 'id' ) );
		self::assertSame( array( self::wrong( 'report', 'endless', 'It can’t be written as JSON: Inf and NaN cannot be JSON encoded.' ) ), $own['wrong'] );
	}

	#[TestDox( 'whose words are no text takes nothing away with them' )]
	public function test_no_text(): void {
		add_filter( 'gatehouse_datasets', static fn() => throw new RuntimeException( "broken \xB1" ) );

		self::assertSame( 'The filter gatehouse_datasets failed: broken ?', site_description()['own']['wrong'][0]['reason'] );
		self::assertNotFalse( wp_json_encode( site_description() ) );
	}

	/** @return array{kind: string, id: string, reason: string} */
	private static function wrong( string $kind, string $id, string $reason ): array {
		return array(
			'kind'   => $kind,
			'id'     => $id,
			'reason' => $reason,
		);
	}
}
