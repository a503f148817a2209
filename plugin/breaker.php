<?php
/**
 * Holds hand-offs and pings back while the sidecar is silent. User states are never held back.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const BREAKER_OPTION  = 'gatehouse_breaker';
const BREAKER_SECONDS = 60;
const BREAKER_TIMES   = 3;

function breaker_is_open( int $now ): bool {
	$silences = silences();
	return BREAKER_TIMES === count( $silences )
		&& max( $silences ) - min( $silences ) <= BREAKER_SECONDS
		&& $now - max( $silences ) < BREAKER_SECONDS;
}

function count_silence( int $now ): void {
	update_option( BREAKER_OPTION, array_slice( array( ...silences(), $now ), -BREAKER_TIMES ), false );
}

function close_breaker(): void {
	if ( silences() ) {
		delete_option( BREAKER_OPTION );
	}
}

/** @return list<int> Times of the latest calls that nobody answered. */
function silences(): array {
	$times = get_option( BREAKER_OPTION, array() );
	return is_array( $times ) ? array_values( array_map( 'intval', $times ) ) : array();
}
