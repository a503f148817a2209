<?php
/**
 * New keys for the site: as a habit, or because the old one has leaked.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;

defined( 'ABSPATH' ) || exit;

const LEAKED_KEY_SECONDS = 120;

/**
 * Publishes another key, which signs a minute later. Nobody is signed out.
 *
 * @return int|WP_Error When it begins to sign.
 */
function rotate_key(): int|WP_Error {
	$stored = read_option( KEY_OPTION );
	$key    = key_is_constant() ? constant_key_error() : stored_key();
	if ( is_wp_error( $key ) ) {
		return $key;
	}
	$from = time() + NEXT_KEY_SECONDS;
	$seed = random_bytes( SODIUM_CRYPTO_SIGN_SEEDBYTES );
	$next = array(
		'seed' => to_base64url( $seed ),
		'from' => $from,
	);
	if ( isset( $key['next'] ) || ! keep_key( $stored, $key['seed'], array( 'next' => $next, 'old' => $key['old'] ) ) ) {
		return new WP_Error( 'gatehouse_key_changing', __( 'A new key is on its way already. Wait a minute.', 'gatehouse' ), array( 'status' => 409 ) );
	}
	show_key( $seed );
	return $from;
}

/**
 * For a key that has leaked: another one signs from now on, and every report session of the
 * site ends. The old one stays public for the moment that the sidecar needs to fetch the new
 * beside it: a set without any known key is somebody else's.
 */
function replace_leaked_key(): ?WP_Error {
	$stored = read_option( KEY_OPTION );
	$key    = key_is_constant() ? constant_key_error() : stored_key();
	if ( is_wp_error( $key ) ) {
		return $key;
	}
	$seed   = random_bytes( SODIUM_CRYPTO_SIGN_SEEDBYTES );
	$leaked = array(
		'x'     => public_jwk( $key['seed'] )['x'],
		'until' => time() + LEAKED_KEY_SECONDS,
	);
	if ( ! keep_key( $stored, $seed, array( 'old' => array( $leaked ) ) ) ) {
		return new WP_Error( 'gatehouse_key_changing', __( 'A new key is on its way already. Wait a minute.', 'gatehouse' ), array( 'status' => 409 ) );
	}
	show_key( $seed );
	end_every_session();
	return null;
}

/**
 * The sidecar fetches the set for a kid that it does not know, and that takes a moment: so before the key is needed.
 *
 * @param non-empty-string $seed
 */
function show_key( string $seed ): void {
	if ( is_connected() ) {
		tell_sidecar( '/site/ping', 'gatehouse-ping+jwt', array(), 1, $seed );
	}
}

function constant_key_error(): WP_Error {
	return new WP_Error( 'gatehouse_key_constant', __( 'The key is set by the constant GATEHOUSE_PRIVATE_KEY in wp-config.php, so it is changed there: write the new key behind the old one, a space between; after a minute put it first; after a week remove the old one.', 'gatehouse' ), array( 'status' => 409 ) );
}
