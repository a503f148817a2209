<?php
/**
 * What a web server's configuration does: the sidecar's stand-in below /reports, files as they
 * are, WordPress for the rest.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

$path = (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
if ( preg_match( '~^(/\w+)?/reports(/|$)~', $path ) ) {
	require __DIR__ . '/sidecar.php';
	return true;
}
if ( is_file( $_SERVER['DOCUMENT_ROOT'] . rtrim( $path, '/' ) . ( str_ends_with( $path, '/' ) ? '/index.php' : '' ) ) ) {
	return false;
}
// PHP prepends only to files that it finds itself.
require __DIR__ . '/prepend.php';
// A blog in a sub-directory of a network: /second/wp-admin/ is /wp-admin/ to the server.
if ( preg_match( '~^/\w+(/wp-(?:admin|content|includes|login).*)$~', $path, $match ) ) {
	$file = $match[1] . ( str_ends_with( $match[1], '/' ) ? 'index.php' : '' );

	$_SERVER['SCRIPT_NAME']     = $file;
	$_SERVER['PHP_SELF']        = $file;
	$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . $file;
	chdir( dirname( $_SERVER['SCRIPT_FILENAME'] ) );
	require $_SERVER['SCRIPT_FILENAME'];
	return true;
}
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
