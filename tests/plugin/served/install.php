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
