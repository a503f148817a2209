<?php
/**
 * Statements that the sidecar's own tests read too.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;
use PHPUnit\Framework\TestCase;

use function Gatehouse\believed_keys;
use function Gatehouse\claimed_fields;
use function Gatehouse\key_bytes;
use function Gatehouse\read_key_set;
use function Gatehouse\sign_statement;
use function Gatehouse\sum_of_facts;
use function Gatehouse\thumbprint;
use function Gatehouse\verify_statement;
use function Gatehouse\voucher;

final class ContractSamplesTest extends TestCase {

	private const FOLDER = __DIR__ . '/../contract/';

	#[DataProvider( 'statements_of_the_sidecar' )]
	#[TestDox( 'gives a statement of the sidecar the verdict of the samples: $_dataName' )]
	public function test_verdict( array $sample, array $file ): void {
		$trusted  = $file['keys'][ $file['trusted'] ];
		$find_key = static fn( string $kid ): ?string => $trusted['kid'] === $kid ? key_bytes( $trusted['x'] ) : null;

		$verdict = verify_statement( $sample['jws'], $sample['expects'], $find_key, $file['base'], $file['home'], $file['now'] );

		if ( 'accepted' === $sample['verdict'] ) {
			self::assertSame( $sample['claims'], $verdict );
		} else {
			self::assertInstanceOf( \WP_Error::class, $verdict );
			self::assertSame( 'unknown-key' === $sample['verdict'], 'the key is not known' === $verdict->get_error_data()['reason'] );
		}
	}

	#[DataProvider( 'statements_of_the_site' )]
	#[TestDox( 'signs as the samples do, byte for byte: $_dataName' )]
	public function test_signature( array $sample, array $file ): void {
		$key = $file['keys'][ $sample['key'] ];

		self::assertSame( $key['kid'], thumbprint( $key['x'] ) );
		self::assertSame( $sample['jws'], sign_statement( $sample['header']['typ'], $sample['claims'], (string) key_bytes( $key['d'] ) ) );
	}

	#[DataProvider( 'key_sets' )]
	#[TestDox( 'believes of a set of keys those that the samples say: $_dataName' )]
	public function test_key_set( array $set, array $file ): void {
		$known = array_intersect_key( array_column( $file['keys'], 'x', 'kid' ), array_flip( $set['trusted'] ) );
		$read  = read_key_set( array( 'keys' => $set['published'] ) );

		self::assertCount( count( $set['published'] ), $read );
		self::assertSame( $set['believed'], array_keys( believed_keys( $read, $known, $file['issuer'] ) ) );
	}

	#[TestDox( 'signs a voucher as the sample is, byte for byte' )]
	public function test_voucher(): void {
		$file = json_decode( (string) file_get_contents( self::FOLDER . 'key-sets.json' ), true );

		self::assertSame( $file['voucher'], voucher( (string) key_bytes( $file['keys']['site']['d'] ), $file['issuer'], $file['keys']['sidecar']['kid'] ) );
	}

	#[DataProvider( 'ranges' )]
	#[TestDox( 'sums up facts as the samples say: $_dataName' )]
	public function test_range( array $sample ): void {
		self::assertSame(
			array_intersect_key( $sample, array_flip( array( 'count', 'last', 'checksum' ) ) ),
			sum_of_facts( $sample['facts'], claimed_fields( $sample ) )
		);
	}

	public static function ranges(): array {
		return self::samples( 'ranges.json', static fn(): bool => true );
	}

	public static function key_sets(): array {
		return self::samples( 'key-sets.json', static fn(): bool => true, 'sets' );
	}

	public static function statements_of_the_sidecar(): array {
		return self::samples( 'sidecar-statements.json', static fn(): bool => true );
	}

	public static function statements_of_the_site(): array {
		return self::samples( 'site-statements.json', static fn( array $sample ): bool => $sample['signs'] );
	}

	private static function samples( string $name, callable $chosen, string $member = 'samples' ): array {
		$file  = json_decode( (string) file_get_contents( self::FOLDER . $name ), true );
		$cases = array();
		foreach ( array_filter( $file[ $member ], $chosen ) as $index => $sample ) {
			$cases[ "$index {$sample['name']}" ] = array( $sample, $file );
		}
		return $cases;
	}
}
