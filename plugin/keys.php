<?php
/**
 * The site's own key pair.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;

defined( 'ABSPATH' ) || exit;

const KEY_OPTION = 'gatehouse_key';

/**
 * The 32 bytes that the site signs with. A key kept for another home address belongs to the
 * site this one was copied from, so it is replaced, never used.
 *
 * @return non-empty-string|WP_Error
 */
function signing_seed(): string|WP_Error {
	if ( defined( 'GATEHOUSE_PRIVATE_KEY' ) ) {
		return key_bytes( (string) constant( 'GATEHOUSE_PRIVATE_KEY' ) )
			?? new WP_Error( 'gatehouse_key_wrong', __( 'GATEHOUSE_PRIVATE_KEY in wp-config.php is not a key: it holds 32 random bytes, written in base64url.', 'gatehouse' ), array( 'status' => 500 ) );
	}

	$stored = read_option( KEY_OPTION );
	$seed   = kept_seed( $stored );
	if ( null !== $seed ) {
		return $seed;
	}

	$made = maybe_serialize(
		array(
			'home' => home(),
			'seed' => to_base64url( random_bytes( SODIUM_CRYPTO_SIGN_SEEDBYTES ) ),
		)
	);
	if ( null === $stored ) {
		add_option_once( KEY_OPTION, $made );
	} else {
		swap_option( KEY_OPTION, $stored, $made );
	}
	// Another request may have been first; its key is the one.
	return kept_seed( read_option( KEY_OPTION ) ) ?? new WP_Error( 'gatehouse_key_unkept', __( 'The site could not store its signing key. Check that the database takes writes.', 'gatehouse' ), array( 'status' => 500 ) );
}

/** @return non-empty-string|null */
function kept_seed( ?string $stored ): ?string {
	$key = maybe_unserialize( $stored ?? '' );
	if ( ! is_array( $key ) || ! isset( $key['home'], $key['seed'] ) || home() !== $key['home'] ) {
		return null;
	}
	return key_bytes( (string) $key['seed'] );
}

/** @return non-empty-string|null The 32 bytes of a seed or of a public key. */
function key_bytes( string $text ): ?string {
	$bytes = (string) from_base64url( $text );
	return 32 === strlen( $bytes ) ? $bytes : null;
}

/** @return array{keys: list<array<string, string>>}|WP_Error The public half, as a JWKS. */
function own_key_set(): array|WP_Error {
	$seed = signing_seed();
	return is_wp_error( $seed ) ? $seed : array( 'keys' => array( public_jwk( $seed ) ) );
}

/**
 * @param non-empty-string $seed
 * @return array<string, string>
 */
function public_jwk( string $seed ): array {
	$pair = sodium_crypto_sign_seed_keypair( $seed );
	$x    = to_base64url( sodium_crypto_sign_publickey( $pair ) );
	return array(
		'kty' => 'OKP',
		'crv' => 'Ed25519',
		'x'   => $x,
		'kid' => thumbprint( $x ),
		'alg' => SIGNATURE_ALGORITHM,
		'use' => 'sig',
	);
}

/** RFC 7638: the members in this order, without spaces. */
function thumbprint( string $x ): string {
	return to_base64url( hash( 'sha256', '{"crv":"Ed25519","kty":"OKP","x":"' . $x . '"}', true ) );
}

function to_base64url( string $bytes ): string {
	return sodium_bin2base64( $bytes, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING );
}

function from_base64url( string $text ): ?string {
	try {
		return sodium_base642bin( $text, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING, '' );
	} catch ( \SodiumException ) {
		return null;
	}
}
