<?php
/**
 * Which requests are a page that a person opened.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** Whether this is a page of its own in the browser, and not a part, a machine's call or a guess. */
function is_opened_page(): bool {
	$is_machine = wp_doing_ajax() || wp_doing_cron() || wp_is_serving_rest_request()
		|| ( defined( 'XMLRPC_REQUEST' ) && XMLRPC_REQUEST ) || ( defined( 'WP_CLI' ) && WP_CLI );
	// The customizer and wp-admin's iframes define it.
	$is_part  = ( defined( 'IFRAME_REQUEST' ) && IFRAME_REQUEST ) || is_customize_preview()
		|| ! in_array( server_variable( 'HTTP_SEC_FETCH_DEST' ), array( '', 'document' ), true );
	$is_guess = str_contains( server_variable( 'HTTP_SEC_PURPOSE' ) . server_variable( 'HTTP_PURPOSE' ) . server_variable( 'HTTP_X_MOZ' ), 'prefetch' );

	return 'GET' === server_variable( 'REQUEST_METHOD' ) && ! $is_machine && ! $is_part && ! $is_guess
		&& ( is_admin() || is_opened_front_page() );
}

function is_opened_front_page(): bool {
	return ! is_404() && ! is_feed() && ! is_embed() && ! is_robots() && ! is_favicon() && ! is_trackback();
}

function server_variable( string $name ): string {
	return isset( $_SERVER[ $name ] ) && is_string( $_SERVER[ $name ] ) ? sanitize_text_field( wp_unslash( $_SERVER[ $name ] ) ) : '';
}
