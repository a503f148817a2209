<?php
/**
 * What is kept of a visitor's browser and address, by the samples that the sidecar reads too.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;
use PHPUnit\Framework\TestCase;

use function Gatehouse\address_prefix;
use function Gatehouse\device_label;

#[TestDox( 'A device' )]
final class DeviceTest extends TestCase {

	#[DataProvider( 'devices' )]
	#[TestDox( 'called "$user_agent" is "$label"' )]
	public function test_label( string $user_agent, string $label ): void {
		self::assertSame( $label, device_label( $user_agent ) );
	}

	#[DataProvider( 'addresses' )]
	#[TestDox( 'at "$address" is kept as "$prefix"' )]
	public function test_prefix( string $address, string $prefix ): void {
		self::assertSame( $prefix, address_prefix( $address ) );
	}

	public static function devices(): array {
		return array_map( 'array_values', self::samples()['devices'] );
	}

	public static function addresses(): array {
		return array_map( 'array_values', self::samples()['addresses'] );
	}

	/** @return array<string, list<array<string, string>>> */
	private static function samples(): array {
		return json_decode( (string) file_get_contents( __DIR__ . '/../contract/devices.json' ), true );
	}
}
