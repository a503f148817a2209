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

/** A sidecar that was away for as long as a session lives hears of it. */
const LEAKED_KEY_SECONDS = 40 * DAY_IN_SECONDS;

const NEXT_KEY_MARK   = 'next:';
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
	$next = isset( $key['next'] ) ? array( public_half( $key['next'] ) ) : array();
	$keys = array( public_half( $key ), ...$next, ...$key['old'] );
	return array( 'keys' => array_map( static fn( array $one ): array => jwk_of( $one['x'], $one['leaked'] ?? null, $one['vouched'] ), $keys ) );
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
 * The keys of the constant, with a space between, the newest first: the first signs, all are
 * public, and each vouches for the one before it, never for an older one. `next:` marks one
 * that does not sign yet. From `leaked:` on they are public as revoked: what vouched for a
 * leaked key must not be trusted either.
 *
 * @return array{keys: non-empty-list<array<string, mixed>>}|WP_Error
 */
function constant_key_set(): array|WP_Error {
	$seed = signing_seed();
	if ( is_wp_error( $seed ) ) {
		return $seed;
	}
	$next   = array();
	$seeds  = array( $seed );
	$leaked = array( null );
	foreach ( array_slice( constant_keys(), 1 ) as $text ) {
		$bytes = key_bytes( (string) preg_replace( '/^(?:' . NEXT_KEY_MARK . '|' . LEAKED_KEY_MARK . ')/', '', $text ) );
		if ( null === $bytes ) {
			return wrong_constant_error();
		}
		if ( str_starts_with( $text, NEXT_KEY_MARK ) ) {
			$jwk    = public_jwk( $bytes );
			$next[] = jwk_of( $jwk['x'], null, voucher( $seed, home(), $jwk['kid'] ) );
			continue;
		}
		$seeds[]  = $bytes;
		$leaked[] = end( $leaked ) ?? ( str_starts_with( $text, LEAKED_KEY_MARK ) ? time() : null );
	}
	$jwks = array_map(
		static function ( string $seed, ?string $before, ?int $leaked ): array {
			$jwk = public_jwk( $seed );
			return jwk_of( $jwk['x'], $leaked, null === $before ? null : voucher( $before, home(), $jwk['kid'] ) );
		},
		$seeds,
		array( ...array_slice( $seeds, 1 ), null ),
		$leaked
	);
	return array( 'keys' => array( $jwks[0], ...$next, ...array_slice( $jwks, 1 ) ) );
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
 * @return array{seed: non-empty-string, vouched: ?string, next?: array{seed: non-empty-string, vouched: ?string, from: int}, old: list<array{x: string, vouched: ?string, until: int, leaked?: int}>}|WP_Error
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
 * @return array{seed: non-empty-string, vouched: ?string, next?: array{seed: non-empty-string, vouched: ?string, from: int}, old: list<array{x: string, vouched: ?string, until: int, leaked?: int}>}|null
 */
function key_at( ?string $stored, int $now ): ?array {
	$kept = maybe_unserialize( $stored ?? '' );
	$seed = is_array( $kept ) && home() === ( $kept['home'] ?? null ) ? key_bytes( (string) ( $kept['seed'] ?? '' ) ) : null;
	if ( null === $seed ) {
		return null;
	}
	$old  = $kept['old'] ?? array();
	$from = (int) ( $kept['next']['from'] ?? 0 );
	$key  = array(
		'seed'    => $seed,
		'vouched' => $kept['vouched'] ?? null,
	);
	$next = key_bytes( (string) ( $kept['next']['seed'] ?? '' ) );
	if ( null !== $next ) {
		$next = array(
			'seed'    => $next,
			'vouched' => $kept['next']['vouched'] ?? null,
		);
	}
	if ( null !== $next && $from <= $now ) {
		$old[] = public_half( $key ) + array( 'until' => $from + OLD_KEY_SECONDS );
		$key   = $next;
	} elseif ( null !== $next ) {
		$key['next'] = $next + array( 'from' => $from );
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
 * @param array{seed: non-empty-string, vouched: ?string} $key
 * @return array{x: string, vouched: ?string}
 */
function public_half( array $key ): array {
	return array(
		'x'       => public_jwk( $key['seed'] )['x'],
		'vouched' => $key['vouched'],
	);
}

/**
 * A leaked key stays public for whoever knows only that one, which vouches for the next.
 * `revoked` is the parameter of OpenID Federation 1.0, section 8.7.
 *
 * @param ?int    $leaked  When that was found.
 * @param ?string $vouched What the key before it says of it.
 * @return array{kty: string, crv: string, x: string, kid: string, alg: string, use: string, vouched?: string, revoked?: array{revoked_at: int, reason: string}}
 */
function jwk_of( string $x, ?int $leaked = null, ?string $vouched = null ): array {
	$jwk = array(
		'kty' => 'OKP',
		'crv' => 'Ed25519',
		'x'   => $x,
		'kid' => thumbprint( $x ),
		'alg' => SIGNATURE_ALGORITHM,
		'use' => 'sig',
	) + ( null === $vouched ? array() : array( 'vouched' => $vouched ) );
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
