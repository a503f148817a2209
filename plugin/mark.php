<?php
/**
 * The mark: by it both sides notice that a database was put back from a backup.
 *
 * The site gives the sidecar another one after every change of a version, and the sidecar sends
 * the last it got with each question. Who was put back is behind: a mark that is neither the
 * last that came back nor the one on its way belongs to what one of the two has forgotten.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const MARK_OPTION = 'gatehouse_mark';

/**
 * The mark to send with the next question; null: the sidecar has to say what it holds first.
 *
 * @param mixed $told     The sidecar's, empty before its first.
 * @param bool  $has_said It has just said the last of what it holds.
 */
function next_mark( mixed $told, bool $has_said ): ?string {
	$mark   = stored_mark();
	$now    = sum_of_versions();
	$agrees = in_array( $told, array( $mark['heard'], $mark['given'] ), true ) && $now['newest'] >= $mark['newest'];
	if ( ! $agrees && ! $has_said ) {
		return null;
	}
	$next = $mark;
	if ( $agrees && $told === $mark['given'] ) {
		$next['heard'] = $told;
	}
	if ( ! $agrees || ( $next['heard'] === $mark['given'] && $now['sum'] !== $mark['sum'] ) ) {
		$next = array( 'given' => to_base64url( random_bytes( 16 ) ) ) + $now + $next;
	}
	if ( $next === $mark || swap_option( MARK_OPTION, json( $mark ), json( $next ) ) ) {
		return $next['given'];
	}
	// Another question was answered meanwhile; the next one settles it.
	return $agrees ? $told : null;
}

/** @return array{given: string, newest: int, sum: int, heard: string} Of the versions when it was given. */
function stored_mark(): array {
	$stored = read_option( MARK_OPTION );
	if ( null === $stored ) {
		$none = array(
			'given'  => '',
			'newest' => 0,
			'sum'    => 0,
			'heard'  => '',
		);
		add_option_once( MARK_OPTION, json( $none ) );
		$stored = read_option( MARK_OPTION );
	}
	/** @var array{given: string, newest: int, sum: int, heard: string} $mark */
	$mark = from_json( $stored );
	return $mark;
}

/** @return array{newest: int, sum: int} Of the lower bits: one version from a clock that ran ahead must not hide the others. */
function sum_of_versions(): array {
	global $wpdb;
	$row = $wpdb->get_row( $wpdb->prepare( 'SELECT MAX( version ) AS newest, SUM( version & 1073741823 ) AS low FROM %i', table( 'states' ) ) );
	return array(
		'newest' => (int) ( $row->newest ?? 0 ),
		'sum'    => (int) ( $row->low ?? 0 ),
	);
}
