<?php
/**
 * The sidecar's public keys: pinned when an administrator connects, then only refreshed.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;

defined( 'ABSPATH' ) || exit;

const SIDECAR_KEYS_OPTION  = 'gatehouse_sidecar_keys';
const OFFERED_KEYS_OPTION  = 'gatehouse_offered_keys';
const KEYS_REFRESH_SECONDS = 30;

/** Whether an administrator has connected the site with the base it has now. */
function is_connected(): bool {
	return array() !== pinned_keys();
}

/** @return array<string, string> Public key (base64url) by kid; none that were pinned for another base. */
function pinned_keys(): array {
	$pinned = get_option( SIDECAR_KEYS_OPTION );
	return is_array( $pinned ) && null !== base() && base() === ( $pinned['base'] ?? null ) ? $pinned['keys'] : array();
}

/** @return array<string, array{x: string, vouched: ?string}>|WP_Error Keys by kid, as the sidecar publishes them. */
function fetch_sidecar_keys( int $timeout_seconds = 1 ): array|WP_Error {
	$answer = call_sidecar( '/.well-known/jwks.json', array( 'timeout' => $timeout_seconds ) );
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	$keys = read_key_set( $answer['body'] );
	return $keys ? $keys : new WP_Error( 'gatehouse_keys_missing', __( 'The report service publishes no key that WordPress can use.', 'gatehouse' ), array( 'status' => 502 ) );
}

/**
 * @param mixed $answer A JWKS.
 * @return array<string, array{x: string, vouched: ?string}> Of its keys those that can be read.
 */
function read_key_set( mixed $answer ): array {
	$keys = array();
	foreach ( is_array( $answer['keys'] ?? null ) ? $answer['keys'] : array() as $jwk ) {
		$x = is_array( $jwk ) && 'Ed25519' === ( $jwk['crv'] ?? null ) && is_string( $jwk['x'] ?? null ) ? $jwk['x'] : '';
		if ( null !== key_bytes( $x ) ) {
			$keys[ thumbprint( $x ) ] = array(
				'x'       => $x,
				'vouched' => is_string( $jwk['vouched'] ?? null ) ? $jwk['vouched'] : null,
			);
		}
	}
	return $keys;
}

/** @param array<string, string> $keys */
function pin_keys( array $keys ): void {
	update_option(
		SIDECAR_KEYS_OPTION,
		array(
			'base'    => base(),
			'keys'    => $keys,
			'fetched' => time(),
		),
		true
	);
	note_connected_blog( true );
}

function refresh_sidecar_keys(): void {
	$pinned = pinned_keys();
	if ( ! $pinned ) {
		return;
	}
	$keys = fetch_sidecar_keys();
	if ( is_wp_error( $keys ) ) {
		pin_keys( $pinned );
	} else {
		pin_or_offer_keys( $keys );
	}
}

/**
 * A key that no pinned one vouches for is somebody else's until an administrator says
 * otherwise: an expired domain must not become the sidecar.
 *
 * @param array<string, array{x: string, vouched: ?string}> $published
 * @return bool Whether all are trusted now. If none is, those before still are.
 */
function pin_or_offer_keys( array $published ): bool {
	$pinned   = pinned_keys();
	$keys     = array_map( static fn( array $key ): string => $key['x'], $published );
	$believed = $pinned ? believed_keys( $published, $pinned, (string) base() ) : $keys;
	$is_known = $believed === $keys;
	pin_keys( $believed ? $believed : $pinned );
	if ( $is_known ) {
		delete_option( OFFERED_KEYS_OPTION );
	} else {
		update_option(
			OFFERED_KEYS_OPTION,
			array(
				'base' => base(),
				'keys' => $keys,
			),
			false
		);
	}
	return $is_known;
}

/** @return array<string, string> Unknown keys by kid that the sidecar's address has shown in place of the pinned ones. */
function offered_keys(): array {
	$offered = get_option( OFFERED_KEYS_OPTION );
	return is_array( $offered ) && base() === ( $offered['base'] ?? null ) ? $offered['keys'] : array();
}

/** @return non-empty-string|null The 32 bytes. */
function find_sidecar_key( string $kid ): ?string {
	$pinned = get_option( SIDECAR_KEYS_OPTION );
	if ( ! isset( pinned_keys()[ $kid ] ) && is_array( $pinned ) && time() - (int) $pinned['fetched'] > KEYS_REFRESH_SECONDS ) {
		refresh_sidecar_keys();
	}
	$x = pinned_keys()[ $kid ] ?? null;
	return null === $x ? null : key_bytes( $x );
}
