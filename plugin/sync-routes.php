<?php
/**
 * What the sidecar asks of the site: POST ?rest_route=/gatehouse/v1/{states,changes,facts,ranges,people}.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

const REST_NAMESPACE = 'gatehouse/v1';
const ROWS_PER_PAGE  = 10000;

/** What answers the claims of each. */
const SYNC_ROUTES = array(
	'states'  => __NAMESPACE__ . '\answer_states',
	'changes' => __NAMESPACE__ . '\answer_changes',
	'facts'   => __NAMESPACE__ . '\answer_facts',
	'ranges'  => __NAMESPACE__ . '\answer_ranges',
	'people'  => __NAMESPACE__ . '\answer_people',
);

function register_sync_routes(): void {
	foreach ( SYNC_ROUTES as $name => $answer ) {
		signed_route( $name, $answer );
	}
}

/** The sidecar asks often, and a third of the time in which a shop starts goes into the routes of others. */
function leave_out_other_routes( WP $request ): void {
	[ , $name ] = explode( '/' . REST_NAMESPACE . '/', (string) ( $request->query_vars['rest_route'] ?? '' ), 2 ) + array( '', '' );
	if ( isset( SYNC_ROUTES[ $name ] ) ) {
		remove_all_actions( 'rest_api_init' );
		add_action( 'rest_api_init', 'rest_api_default_filters' );
		add_action( 'rest_api_init', __NAMESPACE__ . '\register_sync_routes' );
	}
}

/**
 * A route that takes a statement of the sidecar as its body. The signature is the permission,
 * and the claims are the parameters.
 *
 * @param callable( array<string, mixed> ): (array<string, mixed>|WP_Error) $answer
 */
function signed_route( string $name, callable $answer ): void {
	register_rest_route(
		REST_NAMESPACE,
		'/' . $name,
		array(
			'methods'             => 'POST',
			'permission_callback' => static function ( WP_REST_Request $request ) use ( $name ): bool|WP_Error {
				$claims = sidecar_claims( $request->get_body(), "gatehouse-$name+jwt" );
				if ( is_wp_error( $claims ) ) {
					return $claims;
				}
				$request->set_attributes( array( 'claims' => $claims ) + $request->get_attributes() );
				return true;
			},
			'callback'            => static function ( WP_REST_Request $request ) use ( $answer ): WP_REST_Response|WP_Error {
				$body = $answer( $request->get_attributes()['claims'] );
				return is_wp_error( $body ) ? $body : uncached( $body );
			},
		)
	);
}

/** @return array<string, mixed>|WP_Error */
function sidecar_claims( string $statement, string $type ): array|WP_Error {
	if ( ! is_connected() ) {
		return refused_statement( 'not connected' );
	}
	$claims = verify_statement( $statement, $type, __NAMESPACE__ . '\find_sidecar_key', (string) base(), home(), time() );
	if ( is_wp_error( $claims ) ) {
		/**
		 * A statement that says it is the sidecar's was refused.
		 *
		 * @param string $reason For a log; the sender is not told.
		 */
		do_action( 'gatehouse_statement_refused', $claims->get_error_data()['reason'] );
		return new WP_Error( $claims->get_error_code(), $claims->get_error_message(), array( 'status' => 401 ) );
	}
	return $claims;
}

/**
 * @param array<string, mixed> $claims
 * @return array{keys: list<string>, states: list<array<string, mixed>>, mark: ?string}
 */
function answer_states( array $claims ): array {
	acknowledge_states( $claims['delivered'] ?? array() );
	note_trusted_keys( $claims['keys'] ?? null );
	notice_changed_salts();
	$held = is_array( $claims['held'] ?? null ) ? $claims['held'] : null;
	return array(
		'keys'   => trustworthy_kids(),
		'states' => null === $held ? undelivered_states( STATES_PER_ANSWER ) : states_of_held( $held['sessions'] ?? null ),
		'mark'   => next_mark( $claims['mark'] ?? null, null !== $held && false === ( $held['more'] ?? null ) ),
	);
}

/**
 * @param array<string, mixed> $claims
 * @return array<string, mixed>|WP_Error
 */
function answer_changes( array $claims ): array|WP_Error {
	$page = changes_after( claimed_number( $claims, 'after' ), page_size( $claims ) );
	$mark = mark_changes( $claims['mark'] ?? null, $page['changes'] );
	if ( null === $mark ) {
		return new WP_Error( 'mark_unwritten', 'This site could not write down what it tells.', array( 'status' => 503 ) );
	}
	return array( 'site' => site_description() ) + site_logo( $claims['logo'] ?? null ) + $mark + $page;
}

/**
 * @param array<string, mixed> $claims
 * @return array<string, mixed>|WP_Error
 */
function answer_facts( array $claims ): array|WP_Error {
	return read_facts( $claims, static fn( array $page ): array => $page );
}

/**
 * @param array<string, mixed> $claims
 * @return array<string, mixed>|WP_Error
 */
function answer_ranges( array $claims ): array|WP_Error {
	$fields = claimed_fields( $claims );
	return read_facts( $claims, static fn( array $page ): array => sum_of_facts( $page['facts'], $fields ) + array( 'next' => $page['next'] ) );
}

/**
 * @param array<string, mixed>                                                                                   $claims
 * @param callable( array{facts: list<array<string, mixed>>, next: ?int, total: int} ): array<string, mixed> $tell
 * @return array<string, mixed>|WP_Error
 */
function read_facts( array $claims, callable $tell ): array|WP_Error {
	$begun = microtime( true );
	$name  = $claims['dataset'] ?? null;
	$page  = is_string( $name ) ? facts_page( $name, claimed_number( $claims, 'after' ), page_size( $claims ) ) : null;
	if ( null === $page ) {
		return new WP_Error( 'dataset_unknown', 'This site exports no dataset of this name.', array( 'status' => 404 ) );
	}
	return $tell( $page ) + array( 'spent' => spent_since( $begun ) );
}

/**
 * By what an answer has cost, and who came meanwhile, the sidecar sees when to ask for more.
 *
 * @return array{request: float, reading: float, visits: ?int} Milliseconds, and visits so far.
 */
function spent_since( float $begun ): array {
	$now = microtime( true );
	return array(
		'request' => round( 1000 * ( $now - (float) ( $_SERVER['REQUEST_TIME_FLOAT'] ?? $begun ) ), 2 ),
		'reading' => round( 1000 * ( $now - $begun ), 2 ),
		'visits'  => count_visits(),
	);
}

/**
 * @param array<string, mixed> $claims
 * @return array{people: object}
 */
function answer_people( array $claims ): array {
	return array( 'people' => (object) names_of_people( is_array( $claims['ids'] ?? null ) ? array_values( $claims['ids'] ) : array() ) );
}

/** @param array<string, mixed> $claims */
function claimed_number( array $claims, string $name ): int {
	return is_int( $claims[ $name ] ?? null ) ? max( 0, $claims[ $name ] ) : 0;
}

/** @param array<string, mixed> $claims */
function page_size( array $claims ): int {
	return min( ROWS_PER_PAGE, max( 1, claimed_number( $claims, 'limit' ) ) );
}

/** @param array<string, mixed> $body */
function uncached( array $body ): WP_REST_Response {
	return new WP_REST_Response( $body, 200, array( 'Cache-Control' => 'no-store' ) );
}
