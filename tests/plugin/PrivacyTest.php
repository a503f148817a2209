<?php
/**
 * WordPress's tools of privacy, on the wire and against the real report service.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

require_once __DIR__ . '/served/ReportService.php';

#[TestDox( 'The tools of privacy' )]
final class PrivacyTest extends PluginTestCase {

	private const NOTHING = array(
		'activity' => array(),
		'sessions' => array(),
		'erased'   => 0,
		'live'     => 0,
		'isLast'   => true,
	);

	#[TestDox( 'know an exporter and an eraser' )]
	public function test_registered(): void {
		self::assertArrayHasKey( 'gatehouse', apply_filters( 'wp_privacy_personal_data_exporters', array() ) );
		self::assertArrayHasKey( 'gatehouse', apply_filters( 'wp_privacy_personal_data_erasers', array() ) );
	}

	#[TestDox( 'ask for one user by a signed statement, page by page' )]
	public function test_export(): void {
		$user = $this->make_user();
		$this->sidecar->answers( '/site/privacy', array( 'body' => array(
			'activity' => array( array(
				'id'      => 3,
				'at'      => 1767225600,
				'kind'    => 'report-opened',
				'user'    => $user->ID,
				'session' => 'abc',
				'reason'  => null,
				'report'  => 'publishing',
				'device'  => 'Firefox, Linux',
				'address' => '203.0.113.0/24',
			) ),
			'sessions' => array( array(
				'id'        => 'abc',
				'device'    => '',
				'startedAt' => 1767225600,
				'endedAt'   => 1767225700,
			) ),
			'isLast'   => false,
		) + self::NOTHING ) );

		$export = $this->tool( 'exporters', $user->user_email, 2 );

		self::assertFalse( $export['done'] );
		self::assertSame( array( 'gatehouse-activity', 'gatehouse-sessions' ), array_column( $export['data'], 'group_id' ) );
		$values = array_column( $export['data'][0]['data'], 'value', 'name' );
		self::assertSame( 'Report opened', $values['What happened'] );
		self::assertSame( '203.0.113.0/24', $values['Network'] );
		self::assertArrayNotHasKey( 'Reason', $values );
		$claims = $this->sidecar->heard( '/site/privacy' )[0];
		self::assertSame( array( $user->ID, 'export', 2 ), array( $claims['user'], $claims['act'], $claims['page'] ) );
	}

	#[TestDox( 'say what was kept' )]
	public function test_erase(): void {
		$user = $this->make_user();
		$this->sidecar->answers( '/site/privacy', array( 'body' => array(
			'erased' => 7,
			'live'   => 1,
			'isLast' => false,
		) + self::NOTHING ) );
		$first = $this->tool( 'erasers', $user->user_email, 1 );
		$this->sidecar->answers( '/site/privacy', array( 'body' => array( 'live' => 1 ) + self::NOTHING ) );
		$last = $this->tool( 'erasers', $user->user_email, 2 );

		self::assertSame( array( true, false, false ), array( $first['items_removed'], $first['items_retained'], $first['done'] ) );
		self::assertSame( array( false, true, true ), array( $last['items_removed'], $last['items_retained'], $last['done'] ) );
		self::assertCount( 1, $last['messages'] );
		self::assertSame( 'erase', $this->sidecar->heard( '/site/privacy' )[0]['act'] );
	}

	#[TestDox( 'fail rather than claim that there is nothing' )]
	public function test_silence(): void {
		$this->sidecar->answers( '/site/privacy', array( 'status' => 502 ) );

		self::assertWPError( $this->tool( 'exporters', $this->make_user()->user_email, 1 ) );
		self::assertWPError( $this->tool( 'erasers', $this->make_user()->user_email, 1 ) );
	}

	#[TestDox( 'ask nothing about people without an account' )]
	public function test_stranger(): void {
		self::assertSame( array( array(), true ), array_values( $this->tool( 'exporters', 'stranger@example.com', 1 ) ) );
		self::assertSame( array(), $this->sidecar->requests( '/site/privacy' ) );
	}

	#[TestDox( 'export and erase what the real report service keeps' )]
	public function test_real_service(): void {
		$service = new ReportService();
		update_option( 'gatehouse_base', $service->base );
		$service->connect();
		$user     = $this->make_user();
		$verifier = $this->hand_off_session( $user );
		$arrival  = array(
			'expires'  => time() + HOUR_IN_SECONDS,
			'remember' => false,
		);
		$client   = array( 'client' => array(
			'address' => '203.0.113.0/24',
			'device'  => 'Firefox, Linux',
		) );
		$started  = \Gatehouse\tell_sidecar( '/', 'gatehouse-handoff+jwt', \Gatehouse\hand_off_claims( $user->ID, $verifier, $arrival, 'php', false ) + $client, 5 );

		$export = $this->tool( 'exporters', $user->user_email, 1 );
		$erased = $this->tool( 'erasers', $user->user_email, 1 );
		$again  = $this->tool( 'erasers', $user->user_email, 2 );
		$empty  = $this->tool( 'exporters', $user->user_email, 1 );

		self::assertIsArray( $started );
		$values = array_column( $export['data'][0]['data'], 'value', 'name' );
		self::assertSame( array( 'Signed in', 'Firefox, Linux', '203.0.113.0/24' ), array( $values['What happened'], $values['Device'], $values['Network'] ) );
		self::assertTrue( $erased['items_removed'] );
		self::assertSame( array( true, true ), array( $again['items_retained'], $again['done'] ) );
		self::assertSame( array(), $empty['data'] );
	}

	private function tool( string $kind, string $email, int $page ): mixed {
		return apply_filters( "wp_privacy_personal_data_$kind", array() )['gatehouse']['callback']( $email, $page );
	}

	private static function assertWPError( mixed $answer ): void {
		self::assertTrue( is_wp_error( $answer ) );
	}
}
