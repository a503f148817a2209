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

/** How long the next key is public before it signs, so that the sidecar can have fetched it. */
const NEXT_KEY_SECONDS = 60;

/** A sidecar that was away for so long still finds a key that it knows. What the old one signed has long expired. */
const OLD_KEY_SECONDS = WEEK_IN_SECONDS;

const LEAKED_KEY_MARK = 'leaked:';

/**
 * The 32 bytes that the site signs with.
 *
 * @return non-empty-string|WP_Error
 */
function signing_seed(): string|WP_Error {
	if ( key_is_constant() ) {
		return key_bytes( constant_keys()[0] ) ?? wrong_constant_error();
	}
	$key = stored_key();
	return is_wp_error( $key ) ? $key : $key['seed'];
}

/** @return array{keys: non-empty-list<array<string, mixed>>}|WP_Error The public halves as a JWKS; the first one signs. */
function own_key_set(): array|WP_Error {
	if ( key_is_constant() ) {
		return constant_key_set();
	}
	$key = stored_key();
	if ( is_wp_error( $key ) ) {
		return $key;
	}
	$next = isset( $key['next'] ) ? array( public_jwk( $key['next']['seed'] ) ) : array();
	$old  = array_map( static fn( array $old ): array => jwk_of( $old['x'], $old['leaked'] ?? null ), $key['old'] );
	return array( 'keys' => array( public_jwk( $key['seed'] ), ...$next, ...$old ) );
}

/** @return list<string> Of the keys that others may trust. */
function trustworthy_kids(): array {
	$keys = own_key_set();
	return is_wp_error( $keys ) ? array() : array_column( array_filter( $keys['keys'], static fn( array $jwk ): bool => ! isset( $jwk['revoked'] ) ), 'kid' );
}

function key_is_constant(): bool {
	return defined( 'GATEHOUSE_PRIVATE_KEY' );
}

/**
 * The keys of the constant, with a space between: the first signs, all are public. So one that
 * stands second first, and then first, is rotated. One behind `leaked:` is public as revoked.
 *
 * @return array{keys: non-empty-list<array<string, mixed>>}|WP_Error
 */
function constant_key_set(): array|WP_Error {
	$seed = signing_seed();
	if ( is_wp_error( $seed ) ) {
		return $seed;
	}
	$keys = array( public_jwk( $seed ) );
	foreach ( array_slice( constant_keys(), 1 ) as $text ) {
		$is_leaked = str_starts_with( $text, LEAKED_KEY_MARK );
		$bytes     = key_bytes( $is_leaked ? substr( $text, strlen( LEAKED_KEY_MARK ) ) : $text );
		if ( null === $bytes ) {
			return wrong_constant_error();
		}
		$keys[] = jwk_of( public_jwk( $bytes )['x'], $is_leaked ? time() : null );
	}
	return array( 'keys' => $keys );
}

/** @return non-empty-list<string> */
function constant_keys(): array {
	return explode( ' ', trim( (string) constant( 'GATEHOUSE_PRIVATE_KEY' ) ) );
}

function wrong_constant_error(): WP_Error {
	return new WP_Error( 'gatehouse_key_wrong', __( 'GATEHOUSE_PRIVATE_KEY in wp-config.php is not a key: it holds 32 random bytes, written in base64url.', 'gatehouse' ), array( 'status' => 500 ) );
}

/**
 * The key pair of the database, made if there is none. One kept for another home address
 * belongs to the site this one was copied from, so it is replaced, never used.
 *
 * @return array{seed: non-empty-string, next?: array{seed: non-empty-string, from: int}, old: list<array{x: string, until: int, leaked?: int}>}|WP_Error
 */
function stored_key(): array|WP_Error {
	$stored = read_option( KEY_OPTION );
	$key    = key_at( $stored, time() );
	if ( null !== $key ) {
		return $key;
	}
	keep_key( $stored, random_bytes( SODIUM_CRYPTO_SIGN_SEEDBYTES ) );
	// Another request may have been first; its key is the one.
	return key_at( read_option( KEY_OPTION ), time() ) ?? new WP_Error( 'gatehouse_key_unkept', __( 'The site could not store its signing key. Check that the database takes writes.', 'gatehouse' ), array( 'status' => 500 ) );
}

/**
 * The option as it counts now: a next key whose time has come signs, without anybody writing it down.
 *
 * @return array{seed: non-empty-string, next?: array{seed: non-empty-string, from: int}, old: list<array{x: string, until: int, leaked?: int}>}|null
 */
function key_at( ?string $stored, int $now ): ?array {
	$kept = maybe_unserialize( $stored ?? '' );
	$seed = is_array( $kept ) && home() === ( $kept['home'] ?? null ) ? key_bytes( (string) ( $kept['seed'] ?? '' ) ) : null;
	if ( null === $seed ) {
		return null;
	}
	$old  = $kept['old'] ?? array();
	$from = (int) ( $kept['next']['from'] ?? 0 );
	$next = key_bytes( (string) ( $kept['next']['seed'] ?? '' ) );
	$key  = array( 'seed' => $seed );
	if ( null !== $next && $from <= $now ) {
		$old[] = array(
			'x'     => public_jwk( $seed )['x'],
			'until' => $from + OLD_KEY_SECONDS,
		);
		$key   = array( 'seed' => $next );
	} elseif ( null !== $next ) {
		$key['next'] = array(
			'seed' => $next,
			'from' => $from,
		);
	}
	return $key + array( 'old' => array_values( array_filter( $old, static fn( array $one ): bool => $one['until'] > $now ) ) );
}

/**
 * Writes a key down unless another request has written one since. Whether this request did.
 *
 * @param array<string, mixed> $beside next and old.
 */
function keep_key( ?string $stored, string $seed, array $beside = array() ): bool {
	$made = maybe_serialize( array(
		'home' => home(),
		'seed' => to_base64url( $seed ),
	) + $beside );
	if ( null !== $stored ) {
		return swap_option( KEY_OPTION, $stored, $made );
	}
	add_option_once( KEY_OPTION, $made );
	return true;
}

/** @return non-empty-string|null The 32 bytes of a seed or of a public key. */
function key_bytes( string $text ): ?string {
	$bytes = (string) from_base64url( $text );
	return 32 === strlen( $bytes ) ? $bytes : null;
}

/**
 * @param non-empty-string $seed
 * @return array{kty: string, crv: string, x: string, kid: string, alg: string, use: string}
 */
function public_jwk( string $seed ): array {
	return jwk_of( to_base64url( sodium_crypto_sign_publickey( sodium_crypto_sign_seed_keypair( $seed ) ) ) );
}

/**
 * A leaked key stays public, for whoever knows only that one: so the new one beside it is
 * believed. `revoked` is the parameter of OpenID Federation 1.0, section 8.7.
 *
 * @param ?int $leaked When that was found.
 * @return array{kty: string, crv: string, x: string, kid: string, alg: string, use: string, revoked?: array{revoked_at: int, reason: string}}
 */
function jwk_of( string $x, ?int $leaked = null ): array {
	$jwk = array(
		'kty' => 'OKP',
		'crv' => 'Ed25519',
		'x'   => $x,
		'kid' => thumbprint( $x ),
		'alg' => SIGNATURE_ALGORITHM,
		'use' => 'sig',
	);
	return null === $leaked ? $jwk : $jwk + array(
		'revoked' => array(
			'revoked_at' => $leaked,
			'reason'     => 'compromised',
		),
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
