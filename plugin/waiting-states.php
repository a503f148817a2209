<?php
/**
 * What an administrator sees of user states that the sidecar has not taken yet.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** The sidecar asks every five seconds, so after a minute somebody should look. */
const LONG_WAIT_SECONDS = 60;

/** @return array{count: int, seconds: int} How many wait, and the first of them for how long. */
function waiting_states(): array {
	global $wpdb;
	$row = $wpdb->get_row( $wpdb->prepare( 'SELECT COUNT(*) AS states, MIN( version ) AS first FROM %i WHERE version > delivered', table( 'states' ) ) );
	$age = null === $row || null === $row->first ? 0 : time() - intdiv( (int) $row->first, 1000 );
	return array(
		'count'   => (int) ( $row->states ?? 0 ),
		'seconds' => max( 0, $age ),
	);
}

/** Whether the sidecar has heard of every sign-out, role and password. */
function print_waiting_states(): void {
	notice_leaked_constant();
	if ( leaked_key_waits() ) {
		printf( '<div class="notice notice-warning inline" id="gatehouse-leaked-key-waits"><p>%s</p></div>', esc_html( words_of_leaked_key() ) );
	}
	$waiting  = waiting_states();
	$sentence = 0 === $waiting['count']
		? __( 'Every sign-out and changed permission has reached the report service.', 'gatehouse' )
		: words_of_waiting( $waiting );
	printf( '<p id="gatehouse-waiting-states">%s</p>', esc_html( $sentence ) );
}

/** @param array{count: int, seconds: int} $waiting */
function words_of_waiting( array $waiting ): string {
	return sprintf(
		/* translators: 1: number of users, 2: a duration such as "5 minutes". */
		_n( 'Changes to %1$d user wait for the report service, for %2$s now. They are sent again by themselves.', 'Changes to %1$d users wait for the report service, the first for %2$s now. They are sent again by themselves.', $waiting['count'], 'gatehouse' ),
		$waiting['count'],
		human_time_diff( time() - $waiting['seconds'] )
	);
}

/** The drill is over only when the sidecar says so. */
function words_of_leaked_key(): string {
	return sprintf(
		/* translators: %s: a duration such as "5 minutes". */
		__( 'The report service has not dropped the leaked key yet, for %s now. It asks for the keys by itself, every few seconds while it runs.', 'gatehouse' ),
		human_time_diff( leaked_key_waits() )
	) . ' ' . __( 'Until then whoever has the key may still read reports.', 'gatehouse' );
}

/** Quiet, and only for those who can do something. */
function warn_of_waiting_states(): void {
	if ( ! current_user_can( 'manage_options' ) || ! is_connected() || 'settings_page_' . SETTINGS_PAGE === get_current_screen()?->id ) {
		return;
	}
	notice_leaked_constant();
	$waiting  = waiting_states();
	$sentence = match ( true ) {
		leaked_key_waits() > 0 => words_of_leaked_key(),
		$waiting['seconds'] >= LONG_WAIT_SECONDS => words_of_waiting( $waiting ) . ' ' . __( 'Until then somebody who has signed out may still read reports.', 'gatehouse' ),
		default => null,
	};
	if ( null === $sentence ) {
		return;
	}
	$link = sprintf( ' <a href="%s">%s</a>', esc_url( settings_address() ), esc_html__( 'Gatehouse settings', 'gatehouse' ) );
	wp_admin_notice(
		esc_html( $sentence ) . $link,
		array(
			'type' => 'warning',
			'id'   => 'gatehouse-waiting-states',
		)
	);
}
