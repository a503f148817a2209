<?php
/**
 * Whether anybody visits the site while its facts are copied. Every such request adds a byte to a
 * file, for a write to the database would cost each of them more than the answer is worth.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** Of all blogs of a network, which share one PHP. Nobody else on a shared host can guess the name. */
function visits_file(): string {
	return get_temp_dir() . 'gatehouse-visits-' . substr( wp_hash( ABSPATH ), 0, 20 );
}

/** Nothing unless the sidecar has asked for facts since yesterday. */
function note_visit(): void {
	$file = visits_file();
	if ( is_file( $file ) && is_visit() ) {
		// phpcs:ignore WordPress.PHP.NoSilencedErrors.Discouraged -- a visitor must see nothing of a full disk.
		@file_put_contents( $file, '.', FILE_APPEND );
	}
}

/** How many there were since some moment; null where the site may write no file. */
function count_visits(): ?int {
	$file = visits_file();
	clearstatcache( true, $file );
	// phpcs:ignore WordPress.PHP.NoSilencedErrors.Discouraged -- then nothing is known, and the copy is slow.
	$is_there = is_file( $file ) || ( @touch( $file ) && chmod( $file, 0600 ) && is_file( $file ) );
	return $is_there ? (int) filesize( $file ) : null;
}

/** Each day: whoever asks next begins to count anew. */
function forget_visits(): void {
	if ( is_file( visits_file() ) ) {
		wp_delete_file( visits_file() );
	}
}

/** Not what machines ask: a command, the sidecar, WordPress itself, and an open page of wp-admin with its heartbeat. */
function is_visit(): bool {
	// phpcs:ignore WordPress.Security.NonceVerification.Missing -- nothing is done but counted.
	$is_heartbeat = wp_doing_ajax() && 'heartbeat' === ( $_POST['action'] ?? null );
	return 'cli' !== PHP_SAPI
		&& ! $is_heartbeat
		&& ! wp_doing_cron()
		&& ! str_starts_with( server_variable( 'HTTP_USER_AGENT' ), 'WordPress/' )
		&& ! str_contains( server_variable( 'REQUEST_URI' ), 'rest_route=/' . REST_NAMESPACE . '/' );
}
