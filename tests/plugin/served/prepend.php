<?php
/**
 * Before WordPress loads, in the tests' process and in the web server's: the database of the
 * tests, their address, and the plugin of this clone instead of any that is installed.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

$folder = (string) getenv( 'GATEHOUSE_TEST_FOLDER' );

// A shop has its own database, and WooCommerce among its plugins.
$shop = 'shop' === getenv( 'GATEHOUSE_SUITE' );
if ( ! $shop ) {
	define( 'FQDBDIR', $folder . '/' );
	define( 'FQDB', $folder . '/test.sqlite' );
	define( 'DISABLE_WP_CRON', true );
}
if ( 'running' === getenv( 'GATEHOUSE_TEST_NETWORK' ) ) {
	define( 'MULTISITE', true );
	define( 'SUBDOMAIN_INSTALL', false );
	define( 'DOMAIN_CURRENT_SITE', substr( (string) getenv( 'GATEHOUSE_TEST_HOME' ), strlen( 'http://' ) ) );
	define( 'PATH_CURRENT_SITE', '/' );
	define( 'SITE_ID_CURRENT_SITE', 1 );
	define( 'BLOG_ID_CURRENT_SITE', 1 );
} else {
	define( 'WP_HOME', (string) getenv( 'GATEHOUSE_TEST_HOME' ) );
	define( 'WP_SITEURL', WP_HOME );
}
if ( getenv( 'GATEHOUSE_TEST_PRIVATE_KEY' ) ) {
	define( 'GATEHOUSE_PRIVATE_KEY', (string) getenv( 'GATEHOUSE_TEST_PRIVATE_KEY' ) );
}

// WordPress takes hooks that were set before it loads.
if ( ! $shop ) {
	$GLOBALS['wp_filter']['pre_option_active_plugins'][10]['tests'] = array(
		'function'      => static fn(): array => array(),
		'accepted_args' => 0,
	);
}
$GLOBALS['wp_filter']['muplugins_loaded'][10]['tests'] = array(
	'function'      => static function () use ( $folder, $shop ): void {
		if ( is_multisite() ) {
			// A wp-config.php made for one site names its address for every blog.
			remove_filter( 'option_home', '_config_wp_home' );
			remove_filter( 'option_siteurl', '_config_wp_siteurl' );
		}
		if ( is_file( $folder . '/second-factor-first' ) ) {
			require __DIR__ . '/second-factor.php';
		}
		require dirname( __DIR__, 3 ) . '/plugin/gatehouse.php';
		if ( $shop ) {
			return;
		}
		if ( is_file( $folder . '/second-factor' ) ) {
			require __DIR__ . '/second-factor.php';
		}
		require __DIR__ . '/odd-sign-ins.php';
		require __DIR__ . '/kept-mail.php';
		require __DIR__ . '/finishing.php';
	},
	'accepted_args' => 0,
);
