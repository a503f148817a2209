<?php
/**
 * What a key says of the one that follows it, and which keys are believed for it.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const VOUCHER_TYPE = 'gatehouse-key+jwt';

/**
 * It has no end: it counts while its signer does.
 *
 * @param non-empty-string $seed Of the key before.
 */
function voucher( string $seed, string $issuer, string $kid ): string {
	return sign_statement(
		VOUCHER_TYPE,
		array(
			'iss' => $issuer,
			'key' => $kid,
		),
		$seed
	);
}

/**
 * Of the keys that the issuer publishes those that are trusted, and those that a chain of
 * vouchers joins to one that is. A known key beside a fresh one proves nothing: its public
 * half is everybody's, also the next owner's of an expired domain.
 *
 * @param array<string, array{x: string, vouched: ?string}> $published By kid.
 * @param array<string, string>                             $trusted   Public key (base64url) by kid.
 * @return array<string, string> Public key by kid, in the order of publication.
 */
function believed_keys( array $published, array $trusted, string $issuer ): array {
	$reached = $trusted;
	do {
		$before = count( $reached );
		foreach ( $published as $kid => $key ) {
			if ( ! isset( $reached[ $kid ] ) && null !== $key['vouched'] && vouches_for( (string) $kid, $key['vouched'], $reached, $issuer ) ) {
				$reached[ $kid ] = $key['x'];
			}
		}
	} while ( count( $reached ) > $before );
	return array_map( static fn( array $key ): string => $key['x'], array_intersect_key( $published, $reached ) );
}

/** @param array<string, string> $reached */
function vouches_for( string $kid, string $voucher, array $reached, string $issuer ): bool {
	$claims = verify_signature( $voucher, VOUCHER_TYPE, static fn( string $signer ): ?string => key_bytes( $reached[ $signer ] ?? '' ) );
	return ! is_wp_error( $claims ) && ( $claims['iss'] ?? null ) === $issuer && ( $claims['key'] ?? null ) === $kid;
}
