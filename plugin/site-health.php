<?php
/**
 * Tools > Site Health: whether the sidecar answers, the keys agree, the clocks run together and
 * what other plugins add can be used.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/**
 * @param array<string, array<string, mixed>> $tests
 * @return array<string, array<string, mixed>>
 */
function add_health_test( array $tests ): array {
	$tests['direct']['gatehouse'] = array(
		'label' => __( 'Report service', 'gatehouse' ),
		'test'  => __NAMESPACE__ . '\\health_of_sidecar',
	);
	return $tests;
}

/** @return array<string, mixed> As Site Health takes it. */
function health_of_sidecar(): array {
	$faults = is_connected() ? health_faults() : array( __( 'This site is not connected with its report service yet.', 'gatehouse' ) );
	return array(
		'label'       => $faults ? __( 'The report service needs attention', 'gatehouse' ) : __( 'The report service is connected and answers', 'gatehouse' ),
		'status'      => $faults ? 'recommended' : 'good',
		'badge'       => array(
			'label' => __( 'Reports', 'gatehouse' ),
			'color' => 'blue',
		),
		'description' => implode( array_map( static fn( string $sentence ): string => '<p>' . esc_html( $sentence ) . '</p>', $faults ? $faults : array( __( 'It answers, the keys agree and the clocks run together.', 'gatehouse' ) ) ) ),
		'actions'     => sprintf( '<a href="%s">%s</a>', esc_url( settings_address() ), esc_html__( 'Gatehouse settings', 'gatehouse' ) ),
		'test'        => 'gatehouse',
	);
}

/** @return list<string> */
function health_faults(): array {
	$keys = fetch_sidecar_keys( CONNECT_SECONDS );
	if ( is_wp_error( $keys ) ) {
		$error = with_remedy( $keys );
		return array( $error->get_error_message() . ' ' . $error->get_error_data()['remedy'] );
	}
	$faults = array();
	if ( count( believed_keys( $keys, pinned_keys(), (string) base() ) ) < count( $keys ) ) {
		$faults[] = __( 'The report service shows another key than the one this site trusts.', 'gatehouse' );
	}
	$ping = ping_sidecar();
	if ( is_wp_error( $ping ) ) {
		$faults[] = trim( $ping->get_error_message() . ' ' . ( $ping->get_error_data()['remedy'] ?? '' ) );
	}
	// A ping that was refused for its time has said so already.
	return array_values( array_unique( array_filter( array( ...$faults, clock_fault(), ...( $faults ? array() : declaration_faults() ) ) ) ) );
}

/**
 * What other plugins add to the reports and can't be used.
 *
 * @return list<string>
 */
function declaration_faults(): array {
	$answer = ask_catalogue();
	$wrong  = is_wp_error( $answer ) ? array() : (array) ( $answer['wrong'] ?? array() );
	return array_map( wrong_declaration( ... ), array_values( array_filter( $wrong, 'is_array' ) ) );
}

/** @param array<string, mixed> $wrong WrongDeclaration of the contract. */
function wrong_declaration( array $wrong ): string {
	$named = array_map( static fn( string $name ): string => is_string( $wrong[ $name ] ?? null ) ? $wrong[ $name ] : '', array( 'id', 'reason' ) );
	return 'report' === ( $wrong['kind'] ?? '' )
		/* translators: 1: name of a report, which may be empty, 2: reason, in English. */
		? sprintf( __( 'The report “%1$s” of another plugin is left out. For its author: %2$s', 'gatehouse' ), ...$named )
		/* translators: 1: name of a dataset, which may be empty, 2: reason, in English. */
		: sprintf( __( 'The dataset “%1$s” of another plugin is left out. For its author: %2$s', 'gatehouse' ), ...$named );
}

/** By how much the clocks differ, if that is too much. */
function clock_fault(): ?string {
	$apart = seconds_apart();
	if ( null === $apart || abs( $apart ) <= CLOCK_TOLERANCE ) {
		return null;
	}
	/* translators: %d: number of seconds. */
	return sprintf( __( 'The clocks of WordPress and of the report service differ by %d seconds. Up to 30 are fine; set the wrong one, best by NTP.', 'gatehouse' ), abs( $apart ) );
}

/** How far the sidecar's clock is ahead, from the Date of its answer; null when it says none. */
function seconds_apart(): ?int {
	$response = wp_remote_get( base() . '/healthz', array(
		'timeout'     => 1,
		'redirection' => 0,
	) );
	$date     = strtotime( implode( (array) wp_remote_retrieve_header( $response, 'date' ) ) );
	return false === $date ? null : $date - time();
}
