<?php
/**
 * Where a request asks for it, PHP can let the visitor go before it ends, as PHP-FPM can. Notes
 * when, among what the sidecar hears.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

if ( isset( $_SERVER['HTTP_X_FINISHING'] ) ) {
	function fastcgi_finish_request(): bool {
		file_put_contents( getenv( 'GATEHOUSE_TEST_FOLDER' ) . '/requests.jsonl', '{"path":"fastcgi_finish_request"}' . "\n", FILE_APPEND | LOCK_EX );
		return true;
	}
}
