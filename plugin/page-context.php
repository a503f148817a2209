<?php
/**
 * What WordPress's pages tell Gatehouse's scripts.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** @return array<string, mixed> PageContext of the contract: never a token or a nonce. */
function page_context(): array {
	return array(
		'site'     => home(),
		'base'     => (string) base(),
		'user'     => get_current_user_id(),
		'verifier' => current_verifier(),
		'handOff'  => home() . '/?rest_route=/' . REST_NAMESPACE . '/handoff',
		'nonce'    => admin_url( 'admin-ajax.php?action=rest-nonce' ),
		'signIn'   => wp_login_url(),
		'screen'   => may_open_reports() ? reports_screen_address() : null,
		'paper'    => default_paper(),
		'locale'   => language_tag( is_user_logged_in() ? get_user_locale() : get_locale() ),
	);
}

/**
 * Registers and enqueues a script that the build has made, with its styles if it has any.
 *
 * @param non-empty-string $handle
 * @param string           $name   Path below build/, without ending.
 */
function enqueue_built_script( string $handle, string $name ): bool {
	$folder = plugin_dir_path( PLUGIN_FILE ) . 'build/';
	if ( ! is_readable( $folder . $name . '.asset.php' ) ) {
		return false;
	}
	$asset = require $folder . $name . '.asset.php';
	wp_enqueue_script( $handle, plugins_url( "build/$name.js", PLUGIN_FILE ), $asset['dependencies'], $asset['version'], array( 'in_footer' => true ) );
	foreach ( array( $name, dirname( $name ) . '/style-' . basename( $name ) ) as $style ) {
		if ( is_readable( "$folder$style.css" ) ) {
			wp_enqueue_style( "$handle-" . basename( $style ), plugins_url( "build/$style.css", PLUGIN_FILE ), array(), $asset['version'] );
			wp_style_add_data( "$handle-" . basename( $style ), 'rtl', 'replace' );
		}
	}
	return true;
}

/** @param array<string, mixed> $value */
function tell_script( string $handle, string $variable, array $value ): void {
	wp_add_inline_script( $handle, "window.$variable = " . wp_json_encode( $value, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES ) . ';', 'before' );
}
