<?php
/**
 * User states on their way to the sidecar: queued first, sent at once, kept until acknowledged.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const STATES_PER_STATEMENT = 20;
/** Of JSON, which base64 makes a third longer: the sidecar reads no statement above 64 KB. */
const STATES_BYTES         = 40000;
/** How long a request goes on sending after the visitor has got the page. */
const DELIVERY_SECONDS     = 10;
const STATES_PER_ANSWER    = 100;
const STATES_EVENT         = 'gatehouse_send_states';
/** Of a clock's milliseconds. The sidecar takes no version beyond, so none may be used up to there. */
const VERSION_AHEAD        = YEAR_IN_SECONDS * 1000;

/**
 * The user's state under the version it has, or under the next one if it changed.
 *
 * The version is taken before anything is read. So of two requests that change one user, the
 * later version has read what both have written.
 *
 * @return array<string, mixed> UserState of the contract.
 */
function queued_state( int $user_id ): array {
	$queued = queue_row( $user_id );
	$state  = read_user_state( $user_id, time() );
	if ( null !== $queued && digest_of( $state ) === $queued['digest'] ) {
		return array( 'version' => $queued['version'] ) + $state;
	}
	take_next_version( $user_id );
	return state_under_version( $user_id, queue_row( $user_id )['version'] ?? 0 );
}

/** @return array<string, mixed> */
function state_under_version( int $user_id, int $version ): array {
	global $wpdb;
	$state = read_user_state( $user_id, time() );
	$wpdb->query(
		$wpdb->prepare(
			'UPDATE %i SET digest = %s, grants = %s WHERE user_id = %d AND version = %d',
			table( 'states' ),
			digest_of( $state ),
			implode( ',', $state['grants'] ),
			$user_id,
			$version
		)
	);
	return array( 'version' => $version ) + $state;
}

/** One more than the last, or now in milliseconds, also after a clock that was far ahead. No digest belongs to it yet. */
function take_next_version( int $user_id ): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( 'INSERT IGNORE INTO %i ( user_id ) VALUES ( %d )', table( 'states' ), $user_id ) );
	raise_versions( $wpdb->prepare( 'user_id = %d', $user_id ) );
}

function take_next_version_of_everyone(): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO %i ( user_id ) SELECT DISTINCT user_id FROM %i WHERE state IN ( 'handed_off', 'ended' )", table( 'states' ), table( 'arrivals' ) ) );
	raise_versions( $wpdb->prepare( "user_id IN ( SELECT user_id FROM %i WHERE state IN ( 'handed_off', 'ended' ) )", table( 'arrivals' ) ) );
}

/** @param string $which Prepared condition. */
function raise_versions( string $which ): void {
	global $wpdb;
	$now = milliseconds();
	// GREATEST() and LAST_INSERT_ID( expr ) are MySQL's alone.
	$wpdb->query( $wpdb->prepare( "UPDATE %i SET version = CASE WHEN version >= %d AND version < %d THEN version + 1 ELSE %d END, digest = '', tries = 0, next_try = 0 WHERE ", table( 'states' ), $now, $now + VERSION_AHEAD, $now ) . $which );
}

function milliseconds(): int {
	return (int) floor( microtime( true ) * 1000 );
}

/** @return array{version: int, delivered: int, digest: string}|null */
function queue_row( int $user_id ): ?array {
	global $wpdb;
	$row = $wpdb->get_row( $wpdb->prepare( 'SELECT version, delivered, digest FROM %i WHERE user_id = %d', table( 'states' ), $user_id ) );
	return null === $row ? null : array(
		'version'   => (int) $row->version,
		'delivered' => (int) $row->delivered,
		'digest'    => (string) $row->digest,
	);
}

/** @param array<string, mixed> $state */
function digest_of( array $state ): string {
	return hash( 'sha256', json( $state ) );
}

/** Sends what is due, the latest first, until all is told, nobody answers or the time is up. Whether all is told. */
function deliver_states( float $until ): bool {
	do {
		$states = undelivered_states( STATES_PER_STATEMENT, time(), 'DESC' );
	} while ( $states && send_states( $states, $until ) && microtime( true ) < $until );
	if ( ! count_undelivered_states() ) {
		return true;
	}
	if ( ! wp_next_scheduled( STATES_EVENT ) ) {
		wp_schedule_single_event( time() + MINUTE_IN_SECONDS, STATES_EVENT );
	}
	return false;
}

/**
 * As many in a row as one statement holds; one at least.
 *
 * @param array<array<string, mixed>> $states
 * @return list<non-empty-list<array<string, mixed>>>
 */
