<?php
/**
 * Loads the WordPress with a real WooCommerce that npm run test:shop has made, and the plugin
 * of this clone beside it, and serves the same one over HTTP.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

$root = dirname( __DIR__, 3 );
require $root . '/vendor/autoload.php';

$wordpress = (string) getenv( 'GATEHOUSE_WORDPRESS' );
if ( ! is_file( $wordpress . '/wp-content/plugins/woocommerce/woocommerce.php' ) ) {
	fwrite( STDERR, "These tests are run by: npm run test:shop\n" );
	exit( 78 );
}
ini_set( 'memory_limit', '1G' );

require $root . '/tests/plugin/served/Server.php';
$server = new Server( $wordpress );
putenv( 'GATEHOUSE_TEST_FOLDER=' . $server->folder );
putenv( 'GATEHOUSE_TEST_HOME=' . $server->home );
putenv( 'GATEHOUSE_SUITE=shop' );
$server->start();

Server::$current = $server;
require $root . '/tests/plugin/served/prepend.php';
$_SERVER['HTTP_HOST']   = substr( $server->home, strlen( 'http://' ) );
$_SERVER['REQUEST_URI'] = '/';

global $table_prefix;
require $wordpress . '/wp-load.php';
foreach ( get_defined_vars() as $name => $value ) {
	$GLOBALS[ $name ] ??= $value;
}
add_filter( 'pre_wp_mail', '__return_true' );
\Gatehouse\install();
require __DIR__ . '/ShopTestCase.php';

echo 'WooCommerce ' . WC()->version . ', orders in ' . \Gatehouse\orders_table() . PHP_EOL;
