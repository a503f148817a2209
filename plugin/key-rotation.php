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

const LEAKED_KEY_WAITS_OPTION = 'gatehouse_leaked_key_waits';
const DROPPED_CONSTANT_OPTION = 'gatehouse_dropped_constant';

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
		'seed'    => to_base64url( $seed ),
		'from'    => $from,
		'vouched' => voucher( $key['seed'], home(), public_jwk( $seed )['kid'] ),
	);
	if ( isset( $key['next'] ) || ! keep_key( $stored, $key['seed'], array( 'vouched' => $key['vouched'], 'next' => $next, 'old' => $key['old'] ) ) ) {
		return new WP_Error( 'gatehouse_key_changing', __( 'A new key is on its way already. Wait a minute.', 'gatehouse' ), array( 'status' => 409 ) );
	}
	announce_keys( $key['seed'] );
	return $from;
}

/**
 * For a key that has leaked: another one signs from now on, and every key before it is public
 * as revoked. The sidecar that reads so drops them, and ends whatever they may have begun.
 */
function replace_leaked_key(): ?WP_Error {
	$stored = read_option( KEY_OPTION );
	$key    = key_is_constant() ? constant_key_error() : stored_key();
	if ( is_wp_error( $key ) ) {
		return $key;
	}
	$seed = random_bytes( SODIUM_CRYPTO_SIGN_SEEDBYTES );
	// The next one lay beside it, and the old ones had lain there.
	$public  = array(
		public_half( $key ),
		...( isset( $key['next'] ) ? array( public_half( $key['next'] ) ) : array() ),
		...$key['old'],
	);
	$leaked  = array_map(
		static fn( array $old ): array => array(
			'x'       => $old['x'],
			'until'   => time() + LEAKED_KEY_SECONDS,
			'leaked'  => time(),
			'vouched' => $old['vouched'],
		),
		$public
	);
	$vouched = voucher( $key['seed'], home(), public_jwk( $seed )['kid'] );
	if ( ! keep_key( $stored, $seed, array( 'vouched' => $vouched, 'old' => $leaked ) ) ) {
		return new WP_Error( 'gatehouse_key_changing', __( 'A new key is on its way already. Wait a minute.', 'gatehouse' ), array( 'status' => 409 ) );
	}
	update_option( LEAKED_KEY_WAITS_OPTION, time(), false );
	announce_keys( $key['seed'] );
	end_every_session();
	return null;
}

/**
 * The sidecar's list of the keys it trusts: only when it has dropped the leaked ones is the drill over.
 *
 * @param mixed $trusted
 */
function note_trusted_keys( mixed $trusted ): void {
	$keys = is_array( $trusted ) && ( leaked_key_waits() || key_is_constant() ) ? own_key_set() : null;
	if ( null === $keys || is_wp_error( $keys ) ) {
		return;
	}
	$leaked = array_column( array_filter( $keys['keys'], static fn( array $jwk ): bool => isset( $jwk['revoked'] ) ), 'kid' );
	if ( in_array( $keys['keys'][0]['kid'], $trusted, true ) && ! array_intersect( $leaked, $trusted ) ) {
		delete_option( LEAKED_KEY_WAITS_OPTION );
		if ( null !== leaked_part_of_constant() ) {
			update_option( DROPPED_CONSTANT_OPTION, leaked_part_of_constant(), false );
		}
	} elseif ( $leaked && ! leaked_key_waits() ) {
		update_option( LEAKED_KEY_WAITS_OPTION, time(), false );
	}
}

/** Nothing tells that wp-config.php was changed, least of all a sidecar that is away: it is waited for all the same. */
function notice_leaked_constant(): void {
	$leaked = leaked_part_of_constant();
	if ( null !== $leaked && is_connected() && ! leaked_key_waits() && read_option( DROPPED_CONSTANT_OPTION ) !== $leaked ) {
		update_option( LEAKED_KEY_WAITS_OPTION, time(), false );
	}
}

/** A hash of it, to know it again; null when no key in the constant has leaked. */
function leaked_part_of_constant(): ?string {
	$leaked = key_is_constant() ? strstr( (string) constant( 'GATEHOUSE_PRIVATE_KEY' ), LEAKED_KEY_MARK ) : false;
	return false === $leaked ? null : hash( 'sha256', trim( $leaked ) );
}

/** Since when the sidecar has not said that it dropped a leaked key; 0 when nothing waits. */
function leaked_key_waits(): int {
	return (int) read_option( LEAKED_KEY_WAITS_OPTION );
}

/**
 * Said with the key that the sidecar knows, even a leaked one: all that it makes the sidecar
 * do is fetch the keys, before the new one is needed.
 *
 * @param non-empty-string $known
 */
function announce_keys( string $known ): void {
	if ( is_connected() ) {
		tell_sidecar( '/site/ping', 'gatehouse-ping+jwt', array( 'keys' => trustworthy_kids() ), 1, $known );
	}
}

function constant_key_error(): WP_Error {
	return new WP_Error( 'gatehouse_key_constant', __( 'The key is set by the constant GATEHOUSE_PRIVATE_KEY in wp-config.php, so it is changed there: write next: and the new key behind the old one, a space before next:; after a minute put the new one first, without next:, and the old one behind it; after a week remove the old one. If the old one has leaked, put the new one first at once and write leaked: before the old one, without a space.', 'gatehouse' ), array( 'status' => 409 ) );
}
