<?php
/**
 * Addresses: the site's own, and where its reports may be.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\base_fault;
use function Gatehouse\home;
use function Gatehouse\is_loopback;
use function Gatehouse\language_tag;
use function Gatehouse\normalise_address;
use function Gatehouse\sanitize_base;

#[TestDox( 'An address' )]
final class AddressTest extends PluginTestCase {

	#[TestDox( 'of the site is the stored one, whatever language plugins make of it' )]
	public function test_home(): void {
		$translate = static fn( string $url ): string => $url . '/ko';
		add_filter( 'home_url', $translate );
		add_filter( 'option_home', $translate );

		self::assertSame( Server::$current->home, home() );

		remove_filter( 'home_url', $translate );
		remove_filter( 'option_home', $translate );
	}

	#[DataProvider( 'spellings' )]
	#[TestDox( 'has one spelling: $_dataName' )]
	public function test_normal( string $given, ?string $normal ): void {
		self::assertSame( $normal, normalise_address( $given ) );
	}

	public static function spellings(): array {
		return array(
			'as it is'       => array( 'https://example.com/reports', 'https://example.com/reports' ),
			'capitals'       => array( 'HTTPS://Example.COM/Reports', 'https://example.com/Reports' ),
			'default ports'  => array( 'https://example.com:443', 'https://example.com' ),
			'another port'   => array( 'http://example.com:8080/', 'http://example.com:8080' ),
			'slashes at end' => array( 'https://example.com/reports/', 'https://example.com/reports' ),
			'a user'         => array( 'https://me@example.com', null ),
			'a query'        => array( 'https://example.com/?a', null ),
			'a fragment'     => array( 'https://example.com/#a', null ),
			'another scheme' => array( 'javascript://example.com', null ),
			'empty segments' => array( 'https://example.com//reports', null ),
			'no scheme'      => array( 'example.com/reports', null ),
			'nothing'        => array( '', null ),
		);
	}

	#[DataProvider( 'loopbacks' )]
	#[TestDox( 'is this machine\'s own or not: $host' )]
	public function test_loopback( string $host, bool $is_loopback ): void {
		self::assertSame( $is_loopback, is_loopback( "http://$host/" ) );
	}

	public static function loopbacks(): array {
		return array(
			array( 'localhost', true ),
			array( 'site.localhost', true ),
			array( '127.0.0.1', true ),
			array( '127.9.9.9:8080', true ),
			array( '[::1]', true ),
			array( 'notlocalhost', false ),
			array( 'localhost.example.com', false ),
			array( '127.0.0.1.example.com', false ),
			array( '10.0.0.1', false ),
			array( '[::2]', false ),
		);
	}

	#[DataProvider( 'bases' )]
	#[TestDox( 'of the reports is accepted or not: $_dataName' )]
	public function test_base( string $base, bool $is_accepted ): void {
		self::assertSame( $is_accepted, null === base_fault( str_replace( 'HOME', Server::$current->home, $base ) ) );
	}

	public static function bases(): array {
		return array(
			'a path of the site'         => array( 'HOME/reports', true ),
			'another port of this host'  => array( 'http://localhost:9', true ),
			'a name below it'            => array( 'http://reports.localhost', false ),
			'WordPress itself'           => array( 'HOME', false ),
			'WordPress with a slash'     => array( 'HOME/', false ),
			'another scheme'             => array( 'https://localhost/reports', false ),
			'another host without https' => array( 'http://example.com/reports', false ),
			'no address'                 => array( 'reports', false ),
		);
	}

	#[TestDox( 'that can\'t work does not replace the one that does' )]
	public function test_setting(): void {
		require_once ABSPATH . 'wp-admin/includes/template.php';
		$kept = (string) get_option( 'gatehouse_base' );

		self::assertSame( $kept, sanitize_base( 'nonsense' ) );
		self::assertCount( 1, get_settings_errors( 'gatehouse_base' ) );
		self::assertSame( $kept, sanitize_base( strtoupper( 'http' ) . substr( $kept, 4 ) . '/' ) );
		self::assertSame( '', sanitize_base( '' ) );
	}

	#[DataProvider( 'locales' )]
	#[TestDox( 'aside, $locale is $tag in BCP 47' )]
	public function test_language( string $locale, string $tag ): void {
		self::assertSame( $tag, language_tag( $locale ) );
	}

	public static function locales(): array {
		return array( array( 'ko_KR', 'ko-KR' ), array( 'en_US', 'en-US' ), array( 'de_DE_formal', 'de-DE' ), array( 'fi', 'fi' ), array( 'pt_PT_ao90', 'pt-PT' ) );
	}
}
