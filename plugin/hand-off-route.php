<?php
/**
 * POST ?rest_route=/gatehouse/v1/handoff: a hand-off for the page's own script.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

function register_hand_off_route(): void {
	register_rest_route(
		REST_NAMESPACE,
		'/handoff',
		array(
			'methods'             => 'POST',
			'permission_callback' => __NAMESPACE__ . '\permit_hand_off',
			'callback'            => __NAMESPACE__ . '\answer_hand_off',
			'args'                => array(
				'intent' => array(
					'type'    => 'boolean',
					'default' => false,
				),
			),
		)
	);
}

/** Only a browser with WordPress's cookie and a nonce: no application password, no forged cookie beside one. */
function permit_hand_off(): bool|WP_Error {
	global $wp_rest_auth_cookie;
	if ( true !== $wp_rest_auth_cookie || null !== rest_get_authenticated_app_password() || null === current_verifier() ) {
		return new WP_Error( 'session_missing', __( 'Sign in to WordPress first.', 'gatehouse' ), array( 'status' => 401 ) );
	}
	if ( ! grants_of( wp_get_current_user() ) ) {
		return new WP_Error( 'permission_missing', __( 'Your WordPress account may not see reports. Ask an administrator for the permission.', 'gatehouse' ), array( 'status' => 403 ) );
	}
	if ( ! is_connected() ) {
		return new WP_Error( 'gatehouse_not_connected', __( 'This site is not connected with its report service yet.', 'gatehouse' ), array( 'status' => 503 ) );
	}
	return true;
}

/** @param WP_REST_Request<array{intent: bool}> $request */
function answer_hand_off( WP_REST_Request $request ): WP_REST_Response|WP_Error {
	$hand_off = hand_off_for_browser( (string) current_verifier(), 'fetch', true === $request['intent'] );
	if ( is_wp_error( $hand_off ) ) {
		return $hand_off;
	}
	return uncached(
		array(
			'handoff' => $hand_off,
			'url'     => base() . '/',
		)
	);
}
