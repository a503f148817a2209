<?php
/**
 * What the site and the sidecar say to each other: compact JWS, signed with Ed25519.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;

defined( 'ABSPATH' ) || exit;

const SIGNATURE_ALGORITHM = 'Ed25519';
const STATEMENT_SECONDS   = 60;
const CLOCK_TOLERANCE     = 30;
const STATEMENT_MAX_BYTES = 65536;

/**
 * A statement to the sidecar, good for a minute and once.
 *
 * @param array<string, mixed>  $claims Beside iss, aud, iat, exp and jti.
 * @param non-empty-string|null $seed   Another than the one that signs now.
 */
function statement( string $type, array $claims, ?string $seed = null ): string|WP_Error {
	$seed ??= signing_seed();
	if ( is_wp_error( $seed ) ) {
		return $seed;
	}
	$now = time();
	return sign_statement(
		$type,
		array(
			'iss' => home(),
			'aud' => (string) base(),
			'iat' => $now,
			'exp' => $now + STATEMENT_SECONDS,
			'jti' => to_base64url( random_bytes( 16 ) ),
		) + $claims,
		$seed
	);
}

/**
 * @param array<string, mixed> $claims All of them.
 * @param non-empty-string     $seed
 */
function sign_statement( string $type, array $claims, string $seed ): string {
	$pair   = sodium_crypto_sign_seed_keypair( $seed );
	$header = array(
		'alg' => SIGNATURE_ALGORITHM,
		'typ' => $type,
		'kid' => public_jwk( $seed )['kid'],
	);
	$signed = to_base64url( json( $header ) ) . '.' . to_base64url( json( $claims ) );
	return $signed . '.' . to_base64url( sodium_crypto_sign_detached( $signed, sodium_crypto_sign_secretkey( $pair ) ) );
}

/**
 * What was signed for this purpose, by whom and when ever.
 *
 * @param callable( string ): ?non-empty-string $find_key The 32 bytes of the public key with this kid.
 * @return array<string, mixed>|WP_Error
 */
function verify_signature( string $jws, string $type, callable $find_key ): array|WP_Error {
	if ( strlen( $jws ) > STATEMENT_MAX_BYTES || ! preg_match( '/^([\w-]+)\.([\w-]+)\.([\w-]+)$/D', $jws, $parts ) ) {
		return refused_statement( 'not a compact JWS' );
	}
	$header    = from_json( from_base64url( $parts[1] ) );
	$signature = from_base64url( $parts[3] );
	if ( ! isset( $header['alg'], $header['typ'], $header['kid'] ) || SIGNATURE_ALGORITHM !== $header['alg'] || isset( $header['crit'] ) ) {
		return refused_statement( 'another algorithm' );
	}
	if ( $type !== $header['typ'] ) {
		return refused_statement( 'another purpose' );
	}
	if ( ! is_string( $header['kid'] ) || ! preg_match( '/^[\w-]{1,64}$/D', $header['kid'] ) ) {
		return refused_statement( 'the kid is malformed' );
	}
	$key = $find_key( $header['kid'] );
	if ( null === $key ) {
		return refused_statement( 'the key is not known' );
	}
	if ( 64 !== strlen( (string) $signature ) || ! sodium_crypto_sign_verify_detached( (string) $signature, $parts[1] . '.' . $parts[2], $key ) ) {
		return refused_statement( 'the signature is wrong' );
	}
	return from_json( from_base64url( $parts[2] ) );
}

/**
 * The claims of a statement by the sidecar. Every refusal looks alike on the wire; the reason
 * is in the error's data, for the log.
 *
 * @param callable( string ): ?non-empty-string $find_key The 32 bytes of the public key with this kid.
 * @return array<string, mixed>|WP_Error
 */
function verify_statement( string $jws, string $type, callable $find_key, string $issuer, string $audience, int $now ): array|WP_Error {
	$claims = verify_signature( $jws, $type, $find_key );
	if ( is_wp_error( $claims ) ) {
		return $claims;
	}
	if ( ! isset( $claims['iss'], $claims['aud'], $claims['iat'], $claims['exp'], $claims['jti'] ) ) {
		return refused_statement( 'a claim is missing' );
	}
	if ( $issuer !== $claims['iss'] || $audience !== $claims['aud'] ) {
		return refused_statement( 'from or for somebody else' );
	}
	[ 'iat' => $issued, 'exp' => $expires ] = $claims;
	if ( ! is_int( $issued ) || ! is_int( $expires ) || $expires <= $issued || $expires - $issued > STATEMENT_SECONDS ) {
		return refused_statement( 'valid for longer than a minute, or never' );
	}
	if ( $expires <= $now - CLOCK_TOLERANCE ) {
		return refused_statement( 'out of date' );
	}
	if ( $issued > $now + CLOCK_TOLERANCE ) {
		return refused_statement( 'from the future' );
	}
	if ( ! is_string( $claims['jti'] ) || ! preg_match( '/^[\w-]{16,64}$/D', $claims['jti'] ) ) {
		return refused_statement( 'the jti is malformed' );
	}
	return $claims;
}

function refused_statement( string $reason ): WP_Error {
	return new WP_Error(
		'statement_refused',
		'The signed statement is not valid.',
		array(
			'status' => 401,
			'reason' => $reason,
		)
	);
}

/** @param array<array-key, mixed> $value */
function json( array $value ): string {
	return (string) wp_json_encode( $value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS | JSON_INVALID_UTF8_SUBSTITUTE );
}

/** @return array<string, mixed> Empty when it is no JSON object. */
function from_json( ?string $text ): array {
	$value = json_decode( $text ?? '', true, 16 );
	return is_array( $value ) ? $value : array();
}
