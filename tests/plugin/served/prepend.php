<?php
/**
 * Before WordPress loads, in the tests' process and in the web server's: the database of the
 * tests, their address, and the plugin of this clone instead of any that is installed.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

$folder = (string) getenv( 'GATEHOUSE_TEST_FOLDER' );

define( 'FQDBDIR', $folder . '/' );
define( 'FQDB', $folder . '/test.sqlite' );
define( 'WP_HOME', (string) getenv( 'GATEHOUSE_TEST_HOME' ) );
define( 'WP_SITEURL', WP_HOME );
define( 'DISABLE_WP_CRON', true );
if ( getenv( 'GATEHOUSE_TEST_PRIVATE_KEY' ) ) {
	define( 'GATEHOUSE_PRIVATE_KEY', (string) getenv( 'GATEHOUSE_TEST_PRIVATE_KEY' ) );
}

// WordPress takes hooks that were set before it loads.
$GLOBALS['wp_filter']['pre_option_active_plugins'][10]['tests'] = array(
	'function'      => static fn(): array => array(),
	'accepted_args' => 0,
);
$GLOBALS['wp_filter']['muplugins_loaded'][10]['tests']          = array(
	'function'      => static function () use ( $folder ): void {
		require dirname( __DIR__, 3 ) . '/plugin/gatehouse.php';
		if ( is_file( $folder . '/second-factor' ) ) {
			require __DIR__ . '/second-factor.php';
		}
	},
	'accepted_args' => 0,
);
