<?php
/**
 * What a web server's configuration does: the sidecar's stand-in below /reports, files as they
 * are, WordPress for the rest.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

$path = (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
if ( str_starts_with( $path, '/reports' ) ) {
	require __DIR__ . '/sidecar.php';
	return true;
}
if ( is_file( $_SERVER['DOCUMENT_ROOT'] . rtrim( $path, '/' ) . ( str_ends_with( $path, '/' ) ? '/index.php' : '' ) ) ) {
	return false;
}
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
