<?php
/**
 * The site's key pair, and the sidecar's pinned keys.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\is_connected;
use function Gatehouse\offered_keys;
use function Gatehouse\own_key_set;
use function Gatehouse\pin_keys;
use function Gatehouse\pinned_keys;
use function Gatehouse\public_jwk;
use function Gatehouse\refresh_sidecar_keys;
use function Gatehouse\signing_seed;
use function Gatehouse\to_base64url;

#[TestDox( 'Keys' )]
final class KeysTest extends PluginTestCase {

	#[TestDox( 'are the same for every request, and public at two addresses' )]
	public function test_published(): void {
		$set = own_key_set();

		foreach ( array( '/?rest_route=/gatehouse/v1/keys', '/?gatehouse=keys' ) as $address ) {
			$answer = ( new Browser() )->get( $address );
			self::assertSame( $set, json_decode( $answer['body'], true ), $address );
			self::assertStringContainsString( 'no-store', implode( $answer['headers']['cache-control'] ) );
		}
		self::assertSame( array( 'kty', 'crv', 'x', 'kid', 'alg', 'use' ), array_keys( $set['keys'][0] ) );
	}

	#[TestDox( 'are new where the database was copied to another address' )]
	public function test_copy(): void {
		$here   = signing_seed();
		$stored = get_option( 'gatehouse_key' );
		update_option( 'gatehouse_key', array( 'home' => 'https://live.example.com' ) + $stored );

		self::assertNotSame( $here, signing_seed() );
		self::assertSame( \Gatehouse\home(), get_option( 'gatehouse_key' )['home'] );
		self::assertSame( signing_seed(), signing_seed() );
	}

	#[TestDox( 'are not autoloaded' )]
	public function test_autoload(): void {
		self::assertArrayNotHasKey( 'gatehouse_key', wp_load_alloptions( true ) );
	}

	#[TestDox( 'of the constant come before the stored ones' )]
	public function test_constant(): void {
		$seed = str_repeat( 'k', 32 );

		self::assertSame( public_jwk( $seed )['kid'], $this->key_id_with_constant( to_base64url( $seed ) ) );
	}

	#[TestDox( 'are none when the constant is no key: nothing else is used in its place' )]
	public function test_wrong_constant(): void {
		self::assertSame( 'gatehouse_key_wrong', $this->key_id_with_constant( 'too short' ) );
	}

	#[TestDox( 'of the sidecar are not trusted for another base' )]
	public function test_other_base(): void {
		update_option( 'gatehouse_base', Server::$current->home . '/elsewhere' );

		self::assertFalse( is_connected() );
	}

	#[TestDox( 'of the sidecar are taken over when a known one vouches for them' )]
	public function test_rotation(): void {
		$next = public_jwk( str_repeat( 'n', 32 ) );
		$this->publish( $this->sidecar->jwk(), $next + array( 'vouched' => $this->sidecar->vouches_for( $next['kid'] ) ) );

		refresh_sidecar_keys();

		self::assertArrayHasKey( $next['kid'], pinned_keys() );
		self::assertSame( array(), offered_keys() );
	}

	#[TestDox( 'of somebody else beside a known one, whose public half anybody has, are not trusted but shown' )]
	public function test_beside(): void {
		$next = public_jwk( str_repeat( 'n', 32 ) );
		$this->publish( $this->sidecar->jwk(), $next );

		refresh_sidecar_keys();

		self::assertSame( array( $this->sidecar->jwk()['kid'] ), array_keys( pinned_keys() ) );
		self::assertArrayHasKey( $next['kid'], offered_keys() );
		self::assertSame( 'gatehouse_keys_changed', \Gatehouse\connect_step( 'pin' )->get_error_code() );
		self::assertContains( 'The report service shows another key than the one this site trusts.', \Gatehouse\health_faults() );
	}

	#[TestDox( 'of somebody else at the sidecar\'s address are not trusted' )]
	public function test_takeover(): void {
		$this->publish( public_jwk( str_repeat( 'n', 32 ) ) );

		refresh_sidecar_keys();

		self::assertSame( array( $this->sidecar->jwk()['kid'] ), array_keys( pinned_keys() ) );
	}

	#[TestDox( 'of the sidecar are fetched again for an unknown kid, but not for every one' )]
	public function test_unknown(): void {
		pin_keys( array( 'old' => to_base64url( str_repeat( 'o', 32 ) ) ) );
		self::assertNull( \Gatehouse\find_sidecar_key( 'unknown' ) );
		self::assertSame( array(), $this->sidecar->requests( '/.well-known/jwks.json' ) );

		update_option( 'gatehouse_sidecar_keys', array( 'fetched' => time() - 31 ) + get_option( 'gatehouse_sidecar_keys' ) );
		\Gatehouse\find_sidecar_key( 'unknown' );
		\Gatehouse\find_sidecar_key( 'unknown' );
		self::assertCount( 1, $this->sidecar->requests( '/.well-known/jwks.json' ) );
	}

	/** @param array<string, string> ...$keys */
	private function publish( array ...$keys ): void {
		$this->sidecar->answers( '/.well-known/jwks.json', array( 'body' => array( 'keys' => $keys ) ) );
	}

	private function key_id_with_constant( string $value ): string {
		putenv( 'GATEHOUSE_TEST_PRIVATE_KEY=' . $value );
		try {
			return Server::$current->run_php( array( __DIR__ . '/served/print-key-id.php', ABSPATH ) );
		} finally {
			putenv( 'GATEHOUSE_TEST_PRIVATE_KEY' );
		}
	}
}
