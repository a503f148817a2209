<?php
/**
 * Where the site and its reports live. The request's Host header decides none of it.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

// RFC 6761, section 6.3: this name and the names below it are loopback, without asking DNS.
const LOOPBACK_NAME = 'localhost';

/** The site's name in every statement: its stored home address, normalised. */
function home(): string {
	return stored_address( 'home' );
}

/** @return list<string> Origins of this site's own pages: of home, and of wp-admin. */
function own_origins(): array {
	return array_values( array_unique( array( origin_of( home() ), origin_of( stored_address( 'siteurl' ) ) ) ) );
}

/** The public address of the reports, or null while there is none that works. */
function base(): ?string {
	$address = normalise_address( chosen_base() );
	return null === $address || null !== base_fault( $address ) ? null : $address;
}

function chosen_base(): string {
	return base_is_constant() ? (string) constant( 'GATEHOUSE_URL' ) : (string) get_option( 'gatehouse_base', '' );
}

/** On a network one constant can't be the address for every blog: it is the main one's. */
function base_is_constant(): bool {
	return defined( 'GATEHOUSE_URL' ) && is_main_site();
}

/** Under a path of the site's own origin, where WordPress can set the sidecar's cookies itself. */
function base_is_path( string $base ): bool {
	return origin_of( $base ) === origin_of( home() );
}

/** What is wrong with an address for the reports, as a sentence; null when nothing is. */
function base_fault( string $value ): ?string {
	$base = normalise_address( $value );
	$home = home();
	if ( null === $base ) {
		return __( 'Give a whole address such as https://example.com/reports, without user name, question mark or #.', 'gatehouse' );
	}
	if ( $base === $home || ( base_is_path( $base ) && '' === path_of( $base ) ) ) {
		/* translators: %s: example address. */
		return sprintf( __( 'This is the address of WordPress itself. The reports need one of their own, such as %s.', 'gatehouse' ), $home . '/reports' );
	}
	if ( scheme_of( $base ) !== scheme_of( $home ) ) {
		return __( 'WordPress and the reports must both be served over https.', 'gatehouse' );
	}
	if ( 'https' !== scheme_of( $base ) && ! ( is_loopback( $base ) && is_loopback( $home ) ) ) {
		return __( 'The reports need https. Plain http works only on this machine itself.', 'gatehouse' );
	}
	if ( ! are_siblings( host_of( $base ), host_of( $home ) ) ) {
		return __( 'Browsers would keep no cookie there. Serve the reports under a path of this site, or on a subdomain of its domain.', 'gatehouse' );
	}
	return null;
}

/**
 * Lower-case scheme and host, no default port, no slash at the end. Null when it isn't an
 * address that pages could be served from.
 */
function normalise_address( string $value ): ?string {
	$parts = wp_parse_url( trim( $value ) );
	if ( ! is_array( $parts ) || ! isset( $parts['scheme'], $parts['host'] ) ) {
		return null;
	}
	if ( array_diff_key( $parts, array_flip( array( 'scheme', 'host', 'port', 'path' ) ) ) ) {
		return null;
	}
	$scheme = strtolower( $parts['scheme'] );
	$path   = rtrim( $parts['path'] ?? '', '/' );
	if ( ! in_array( $scheme, array( 'http', 'https' ), true ) || ! preg_match( '~^(/[\w.\~%!$&\'()*+,;:@-]+)*$~', $path ) ) {
		return null;
	}
	$port = $parts['port'] ?? null;
	$tail = null === $port || ( 'https' === $scheme ? 443 : 80 ) === $port ? '' : ':' . $port;
	return $scheme . '://' . strtolower( $parts['host'] ) . $tail . $path;
}

function origin_of( string $address ): string {
	return substr( $address, 0, strlen( $address ) - strlen( path_of( $address ) ) );
}

function path_of( string $address ): string {
	return (string) wp_parse_url( $address, PHP_URL_PATH );
}

/**
 * Language plugins filter home_url(), and some the option; none of them renames the site.
 */
function stored_address( string $option ): string {
	$constant = 'home' === $option ? 'WP_HOME' : 'WP_SITEURL';
	$stored   = is_multisite() || ! defined( $constant ) ? wp_load_alloptions()[ $option ] ?? get_option( $option ) : constant( $constant );
	return normalise_address( (string) $stored ) ?? (string) $stored;
}

function host_of( string $address ): string {
	return (string) wp_parse_url( $address, PHP_URL_HOST );
}

function scheme_of( string $address ): string {
	return (string) wp_parse_url( $address, PHP_URL_SCHEME );
}

function is_loopback( string $address ): bool {
	$host   = trim( host_of( $address ), '[]' );
	$packed = filter_var( $host, FILTER_VALIDATE_IP ) ? (string) inet_pton( $host ) : '';
	return match ( strlen( $packed ) ) {
		4       => "\x7f" === $packed[0],
		16      => str_repeat( "\0", 15 ) . "\1" === $packed,
		default => str_ends_with( '.' . $host, '.' . LOOPBACK_NAME ),
	};
}

/**
 * A first look only: PHP has no public suffix list, the sidecar has one and decides.
 */
function are_siblings( string $one, string $other ): bool {
	if ( $one === $other ) {
		return true;
	}
	$tail = static fn( string $host ): string => implode( '.', array_slice( explode( '.', $host ), -2 ) );
	return $tail( $one ) === $tail( $other ) && str_contains( $tail( $one ), '.' ) && ! filter_var( trim( $one, '[]' ), FILTER_VALIDATE_IP );
}
