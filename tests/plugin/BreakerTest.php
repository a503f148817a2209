<?php
/**
 * What holds calls back while the sidecar is silent.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\breaker_is_open;
use function Gatehouse\count_silence;
use function Gatehouse\silences;
use function Gatehouse\tell_sidecar_gently;

#[TestDox( 'The breaker' )]
final class BreakerTest extends PluginTestCase {

	#[TestDox( 'opens after three silences within a minute, for a minute' )]
	public function test_opens(): void {
		array_map( count_silence( ... ), array( 1000, 1010 ) );
		self::assertFalse( breaker_is_open( 1011 ) );

		count_silence( 1060 );
		self::assertTrue( breaker_is_open( 1061 ) );
		self::assertFalse( breaker_is_open( 1120 ) );
	}

	#[TestDox( 'stays closed when silences are rare' )]
	public function test_rare(): void {
		array_map( count_silence( ... ), array( 1000, 1031, 1061 ) );

		self::assertFalse( breaker_is_open( 1062 ) );
	}

	#[DataProvider( 'answers' )]
	#[TestDox( 'takes for silence or not: $_dataName' )]
	public function test_counts( array $answer, int $silences ): void {
		count_silence( time() );
		$this->sidecar->answers( '/site/ping', $answer );

		tell_sidecar_gently( '/site/ping', 'gatehouse-ping+jwt', array() );

		self::assertCount( $silences, silences() );
	}

	public static function answers(): array {
		return array(
			'an answer'                          => array( array( 'body' => array( 'site' => 'x' ) ), 0 ),
			'a refusal with a code'              => array(
		array(
		'status' => 503,
		'body'   => array(
		'code'    => 'keys_pending',
		'message' => 'x'
		)
			),
			0
		),
			'a gateway\'s 502'                   => array( array( 'status' => 502 ), 2 ),
			'another program\'s 404'             => array( array( 'status' => 404 ), 0 ),
			'nothing within a second (time-out)' => array( array( 'seconds' => 1.5 ), 2 ),
		);
	}
}
