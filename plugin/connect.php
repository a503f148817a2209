<?php
/**
 * Connecting with the sidecar: reach it, pin its keys, let it meet ours. One step a call, so that neither side waits for the other to call back.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

const CONNECT_STEPS   = array( 'reach', 'pin', 'ping' );
const CONNECT_SECONDS = 5;

function register_connect_route(): void {
	register_rest_route(
		REST_NAMESPACE,
		'/connect',
		array(
			'methods'             => 'POST',
			'permission_callback' => static fn(): bool => current_user_can( 'manage_options' ),
			'callback'            => static function ( WP_REST_Request $request ): WP_REST_Response|WP_Error {
				$message = connect_step( (string) $request['step'] );
				return is_wp_error( $message ) ? $message : uncached( array( 'message' => $message ) );
			},
			'args'                => array(
				'step' => array(
					'type'     => 'string',
					'enum'     => CONNECT_STEPS,
					'required' => true,
				),
			),
		)
	);
}

/** What has been done, as a sentence; or what failed, with its remedy. */
function connect_step( string $step ): string|WP_Error {
	if ( null === base() ) {
		return new WP_Error( 'gatehouse_base_missing', base_fault( chosen_base() ) ?? __( 'Save the address of the report service first.', 'gatehouse' ), array( 'status' => 400 ) );
	}
	return match ( $step ) {
		'pin'   => pin_sidecar(),
		'ping'  => ping_sidecar(),
		default => reach_sidecar(),
	};
}

function reach_sidecar(): string|WP_Error {
	$answer = call_sidecar( '/healthz', array( 'timeout' => CONNECT_SECONDS ) );
	return is_wp_error( $answer ) ? with_remedy( $answer ) : __( 'The report service answers.', 'gatehouse' );
}

/** An administrator vouches for the keys that are published now; for others than before, once more. */
function pin_sidecar(): string|WP_Error {
	$keys = fetch_sidecar_keys( CONNECT_SECONDS );
	if ( is_wp_error( $keys ) ) {
		return with_remedy( $keys );
	}
	if ( ! pin_or_offer_keys( $keys ) ) {
		return new WP_Error(
			'gatehouse_keys_changed',
			__( 'The report service shows another key than before.', 'gatehouse' ),
			array(
				'status' => 409,
				'remedy' => __( 'Reload this page: it shows both keys and asks which one to trust.', 'gatehouse' ),
			)
		);
	}
	close_breaker();
	/* translators: %s: fingerprint of a key. */
	return sprintf( __( 'Its key is now trusted: %s', 'gatehouse' ), (string) array_key_first( $keys ) );
}

/** The sidecar fetches our keys by itself after the first try; `keys_pending` says: try again. */
function ping_sidecar(): string|WP_Error {
	$answer = tell_sidecar( '/site/ping', 'gatehouse-ping+jwt', array(), CONNECT_SECONDS );
	return is_wp_error( $answer ) ? with_remedy( $answer ) : __( 'The report service trusts this site and is fetching its data.', 'gatehouse' );
}

/** The same error for a person: what it means, and what to do. */
function with_remedy( WP_Error $error ): WP_Error {
	$told       = (array) $error->get_error_data();
	$refusal    = (string) ( $told['code'] ?? '' );
	$is_pending = 'keys_pending' === $refusal;

	[ $message, $remedy ] = '' !== $refusal ? remedy_of_refused_time( $refusal ) ?? remedy_of_refusal( $refusal ) : remedy_of_silence( $error, (int) ( $told['status'] ?? 0 ) );
	return new WP_Error(
		$is_pending ? 'gatehouse_keys_pending' : $error->get_error_code(),
		$message,
		array(
			// The browser is to read the sentence, not to sign in anew over a 401.
			'status'     => $is_pending ? 503 : 502,
			'remedy'     => $remedy,
			'retryAfter' => max( 1, (int) ( $told['retryAfter'] ?? 0 ) ),
		)
	);
}

/** @return array{string, string}|null */
function remedy_of_refused_time( string $code ): ?array {
	$fault = 'statement_refused' === $code ? clock_fault() : null;
	return null === $fault ? null : array( $fault, '' );
}

/** @return array{string, string} */
function remedy_of_refusal( string $code ): array {
	return match ( $code ) {
		'keys_pending' => array(
			__( 'The report service does not know the key of this site yet.', 'gatehouse' ),
			__( 'It is fetching it now. That takes a few seconds; then connect again.', 'gatehouse' ),
		),
		'statement_refused', 'path_unknown' => array(
			__( 'The report service does not know this site.', 'gatehouse' ),
			/* translators: %s: value of a setting. */
			sprintf( __( 'Its setting GATEHOUSE_SITES has to contain %s; restart it after a change. If it does, the clocks of the two machines differ by more than 30 seconds.', 'gatehouse' ), home() . '=' . base() ),
		),
		default => array(
			/* translators: %s: code of an error. */
			sprintf( __( 'The report service refused (%s).', 'gatehouse' ), $code ),
			__( 'Its log has the details. Try again in a moment.', 'gatehouse' ),
		),
	};
}

/** @return array{string, string} */
function remedy_of_silence( WP_Error $error, int $status ): array {
	if ( 'gatehouse_sidecar_silent' !== $error->get_error_code() ) {
		return array( $error->get_error_message(), '' );
	}
	if ( 0 !== $status && $status < 500 ) {
		return array(
			/* translators: %d: HTTP status such as 404. */
			sprintf( __( 'Another program answered, with status %d.', 'gatehouse' ), $status ),
			__( 'The address leads elsewhere, perhaps to WordPress itself. Let the web server pass it on to the report service. On cPanel, add the line RewriteEngine Off to the file .htaccess in the folder of this address.', 'gatehouse' ),
		);
	}
	return array(
		$error->get_error_message(),
		/* translators: 1: address, 2: technical reason, in English. */
		sprintf( __( 'Start it, and check that the server of WordPress can open %1$s. (%2$s)', 'gatehouse' ), base() . '/healthz', $error->get_error_data()['detail'] ),
	);
}
