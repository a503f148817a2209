<?php
/**
 * The words of the plugin in Korean.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;
use PHPUnit\Framework\TestCase;
use WP_Translation_Controller;

#[TestDox( 'The Korean translation' )]
final class TranslationsTest extends TestCase {

	private const FOLDER = __DIR__ . '/../../plugin';

	#[TestDox( 'is what WordPress speaks to Korean users' )]
	public function test_loads(): void {
		$controller = WP_Translation_Controller::get_instance();
		$locale     = $controller->get_locale();
		$controller->set_locale( 'ko_KR' );

		load_textdomain( 'gatehouse', self::FOLDER . '/languages/gatehouse-ko_KR.mo', 'ko_KR' );
		$words = array( __( 'Reports', 'gatehouse' ), _x( 'Report', 'block title', 'gatehouse' ) );

		unload_textdomain( 'gatehouse' );
		$controller->set_locale( $locale );
		self::assertSame( array( '리포트', '리포트' ), $words );
	}

	#[DataProvider( 'files' )]
	#[TestDox( 'has every sentence of $file, in all three catalogues' )]
	public function test_complete( string $file ): void {
		$catalogue = require self::FOLDER . '/languages/gatehouse-ko_KR.l10n.php';
		$texts     = array_map( static fn( string $name ): string => stripcslashes( (string) file_get_contents( self::FOLDER . "/languages/$name" ) ), array( 'gatehouse.pot', 'gatehouse-ko_KR.po' ) );

		foreach ( self::sentences( (string) file_get_contents( self::FOLDER . $file ) ) as $sentence ) {
			self::assertArrayHasKey( $sentence, $catalogue['messages'] );
			foreach ( $texts as $text ) {
				self::assertStringContainsString( 'msgid "' . explode( "\0", $sentence )[0] . '"', $text );
			}
		}
		$this->addToAssertionCount( 1 );
	}

	public static function files(): array {
		$files = array();
		foreach ( array( '/*.php', '/facts/*.php', '/mail/*.php' ) as $pattern ) {
			foreach ( (array) glob( self::FOLDER . $pattern ) as $path ) {
				$files[] = array( substr( (string) $path, strlen( self::FOLDER ) ) );
			}
		}
		return $files;
	}

	/** @return list<string> Keys as WordPress looks them up. */
	private static function sentences( string $source ): array {
		preg_match_all( "/\\b(?:__|_n|esc_html__|esc_html_e|esc_attr__)\( '((?:[^'\\\\]|\\\\.)*)'(?:, '((?:[^'\\\\]|\\\\.)*)', \\$)?/", $source, $calls, PREG_SET_ORDER );
		return array_map( static fn( array $call ): string => stripslashes( implode( "\0", array_slice( $call, 1 ) ) ), $calls );
	}
}
