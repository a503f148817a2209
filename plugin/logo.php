<?php
/**
 * The picture at the head of a report's PDF: the site's logo, else its icon.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** What the sidecar takes: logoBytesAtMost of the contract. */
const LOGO_BYTES = 64 * 1024;

/** Pixels of width and height. Printed some 45 mm wide, the first is sharp; the others are for pictures of many bytes. */
const LOGO_SIZES = array( array( 540, 220 ), array( 270, 110 ), array( 135, 55 ) );

/**
 * What the sidecar is told beside the changes. It already has the logo of the version that it names.
 *
 * @return array{logo?: array{version: string, picture: ?string}} SiteLogo of the contract.
 */
function site_logo( mixed $known ): array {
	$files   = logo_files();
	$version = $files ? md5( json( array_map( static fn( string $file ): array => array( $file, filemtime( $file ), filesize( $file ) ), $files ) ) ) : '';
	if ( ! is_string( $known ) || $known === $version ) {
		return array();
	}
	$pictures = array_filter( array_map( printable_logo( ... ), $files ) );
	return array(
		'logo' => array(
			'version' => $version,
			'picture' => $pictures ? base64_encode( reset( $pictures ) ) : null, // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- Bytes in JSON.
		),
	);
}

/** @return list<string> The first that can be printed counts: a logo may be an SVG. */
function logo_files(): array {
	$attachments = array_filter( array( (int) get_theme_mod( 'custom_logo' ), (int) get_option( 'site_icon' ) ) );
	$files       = array_map( static fn( int $attachment ): string => (string) get_attached_file( $attachment ), $attachments );
	return array_values( array_filter( $files, is_file( ... ) ) );
}

/** As PNG or JPEG, small enough; null where WordPress can't make one of it. */
function printable_logo( string $file ): ?string {
	foreach ( LOGO_SIZES as $size ) {
		$picture = scaled_logo( $file, ...$size );
		if ( null === $picture || strlen( $picture ) <= LOGO_BYTES ) {
			return $picture;
		}
	}
	return null;
}

function scaled_logo( string $file, int $width, int $height ): ?string {
	$editor = wp_get_image_editor( $file );
	if ( is_wp_error( $editor ) ) {
		return null;
	}
	$editor->resize( $width, $height );
	$type  = 'image/jpeg' === wp_get_image_mime( $file ) ? 'image/jpeg' : 'image/png';
	$saved = $editor->save( get_temp_dir() . wp_unique_id( 'gatehouse-logo-' . wp_generate_password( 12, false ) ), $type );
	if ( is_wp_error( $saved ) ) {
		return null;
	}
	$picture = file_get_contents( $saved['path'] ); // phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- A file of this machine.
	wp_delete_file( $saved['path'] );
	return $picture ? with_all_colours( $picture ) : null;
}

/** GD keeps the palette of a GIF or PNG; with transparent colours in it few printers of PDFs read that. */
function with_all_colours( string $picture ): string {
	$image = str_starts_with( $picture, "\x89PNG" ) && function_exists( 'imagecreatefromstring' ) ? imagecreatefromstring( $picture ) : false;
	if ( ! $image || imageistruecolor( $image ) ) {
		return $picture;
	}
	imagepalettetotruecolor( $image );
	imagesavealpha( $image, true );
	ob_start();
	imagepng( $image );
	return (string) ob_get_clean();
}
