<?php
/**
 * Facts of a real WordPress in the reports of the real service.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

require_once __DIR__ . '/served/ReportService.php';
require_once __DIR__ . '/served/DatabaseCopy.php';

#[TestDox( 'In the real report service' )]
final class RealSyncTest extends PluginTestCase {

	private ReportService $service;
	private string $token;

	protected function setUp(): void {
		parent::setUp();
		$this->service = new ReportService();
		update_option( 'gatehouse_base', $this->service->base );
		$this->service->connect();
		$user        = $this->make_user( 'administrator' );
		$arrival     = array(
			'expires'  => time() + HOUR_IN_SECONDS,
			'remember' => false,
		);
		$claims      = \Gatehouse\hand_off_claims( $user->ID, $this->hand_off_session( $user ), $arrival, 'php', false );
		$answer      = \Gatehouse\tell_sidecar( '/', 'gatehouse-handoff+jwt', $claims, 5 );
		$this->token = (string) $answer['cookies']['__Host-gatehouse_access'];
		self::assertLessThan( 30, $this->seconds_until( fn(): bool => in_array( $this->document()['state'] ?? '', array( 'ready', 'empty' ), true ) ) );
	}

	#[TestDox( 'a post is counted within five seconds after it was published, changed or deleted' )]
	public function test_seconds(): void {
		$before = $this->counted();
		$id     = ChangeLogTest::make_post();
		$this->end_request();
		$published = $this->seconds_until( fn(): bool => $before + 1 === $this->counted() );
		// The next ping is due two seconds after this one; what comes between is found by itself.
		wp_trash_post( $id );
		$this->end_request();
		$trashed = $this->seconds_until( fn(): bool => $before === $this->counted() );
		if ( getenv( 'GATEHOUSE_RECORD' ) ) {
			fprintf( STDERR, "published %.2f s, trashed %.2f s\n", $published, $trashed );
		}

		self::assertLessThan( 5, $published );
		self::assertLessThan( 5, $trashed );
	}

	#[TestDox( 'a post of a database that was put back is as it was there within five seconds, though the log has grown past what was followed' )]
	public function test_put_back(): void {
		global $wpdb;
		$trashed = ChangeLogTest::make_post();
		$edited  = ChangeLogTest::make_post();
		$this->end_request();
		// What is young is told again anyway.
		$wpdb->query( 'UPDATE ' . \Gatehouse\table( 'changes' ) . ' SET changed = changed - 61' );
		self::assertLessThan( 30, $this->seconds_until( fn(): bool => null !== $this->service->sync( $this->token )['lastAgreed'] ) );
		$before = $this->counted();
		$copy   = new DatabaseCopy();
		wp_trash_post( $trashed );
		$this->end_request();
		self::assertLessThan( 5, $this->seconds_until( fn(): bool => $before - 1 === $this->counted() ) );
		$followed = \Gatehouse\changes_after( 0, 1 )['head'];

		$copy->put_back();
		for ( $version = 0; \Gatehouse\changes_after( 0, 1 )['head'] <= $followed + 3; $version++ ) {
			wp_update_post( array(
			'ID'         => $edited,
			'post_title' => "Version $version"
			) );
			\Gatehouse\write_changes();
		}
		$this->end_request();

		self::assertLessThan( 5, $this->seconds_until( fn(): bool => $before === $this->counted() ) );
	}

	private function counted(): int {
		return (int) ( $this->document()['figures'][0]['value'] ?? -1 );
	}

	/** @return array<string, mixed> */
	private function document(): array {
		return $this->service->document( $this->token, 'publishing' );
	}

	/** @param callable(): bool $holds */
	private function seconds_until( callable $holds ): float {
		$from = microtime( true );
		while ( ! $holds() && microtime( true ) < $from + 30 ) {
			usleep( 50000 );
		}
		return microtime( true ) - $from;
	}
}
