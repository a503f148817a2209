<?php
/**
 * Calls to the sidecar. None takes longer than a second unless an administrator waits for it.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Posts a signed statement.
 *
 * @param array<string, mixed>  $claims
 * @param non-empty-string|null $seed   Another than the one that signs now.
 * @return array{body: array<string, mixed>, cookies: array<string, string>}|WP_Error
 */
function tell_sidecar( string $path, string $type, array $claims, int $timeout_seconds = 1, ?string $seed = null, int $answer_bytes = STATEMENT_MAX_BYTES ): array|WP_Error {
	$statement = statement( $type, $claims, $seed );
	if ( is_wp_error( $statement ) ) {
		return $statement;
	}
	return call_sidecar(
		$path,
		array(
			'method'              => 'POST',
			'timeout'             => $timeout_seconds,
			'limit_response_size' => $answer_bytes,
			'body'                => $statement,
			'headers'             => array( 'Content-Type' => 'application/jose' ),
		)
	);
}

/**
 * A refusal is an error with the sidecar's code and status; `gatehouse_sidecar_silent` is one
 * without any answer that the sidecar itself could have written.
 *
 * @param array<string, mixed> $request As of wp_remote_request().
 * @return array{body: array<string, mixed>, cookies: array<string, string>}|WP_Error
 */
function call_sidecar( string $path, array $request ): array|WP_Error {
	$response = wp_remote_request(
		base() . $path,
		$request + array(
			'timeout'             => 1,
			'redirection'         => 0,
			'limit_response_size' => STATEMENT_MAX_BYTES,
		)
	);
	if ( is_wp_error( $response ) ) {
		return silent_sidecar( $response->get_error_message(), 0 );
	}

	$status  = (int) wp_remote_retrieve_response_code( $response );
	$body    = from_json( wp_remote_retrieve_body( $response ) );
	$is_json = str_contains( implode( (array) wp_remote_retrieve_header( $response, 'content-type' ) ), 'json' );
	if ( $status >= 200 && $status < 300 && $is_json ) {
		return array(
			'body'    => $body,
			'cookies' => array_column( wp_remote_retrieve_cookies( $response ), 'value', 'name' ),
		);
	}
	if ( ! is_string( $body['code'] ?? null ) ) {
		return silent_sidecar( "HTTP $status", $status );
	}
	return new WP_Error(
		'gatehouse_sidecar_refused',
		is_string( $body['message'] ?? null ) ? $body['message'] : $body['code'],
		array(
			'status'     => $status,
			'code'       => $body['code'],
			'retryAfter' => (int) wp_remote_retrieve_header( $response, 'retry-after' ),
		)
	);
}

function silent_sidecar( string $detail, int $status ): WP_Error {
	return new WP_Error(
		'gatehouse_sidecar_silent',
		__( 'The report service did not answer.', 'gatehouse' ),
		array(
			'status' => $status,
			'detail' => $detail,
		)
	);
}

/** Silence, as the breaker counts it: a 404 of somebody else is an answer. */
function was_silent( mixed $answer ): bool {
	if ( ! is_wp_error( $answer ) || 'gatehouse_sidecar_silent' !== $answer->get_error_code() ) {
		return false;
	}
	$status = $answer->get_error_data()['status'];
	return 0 === $status || $status >= 500;
}

/**
 * As tell_sidecar(), but not while the breaker is open.
 *
 * @param array<string, mixed> $claims
 * @return array{body: array<string, mixed>, cookies: array<string, string>}|WP_Error
 */
function tell_sidecar_gently( string $path, string $type, array $claims ): array|WP_Error {
	if ( breaker_is_open( time() ) ) {
		return silent_sidecar( 'silent three times within a minute', 0 );
	}
	$answer = tell_sidecar( $path, $type, $claims );
	if ( was_silent( $answer ) ) {
		count_silence( time() );
	} else {
		close_breaker();
	}
	return $answer;
}

/** Lets the visitor's browser go, so that nobody waits for a call. Whether the server can. */
function finish_request(): bool {
	ignore_user_abort( true );
	return match ( true ) {
		function_exists( 'fastcgi_finish_request' ) => fastcgi_finish_request(),
		function_exists( 'litespeed_finish_request' ) => litespeed_finish_request(),
		default => in_array( PHP_SAPI, array( 'cli', 'phpdbg' ), true ),
	};
}
