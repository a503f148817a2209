<?php
/**
 * The site's public key, for anybody.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

function register_key_route(): void {
	register_rest_route(
		REST_NAMESPACE,
		'/keys',
		array(
			'methods'             => 'GET',
			'permission_callback' => '__return_true',
			'callback'            => static function (): WP_REST_Response|WP_Error {
				$keys = own_key_set();
				return is_wp_error( $keys ) ? $keys : uncached( $keys );
			},
		)
	);
}

/** The same at <home>/?gatehouse=keys, where a security plugin closes REST to strangers. */
function print_keys(): void {
	if ( 'keys' !== gatehouse_page() ) {
		return;
	}
	$keys = own_key_set();
	header( 'Cache-Control: no-store' );
	if ( is_wp_error( $keys ) ) {
		wp_send_json(
			array(
				'code'    => $keys->get_error_code(),
				'message' => $keys->get_error_message(),
			),
			500
		);
	}
	wp_send_json( $keys );
}

/** The page of the plugin's own that was asked for, as in <home>/?gatehouse=open. */
function gatehouse_page(): string {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- an address, not an order.
	return isset( $_GET['gatehouse'] ) && is_string( $_GET['gatehouse'] ) ? sanitize_key( $_GET['gatehouse'] ) : '';
}
