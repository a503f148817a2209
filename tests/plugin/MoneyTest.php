<?php
/**
 * Amounts as WooCommerce stores them become whole numbers, by the samples that the sidecar reads too.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;
use PHPUnit\Framework\TestCase;

use function Gatehouse\minor_units;

use const Gatehouse\CURRENCY_EXPONENTS;

#[TestDox( 'Money' )]
final class MoneyTest extends TestCase {

	#[DataProvider( 'amounts' )]
	#[TestDox( 'is exact: $_dataName' )]
	public function test_amounts( string $stored, string $currency, int $units ): void {
		self::assertSame( $units, minor_units( $stored, $currency ) );
	}

	/** @return array<string, array{string, string, int}> */
	public static function amounts(): array {
		return self::samples()['amounts'];
	}

	#[TestDox( 'has the decimals of ISO 4217' )]
	public function test_decimals(): void {
		$decimals = self::samples()['decimals'];

		self::assertEqualsCanonicalizing( array_filter( $decimals, static fn( int $digits ): bool => 2 !== $digits ), CURRENCY_EXPONENTS );
		self::assertSame( array(), array_diff_assoc( CURRENCY_EXPONENTS, $decimals ) );
	}

	/** @return array<string, mixed> */
	private static function samples(): array {
		return json_decode( (string) file_get_contents( dirname( __DIR__ ) . '/contract/currencies.json' ), true );
	}
}
