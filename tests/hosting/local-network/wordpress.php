<?php
/**
 * Stands in for DNS and for the machine's list of authorities, and does what WordPress tells
 * those to do who have TLS in front of PHP.
 */

if ( 'https' === ( $_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '' ) ) {
	$_SERVER['HTTPS'] = 'on';
}

define( 'WP_ACCESSIBLE_HOSTS', '*.example.test' );

add_filter(
	'http_request_args',
	static fn( array $args ): array => array( 'sslcertificates' => getenv( 'TEST_AUTHORITY' ) ) + $args
);

add_action(
	'http_api_curl',
	static function ( $handle, array $args, string $url ): void {
		$to = wp_parse_url( $url );
		curl_setopt( $handle, CURLOPT_RESOLVE, array( $to['host'] . ':' . ( $to['port'] ?? 443 ) . ':127.0.0.1' ) );
	},
	10,
	3
);