function statements_of( array $states ): array {
	$statements = array();
	$one        = array();
	$bytes      = 0;
	foreach ( $states as $state ) {
		$length = strlen( json( $state ) );
		if ( $one && $bytes + $length > STATES_BYTES ) {
			$statements[] = $one;
			$one          = array();
			$bytes        = 0;
		}
		$one[]  = $state;
		$bytes += $length;
	}
	return $one ? array( ...$statements, $one ) : $statements;
}

/**
 * Sends states and notes what came of it. A user counts as told after the last page. Whom the
 * sidecar does not acknowledge waits his time, and nobody else does.
 *
 * @param non-empty-list<array<string, mixed>> $states
 */
function send_states( array $states, float $until ): bool {
	$statements = statements_of( $states );
	while ( $statements && microtime( true ) < $until ) {
		$sent    = array_shift( $statements );
		$answer  = tell_sidecar( '/site/state', 'gatehouse-state+jwt', array( 'states' => $sent ) );
		$applied = is_wp_error( $answer ) || ! is_array( $answer['body']['applied'] ?? null ) ? array() : $answer['body']['applied'];
		$waiting = array_column( array_merge( ...$statements ), 'user' );
		acknowledge_states( array_filter( $applied, static fn( mixed $receipt ): bool => ! in_array( $receipt['user'] ?? null, $waiting, true ) ) );
		$untold = array_diff( array_column( $sent, 'user' ), array_column( $applied, 'user' ) );
		if ( is_wp_error( $answer ) ) {
			array_map( __NAMESPACE__ . '\put_off_state', array_unique( array( ...$untold, ...$waiting ) ) );
			return false;
		}
		array_map( __NAMESPACE__ . '\put_off_state', array_unique( $untold ) );
		$statements = statements_of( array_filter( array_merge( ...$statements ), static fn( array $state ): bool => ! in_array( $state['user'], $untold, true ) ) );
	}
	return ! $statements;
}

/** @param mixed $applied The sidecar's list of user and version. */
function acknowledge_states( mixed $applied ): void {
	foreach ( is_array( $applied ) ? $applied : array() as $receipt ) {
		if ( is_array( $receipt ) && is_int( $receipt['user'] ?? null ) && is_version( $receipt['version'] ?? null ) ) {
			acknowledge_state( $receipt['user'], $receipt['version'] );
		}
	}
}

/** @phpstan-assert-if-true int $version */
function is_version( mixed $version ): bool {
	return is_int( $version ) && $version > 0 && $version < milliseconds() + VERSION_AHEAD;
}

function acknowledge_state( int $user_id, int $version ): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( 'UPDATE %i SET delivered = %d, tries = 0, next_try = 0 WHERE user_id = %d AND delivered < %d', table( 'states' ), $version, $user_id, $version ) );
	// The sidecar knows a version that this database has not given: a restored backup.
	$wpdb->query( $wpdb->prepare( "UPDATE %i SET version = %d, digest = '' WHERE user_id = %d AND version < %d", table( 'states' ), $version + 1, $user_id, $version ) );
}

function put_off_state( int $user_id ): void {
	global $wpdb;
	$tries = (int) $wpdb->get_var( $wpdb->prepare( 'SELECT tries FROM %i WHERE user_id = %d', table( 'states' ), $user_id ) ) + 1;
	$pause = min( HOUR_IN_SECONDS, 15 * 2 ** min( $tries, 10 ) );
	$wpdb->query( $wpdb->prepare( 'UPDATE %i SET tries = %d, next_try = %d WHERE user_id = %d', table( 'states' ), $tries, time() + $pause, $user_id ) );
}

/** @return list<array<string, mixed>> What the sidecar has not acknowledged, read afresh, all pages of it. */
function undelivered_states( int $limit, int $due = PHP_INT_MAX, string $order = 'ASC' ): array {
	global $wpdb;
	/** @var list<object{user_id: string, version: string}> $rows */
	$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT user_id, version FROM %i WHERE version > delivered AND next_try <= %d ORDER BY ' . ( 'DESC' === $order ? 'version DESC' : 'version' ) . ' LIMIT %d', table( 'states' ), $due, $limit ) );
	return array_merge( ...array_map( static fn( object $row ): array => pages_of( state_under_version( (int) $row->user_id, (int) $row->version ) ), $rows ) );
}

function count_undelivered_states(): int {
	global $wpdb;
	return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE version > delivered', table( 'states' ) ) );
}

/** From WP-Cron, while the sidecar does not fetch them itself. */
function retry_states(): void {
	if ( is_connected() ) {
		deliver_states( microtime( true ) + DELIVERY_SECONDS );
	}
}
