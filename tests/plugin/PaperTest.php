<?php
/**
 * Which paper a PDF is for where nobody chose.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\default_paper;
use function Gatehouse\page_context;

#[TestDox( 'The paper of a PDF' )]
final class PaperTest extends PluginTestCase {

	/** @return list<array{string, string, string}> */
	public static function sites(): array {
		return array(
			array( 'en_US', '', 'letter' ),
			array( 'en_US', 'UTC', 'letter' ),
			array( 'en_US', 'America/Chicago', 'letter' ),
			array( 'en_US', 'Pacific/Honolulu', 'letter' ),
			array( 'en_US', 'Asia/Seoul', 'a4' ),
			array( 'en_CA', 'Europe/Paris', 'letter' ),
			array( 'fr_CA', 'America/Toronto', 'letter' ),
			array( 'es_MX', 'America/Mexico_City', 'letter' ),
			array( 'pt_BR', 'America/Sao_Paulo', 'a4' ),
			array( 'en_GB', 'Europe/London', 'a4' ),
			array( 'de_DE_formal', 'Europe/Berlin', 'a4' ),
			array( 'ko_KR', 'Asia/Seoul', 'a4' ),
			array( 'ja', 'Asia/Tokyo', 'a4' ),
		);
	}

	#[TestDox( 'for a site in $locale on the time of $timezone is $paper, on every page' )]
	#[DataProvider( 'sites' )]
	public function test_default( string $locale, string $timezone, string $paper ): void {
		$speak = static fn(): string => $locale;
		add_filter( 'locale', $speak );
		update_option( 'timezone_string', $timezone );
		$papers = array( default_paper(), page_context()['paper'] );
		remove_filter( 'locale', $speak );
		update_option( 'timezone_string', '' );

		self::assertSame( array( $paper, $paper ), $papers );
	}
}
