<?php
/**
 * Who gets a report by e-mail: users of this site, never a free address.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** @return array<int, bool> Whether they have stopped it, by user. */
function mail_recipients( int $mail_id ): array {
	global $wpdb;
	$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT user_id, stopped FROM %i WHERE mail_id = %d ORDER BY user_id', table( 'mail_recipients' ), $mail_id ), ARRAY_A );
	return array_map( static fn( array $row ): bool => '0' !== (string) $row['stopped'], array_column( $rows, null, 'user_id' ) );
}

/**
 * Who has stopped it stays so: only that person takes it up again.
 *
 * @param list<int> $users
 */
function set_mail_recipients( int $mail_id, array $users ): void {
	global $wpdb;
	foreach ( array_keys( mail_recipients( $mail_id ) ) as $user_id ) {
		if ( ! in_array( $user_id, $users, true ) ) {
			forget_mail_recipient( $mail_id, $user_id, 'taken_off' );
		}
	}
	foreach ( $users as $user_id ) {
		$wpdb->query( $wpdb->prepare( 'INSERT IGNORE INTO %i ( mail_id, user_id, stopped ) VALUES ( %d, %d, 0 )', table( 'mail_recipients' ), $mail_id, $user_id ) );
	}
}

function forget_mail_recipient( int $mail_id, int $user_id, string $reason ): void {
	global $wpdb;
	$which = array(
		'mail_id' => $mail_id,
		'user_id' => $user_id,
	);
	$wpdb->delete( table( 'mail_recipients' ), $which );
	end_waiting_deliveries( $which, $reason );
}

/** Whether there was anything to change. */
function set_mail_stopped( int $mail_id, int $user_id, bool $is_stopped ): bool {
	global $wpdb;
	$changed = $wpdb->query( $wpdb->prepare( 'UPDATE %i SET stopped = %d WHERE mail_id = %d AND user_id = %d', table( 'mail_recipients' ), (int) $is_stopped, $mail_id, $user_id ) );
	if ( $is_stopped ) {
		end_waiting_deliveries(
			array(
				'mail_id' => $mail_id,
				'user_id' => $user_id,
			),
			'stopped'
		);
	}
	return (bool) $changed;
}

/** Of every e-mail. */
function forget_recipient( int $user_id ): void {
	global $wpdb;
	$wpdb->delete( table( 'mail_recipients' ), array( 'user_id' => $user_id ) );
	end_waiting_deliveries( array( 'user_id' => $user_id ), 'user_gone' );
}

/** @return list<int> Those who have not stopped it. */
function mail_readers( int $mail_id ): array {
	return array_keys( array_filter( mail_recipients( $mail_id ), static fn( bool $is_stopped ): bool => ! $is_stopped ) );
}
