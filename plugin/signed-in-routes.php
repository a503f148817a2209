<?php
/**
 * GET sessions, POST end-session and POST end-sessions, for the page's own script.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

function register_signed_in_routes(): void {
	register_rest_route(
		REST_NAMESPACE,
		'/sessions',
		array(
			'methods'             => 'GET',
			'permission_callback' => __NAMESPACE__ . '\permit_sessions',
			'callback'            => __NAMESPACE__ . '\answer_sessions',
			'args'                => array(
				'user'  => array(
					'type'    => 'integer',
					'minimum' => 1,
				),
				'after' => array(
					'type'    => 'integer',
					'minimum' => 1,
				),
			),
		)
	);
	register_rest_route(
		REST_NAMESPACE,
		'/end-session',
		array(
			'methods'             => 'POST',
			'permission_callback' => __NAMESPACE__ . '\permit_sessions',
			'callback'            => __NAMESPACE__ . '\answer_end_session',
			'args'                => array(
				'user'     => array(
					'type'     => 'integer',
					'minimum'  => 1,
					'required' => true,
				),
				'verifier' => array(
					'type'     => 'string',
					'pattern'  => '^[0-9a-f]{64}$',
					'required' => true,
				),
			),
		)
	);
	register_rest_route(
		REST_NAMESPACE,
		'/end-sessions',
		array(
			'methods'             => 'POST',
			'permission_callback' => __NAMESPACE__ . '\permit_sessions',
			'callback'            => __NAMESPACE__ . '\answer_end_sessions',
			'args'                => array(
				'user' => array(
					'type'     => 'integer',
					'minimum'  => 1,
					'required' => true,
				),
			),
		)
	);
}

/**
 * A browser as for a hand-off. Everybody's sessions are for those who manage, one's own for all.
 *
 * @param WP_REST_Request<array{user?: int}> $request
 */
function permit_sessions( WP_REST_Request $request ): bool|WP_Error {
	$permitted = permit_hand_off();
	if ( true !== $permitted || may( 'manage' ) || get_current_user_id() === $request['user'] ) {
		return $permitted;
	}
	return new WP_Error( 'permission_missing', __( 'Your WordPress account may see and end its own sessions only.', 'gatehouse' ), array( 'status' => 403 ) );
}

/** @param WP_REST_Request<array{user?: int, after?: int}> $request */
function answer_sessions( WP_REST_Request $request ): WP_REST_Response {
	return uncached(
		null === $request['user'] ? signed_in_people( (int) $request['after'] ) : array(
			'people' => array( signed_in_person( $request['user'] ) ),
			'next'   => null,
		)
	);
}

/** @param WP_REST_Request<array{user: int, verifier: string}> $request */
function answer_end_session( WP_REST_Request $request ): WP_REST_Response|WP_Error {
	$user_id  = (int) $request['user'];
	$verifier = (string) $request['verifier'];
	if ( current_verifier() === $verifier ) {
		return new WP_Error( 'gatehouse_own_session', __( 'You are using this session. Log out of WordPress to end it.', 'gatehouse' ), array( 'status' => 409 ) );
	}
	// Barred first: whatever becomes of WordPress's own session, the reports don't open again by themselves.
	end_arrival( $verifier, $user_id );
	mark_user( $user_id );
	return uncached( array( 'endedWordPress' => may_end_wordpress_session( $user_id ) && Removable_Sessions::remove( $user_id, $verifier ) ) );
}

/**
 * All of one user, however many, but the one that asks.
 *
 * @param WP_REST_Request<array{user: int}> $request
 */
function answer_end_sessions( WP_REST_Request $request ): WP_REST_Response {
	$user_id = (int) $request['user'];
	$asking  = (string) current_verifier();
	end_arrivals( $user_id, $asking );
	mark_user( $user_id );
	return uncached( array( 'endedWordPress' => may_end_wordpress_session( $user_id ) ? Removable_Sessions::remove_all_but( $user_id, $asking ) : 0 ) );
}
