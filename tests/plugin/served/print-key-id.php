<?php
/**
 * Prints the kid that the site signs with, or all that it publishes and who vouches for them, or the error's code, in a process of its own.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

require __DIR__ . '/prepend.php';
require $argv[1] . '/wp-load.php';

$set = Gatehouse\own_key_set();
echo is_wp_error( $set ) ? $set->get_error_code() : implode( ' ', array_map( static fn( array $jwk ): string => $jwk['kid'] . ( isset( $argv[2], $jwk['vouched'] ) ? ' by ' . json_decode( (string) Gatehouse\from_base64url( explode( '.', $jwk['vouched'] )[0] ), true )['kid'] : '' ) . ( isset( $jwk['revoked'] ) ? ' revoked' : '' ), isset( $argv[2] ) ? $set['keys'] : array_slice( $set['keys'], 0, 1 ) ) );
