<?php
/**
 * Loads a real WordPress with a database of its own, and serves the same one over HTTP.
 *
 * GATEHOUSE_WORDPRESS is a folder of WordPress with wp-config.php and the SQLite drop-in. Its
 * own database stays as it is: the tests install another in a temporary folder.
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
$server->install();
$server->start();

Server::$current = $server;
require __DIR__ . '/served/prepend.php';
// PHPUnit includes this file inside a method, and WordPress wants its variables to be global.
global $table_prefix;
require $wordpress . '/wp-load.php';
foreach ( get_defined_vars() as $name => $value ) {
	$GLOBALS[ $name ] ??= $value;
}

require __DIR__ . '/Sidecar.php';
require __DIR__ . '/Browser.php';
require __DIR__ . '/PluginTestCase.php';

echo 'WordPress ' . get_bloginfo( 'version' ) . ', PHP ' . PHP_VERSION . PHP_EOL;
