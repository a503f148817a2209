<?php
/**
 * Installs WordPress into the tests' database.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

define( 'WP_INSTALLING', true );
require __DIR__ . '/prepend.php';
$_SERVER['HTTP_HOST']   = (string) parse_url( WP_HOME, PHP_URL_HOST );
$_SERVER['REQUEST_URI'] = '/';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter( 'pre_wp_mail', '__return_true' );

wp_install( 'Tests', 'admin', 'admin@example.com', true, '', 'password' );

if ( getenv( 'GATEHOUSE_TEST_NETWORK' ) ) {
	foreach ( $wpdb->tables( 'ms_global' ) as $name => $table ) {
		$wpdb->$name = $table;
	}
	install_network();
	$network = populate_network( 1, substr( WP_HOME, strlen( 'http://' ) ), 'admin@example.com', 'Tests', '/', false );
	if ( is_wp_error( $network ) ) {
		exit( $network->get_error_message() );
	}
}
