<?php
/**
 * The sidecar's two cookies, set by WordPress on the first page after sign-in.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/**
 * Sets them by name, with attributes of our own: nothing else of the sidecar's answer reaches
 * the browser.
 *
 * @param array<string, string>                                $values  Cookies of the sidecar's answer.
 * @param array{expiresInSeconds?: mixed, endsInSeconds?: mixed} $session SessionAnswer of the contract.
 */
function relay_cookies( array $values, array $session, bool $remember ): bool {
	$path    = path_of( (string) base() );
	$access  = $values['__Secure-gatehouse_access'] ?? '';
	$refresh = $values['__Secure-gatehouse_refresh'] ?? '';
	if ( headers_sent() || ! is_jws( $access ) || ! is_jws( $refresh ) ) {
		return false;
	}
	nocache_headers();
	defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true );

	send_cookie( '__Secure-gatehouse_access', $access, $path . '/', $remember ? (int) ( $session['expiresInSeconds'] ?? 0 ) : 0 );
	send_cookie( '__Secure-gatehouse_refresh', $refresh, $path . '/session', $remember ? (int) ( $session['endsInSeconds'] ?? 0 ) : 0 );
	return true;
}

function is_jws( string $value ): bool {
	return strlen( $value ) < 3800 && 1 === preg_match( '/^[\w-]+\.[\w-]+\.[\w-]+$/D', $value );
}

/** Without a lifetime it goes when the browser closes. */
function send_cookie( string $name, string $value, string $path, int $lifetime_seconds ): void {
	$max_age = $lifetime_seconds > 0 ? '; Max-Age=' . $lifetime_seconds : '';
	header( "Set-Cookie: $name=$value; Path=$path$max_age; Secure; HttpOnly; SameSite=Strict", false );
}
