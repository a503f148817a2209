<?php
/**
 * What to call the visitor's browser, and roughly where it is.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** Such as "Firefox, Linux". The order matters: every browser claims to be the ones below it. */
function device_label( string $user_agent ): string {
	$browsers = array(
		'Edge'    => '/\bEdg(e|A|iOS)?\//',
		'Opera'   => '/\bOPR\//',
		'Samsung' => '/\bSamsungBrowser\//',
		'Firefox' => '/\b(Firefox|FxiOS)\//',
		'Chrome'  => '/\b(Chrome|HeadlessChrome|CriOS|Chromium)\//',
		'Safari'  => '/\bSafari\//',
	);
	$systems  = array(
		'iPhone'  => '/\biPhone\b/',
		'iPad'    => '/\biPad\b/',
		'Android' => '/\bAndroid\b/',
		'Windows' => '/\bWindows\b/',
		'macOS'   => '/\bMac OS X\b/',
		'Linux'   => '/\bLinux\b/',
	);
	$match    = static function ( array $patterns ) use ( $user_agent ): ?string {
		foreach ( $patterns as $name => $pattern ) {
			if ( preg_match( $pattern, $user_agent ) ) {
				return $name;
			}
		}
		return null;
	};
	return implode( ', ', array_filter( array( $match( $browsers ), $match( $systems ) ) ) );
}

/** The network a visitor comes from, in short: 203.0.113.0/24, or 2001:db8:7::/48. */
function address_prefix( string $address ): string {
	$packed = filter_var( $address, FILTER_VALIDATE_IP ) ? (string) inet_pton( $address ) : '';
	// An IPv4 address in IPv6's clothes (RFC 4291, section 2.5.5.2).
	$packed = str_starts_with( $packed, str_repeat( "\0", 10 ) . "\xff\xff" ) ? substr( $packed, 12 ) : $packed;
	return match ( strlen( $packed ) ) {
		4       => inet_ntop( substr( $packed, 0, 3 ) . "\0" ) . '/24',
		16      => inet_ntop( substr( $packed, 0, 6 ) . str_repeat( "\0", 10 ) ) . '/48',
		default => '',
	};
}

/** @return array{address: string, device: string} */
function visiting_client(): array {
	return array(
		'address' => address_prefix( server_variable( 'REMOTE_ADDR' ) ),
		'device'  => device_label( server_variable( 'HTTP_USER_AGENT' ) ),
	);
}
