<?php
/**
 * Sends what is due. From WP-Cron and, because that may never run, from visits to wp-admin.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const MAIL_EVENT          = 'gatehouse_send_mails';
const MAILS_LOOKED_OPTION = 'gatehouse_mails_looked';

function send_mails_by_cron(): void {
	send_due_mails( microtime( true ) + 50 );
}

/** At most once a minute, and only a visitor who does not wait pays for more than one. */
function send_mails_on_visit(): void {
	if ( is_admin() && is_connected() && may_look_for_mails() && has_due_mails( time() ) ) {
		$is_finished = finish_request();
		send_due_mails( microtime( true ) + 20, $is_finished ? PHP_INT_MAX : 1 );
	}
}

function may_look_for_mails(): bool {
	$last = read_option( MAILS_LOOKED_OPTION );
	$now  = (string) time();
	if ( null === $last ) {
		add_option_once( MAILS_LOOKED_OPTION, $now );
		return true;
	}
	return abs( (int) $now - (int) $last ) >= MINUTE_IN_SECONDS && swap_option( MAILS_LOOKED_OPTION, $last, $now );
}

function has_due_mails( int $now ): bool {
	$next = next_mail_work();
	return null !== $next && $next <= $now;
}

/** When there is something to do next: a schedule that is due, or another attempt. */
function next_mail_work(): ?int {
	global $wpdb;
	$times = array(
		$wpdb->get_var( $wpdb->prepare( 'SELECT MIN( next_at ) FROM %i', table( 'mails' ) ) ),
		$wpdb->get_var( $wpdb->prepare( "SELECT MIN( next_try ) FROM %i WHERE state = 'waiting'", table( 'deliveries' ) ) ),
	);
	$times = array_map( 'intval', array_filter( $times, static fn( ?string $time ): bool => null !== $time ) );
	return $times ? min( $times ) : null;
}

function plan_mails(): void {
	wp_clear_scheduled_hook( MAIL_EVENT );
	$next = next_mail_work();
	if ( null !== $next ) {
		wp_schedule_single_event( max( time() + 1, $next ), MAIL_EVENT );
	}
}

function send_due_mails( float $until, int $at_most = PHP_INT_MAX ): void {
	if ( ! is_connected() ) {
		return;
	}
	expect_due_deliveries( time() );
	while ( $at_most-- > 0 && microtime( true ) < $until ) {
		$delivery = take_delivery( time() );
		if ( null === $delivery ) {
			break;
		}
		deliver_mail( $delivery );
	}
	plan_mails();
}

/**
 * Every recipient's row comes first and the schedule moves on after it: whoever is interrupted
 * between the two, or does the same at once, adds nothing. However many times were missed, one row
 * stands for them.
 */
function expect_due_deliveries( int $now ): void {
	global $wpdb;
	$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i WHERE next_at <= %d ORDER BY next_at LIMIT 100', table( 'mails' ), $now ) );
	foreach ( array_map( mail_of_row( ... ), $rows ) as $mail ) {
		foreach ( mail_readers( $mail['id'] ) as $user_id ) {
			expect_delivery( $mail['id'], $user_id, $mail['next_at'], $mail['title'] );
			end_earlier_deliveries( $mail['id'], $user_id, $mail['next_at'] );
		}
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET next_at = %d WHERE id = %d AND next_at = %d', table( 'mails' ), next_mail_time( $mail, $now, wp_timezone() ), $mail['id'], $mail['next_at'] ) );
	}
}

/**
 * One attempt. What another one may mend stays waiting for it.
 *
 * @param array{id: int, mail_id: int, user_id: int, attempt: int} $delivery
 */
function deliver_mail( array $delivery ): void {
	$mail = mail_schedule( $delivery['mail_id'] );
	if ( null === $mail ) {
		end_delivery( $delivery['id'], 'not_sent', 'deleted' );
		return;
	}
	[ $outcome, $reason, $detail ] = send_mail( $mail, $delivery['user_id'] );
	if ( 'user_gone' === $reason ) {
		forget_mail_recipient( $mail['id'], $delivery['user_id'], $reason );
	}
	$is_last = $delivery['attempt'] >= DELIVERY_ATTEMPTS;
	end_delivery( $delivery['id'], 'again' === $outcome ? ( $is_last ? 'failed' : 'waiting' ) : $outcome, $reason, $detail );
}

/**
 * Now, to one user, whoever the recipients are.
 *
 * @return array<string, string> Row of the log.
 */
function send_mail_now( int $mail_id, int $user_id ): array {
	$mail = mail_schedule( $mail_id );
	$now  = time();
	expect_delivery( $mail_id, $user_id, $now, $mail['title'] ?? '' );
	$rows     = delivery_rows(
		array(
			'mail_id' => $mail_id,
			'user_id' => $user_id,
			'due'     => $now,
		),
		1
	);
	$delivery = $rows ? take_delivery( $now, (int) $rows[0]['id'] ) : null;
	if ( null !== $delivery ) {
		deliver_mail( $delivery );
	}
	plan_mails();
	return delivery_rows( array( 'id' => (int) ( $rows[0]['id'] ?? 0 ) ), 1 )[0];
}
