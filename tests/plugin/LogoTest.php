<?php
/**
 * The logo that the sidecar is told, for PDFs.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use GdImage;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;

#[TestDox( 'The logo' )]
final class LogoTest extends PluginTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->take_logo_away();
	}

	protected function tearDown(): void {
		$this->take_logo_away();
		parent::tearDown();
	}

	#[TestDox( 'is told once, scaled by WordPress, and taken back when there is none' )]
	public function test_told_once(): void {
		set_theme_mod( 'custom_logo', $this->make_attachment( 'logo.png', self::png( self::drawn( 2000, 800 ) ) ) );

		$logo = $this->ask( '' )['logo'];
		self::assertSame( array( 540, 216, IMAGETYPE_PNG ), array_slice( getimagesizefromstring( base64_decode( $logo['picture'] ) ), 0, 3 ) );
		self::assertArrayNotHasKey( 'logo', $this->ask( $logo['version'] ) );
		self::assertArrayNotHasKey( 'logo', $this->ask( null ) );

		$this->take_logo_away();
		self::assertSame( array(
			'version' => '',
			'picture' => null
		), $this->ask( $logo['version'] )['logo'] );
		self::assertArrayNotHasKey( 'logo', $this->ask( '' ) );
	}

	#[TestDox( 'is the icon of the site where there is no other, or no printable one' )]
	public function test_icon(): void {
		update_option( 'site_icon', $this->make_attachment( 'icon.png', self::png( self::drawn( 64, 64 ) ) ) );
		$size = fn(): array => array_slice( getimagesizefromstring( base64_decode( $this->ask( '' )['logo']['picture'] ) ), 0, 2 );

		self::assertSame( array( 64, 64 ), $size() );
		set_theme_mod( 'custom_logo', $this->make_attachment( 'logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>' ) );
		self::assertSame( array( 64, 64 ), $size() );
		set_theme_mod( 'custom_logo', $this->make_attachment( 'logo.png', self::png( self::drawn( 90, 30 ) ) ) );
		self::assertSame( array( 90, 30 ), $size() );
	}

	#[TestDox( 'has at most 64 KB, in fewer pixels where it must be' )]
	public function test_bytes(): void {
		$noise = self::drawn( 540, 220 );
		for ( $at = 0; $at < 540 * 220; $at++ ) {
			imagesetpixel( $noise, $at % 540, intdiv( $at, 540 ), random_int( 0, 0xFFFFFF ) );
		}
		set_theme_mod( 'custom_logo', $this->make_attachment( 'noise.png', self::png( $noise ) ) );

		$picture = base64_decode( $this->ask( '' )['logo']['picture'] );
		self::assertLessThanOrEqual( 64 * 1024, strlen( $picture ) );
		self::assertSame( 135, getimagesizefromstring( $picture )[0] );
	}

	/** @return array<string, array{string, string, ?int}> */
	public static function files(): array {
		ob_start();
		imagejpeg( self::drawn( 300, 100 ) );
		$jpeg    = (string) ob_get_clean();
		$palette = self::drawn( 300, 100 );
		imagetruecolortopalette( $palette, false, 8 );
		imagecolortransparent( $palette, 0 );
		ob_start();
		imagegif( $palette );
		$gif = (string) ob_get_clean();
		return array(
			'a JPEG stays one'                      => array( 'a.jpg', $jpeg, IMAGETYPE_JPEG ),
			'a GIF becomes a PNG of all colours'    => array( 'a.gif', $gif, IMAGETYPE_PNG ),
			'a palette becomes all colours'         => array( 'b.png', self::png( $palette ), IMAGETYPE_PNG ),
			'a broken picture is none'              => array( 'c.png', substr( self::png( $palette ), 0, 40 ), null ),
		);
	}

	#[TestDox( 'is what a PDF can take: $_dataName' )]
	#[DataProvider( 'files' )]
	public function test_kinds( string $name, string $bytes, ?int $type ): void {
		set_theme_mod( 'custom_logo', $this->make_attachment( $name, $bytes ) );

		$logo = $this->ask( '' )['logo'];
		self::assertNotSame( '', $logo['version'] );
		if ( null === $type ) {
			self::assertNull( $logo['picture'] );
			return;
		}
		$picture = base64_decode( $logo['picture'] );
		self::assertSame( $type, getimagesizefromstring( $picture )[2] );
		self::assertTrue( imageistruecolor( imagecreatefromstring( $picture ) ) );
	}

	#[TestDox( 'leaves no file behind' )]
	public function test_clean(): void {
		set_theme_mod( 'custom_logo', $this->make_attachment( 'logo.png', self::png( self::drawn( 300, 100 ) ) ) );
		self::assertNotNull( \Gatehouse\site_logo( '' )['logo']['picture'] );
		self::assertSame( array(), glob( get_temp_dir() . 'gatehouse-logo-*' ) );
	}

	/** Themes of blocks keep it in an option, which goes before the theme's own. */
	private function take_logo_away(): void {
		remove_theme_mod( 'custom_logo' );
		delete_option( 'site_logo' );
		delete_option( 'site_icon' );
	}

	/** @return array<string, mixed> */
	private function ask( ?string $known ): array {
		return $this->sidecar->asks( 'changes', array(
			'after' => 0,
			'limit' => 1
		) + ( null === $known ? array() : array( 'logo' => $known ) ) );
	}

	private function make_attachment( string $name, string $bytes ): int {
		// Not through wp_upload_bits, which refuses an SVG: sites have plugins that let it in.
		$file = wp_upload_dir()['path'] . '/' . uniqid() . $name;
		file_put_contents( $file, $bytes );
		$id = wp_insert_attachment( array( 'post_mime_type' => wp_check_filetype( $name )['type'] ?: 'image/svg+xml' ), $file );
		self::assertIsInt( $id );
		return $id;
	}

	private static function drawn( int $width, int $height ): GdImage {
		$image = imagecreatetruecolor( $width, $height );
		imagealphablending( $image, false );
		imagesavealpha( $image, true );
		imagefill( $image, 0, 0, imagecolorallocatealpha( $image, 0, 0, 0, 127 ) );
		imagefilledellipse( $image, intdiv( $width, 2 ), intdiv( $height, 2 ), intdiv( $width, 2 ), intdiv( $height, 2 ), imagecolorallocate( $image, 20, 90, 160 ) );
		return $image;
	}

	private static function png( GdImage $image ): string {
		ob_start();
		imagepng( $image );
		return (string) ob_get_clean();
	}
}
