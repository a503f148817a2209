<?php
/**
 * Loads a real WordPress with a database of its own, and serves the same one over HTTP.
 *
 * GATEHOUSE_WORDPRESS is a folder of WordPress with wp-config.php and the SQLite drop-in. Its
 * own database stays as it is: the tests install another in a temporary folder.
 *
 * With GATEHOUSE_SUITE=network it is a network of blogs in sub-directories, for --testsuite network.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

require dirname( __DIR__, 2 ) . '/vendor/autoload.php';
require __DIR__ . '/served/Server.php';

$wordpress = (string) getenv( 'GATEHOUSE_WORDPRESS' );
if ( ! is_file( $wordpress . '/wp-load.php' ) || ! is_file( $wordpress . '/wp-config.php' ) ) {
	fwrite( STDERR, "Set GATEHOUSE_WORDPRESS to a folder of WordPress with wp-config.php and the SQLite drop-in.\n" );
	exit( 78 );
}

$server = new Server( $wordpress );
putenv( 'GATEHOUSE_TEST_FOLDER=' . $server->folder );
putenv( 'GATEHOUSE_TEST_HOME=' . $server->home );
$network = 'network' === getenv( 'GATEHOUSE_SUITE' );
putenv( 'GATEHOUSE_TEST_NETWORK' . ( $network ? '=installing' : '' ) );
$server->install();
putenv( 'GATEHOUSE_TEST_NETWORK' . ( $network ? '=running' : '' ) );
$server->start();

Server::$current = $server;
require __DIR__ . '/served/prepend.php';
$_SERVER['HTTP_HOST'] = substr( $server->home, strlen( 'http://' ) );
// PHPUnit includes this file inside a method, and WordPress wants its variables to be global.
global $table_prefix;
require $wordpress . '/wp-load.php';
foreach ( get_defined_vars() as $name => $value ) {
	$GLOBALS[ $name ] ??= $value;
}

require __DIR__ . '/Sidecar.php';
require __DIR__ . '/Browser.php';
require __DIR__ . '/Backup.php';
require __DIR__ . '/PluginTestCase.php';

echo 'WordPress ' . get_bloginfo( 'version' ) . ', PHP ' . PHP_VERSION . PHP_EOL;
