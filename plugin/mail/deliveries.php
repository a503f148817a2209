<?php
/**
 * The log of scheduled e-mails: one row for each user and time, from waiting to its outcome.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use IntlDateFormatter;

defined( 'ABSPATH' ) || exit;

const DELIVERY_ATTEMPTS = 3;
/** After each attempt but the last. Meanwhile nobody else takes it, so it is longer than a sending takes. */
const DELIVERY_PAUSES   = array( 5 * MINUTE_IN_SECONDS, 30 * MINUTE_IN_SECONDS, 5 * MINUTE_IN_SECONDS );
const DELIVERY_KEPT     = 90 * DAY_IN_SECONDS;

/** Nothing happens when that user's is there already. */
function expect_delivery( int $mail_id, int $user_id, int $due, string $title ): void {
	global $wpdb;
	$wpdb->query(
		$wpdb->prepare(
			"INSERT IGNORE INTO %i ( mail_id, user_id, due, title, state, reason, detail, attempt, next_try, changed ) VALUES ( %d, %d, %d, %s, 'waiting', '', '', 0, %d, %d )",
			table( 'deliveries' ),
			$mail_id,
			$user_id,
			$due,
			$title,
			$due,
			time()
		)
	);
}

/**
 * The next one to be tried, taken by this request alone; the attempt counts from now, so that an
 * interrupted one comes again and not for ever.
 *
 * @return array{id: int, mail_id: int, user_id: int, attempt: int}|null
 */
function take_delivery( int $now, ?int $id = null ): ?array {
	global $wpdb;
	$which = null === $id ? '' : $wpdb->prepare( ' AND id = %d', $id );
	$rows  = $wpdb->get_results( $wpdb->prepare( "SELECT id, mail_id, user_id, due, attempt FROM %i WHERE state = 'waiting' AND next_try <= %d", table( 'deliveries' ), $now ) . $which . ' ORDER BY next_try, id LIMIT 10', ARRAY_A );
	foreach ( $rows as $row ) {
		[ $row_id, $attempt ] = array( (int) $row['id'], (int) $row['attempt'] );
		if ( $attempt >= DELIVERY_ATTEMPTS ) {
			end_delivery( $row_id, 'failed', 'interrupted' );
			continue;
		}
		$taken = $wpdb->query( $wpdb->prepare( "UPDATE %i SET attempt = attempt + 1, next_try = %d WHERE id = %d AND attempt = %d AND state = 'waiting' AND next_try <= %d", table( 'deliveries' ), $now + DELIVERY_PAUSES[ $attempt ], $row_id, $attempt, $now ) );
		if ( 1 === $taken ) {
			return array(
				'id'      => $row_id,
				'mail_id' => (int) $row['mail_id'],
				'user_id' => (int) $row['user_id'],
				'attempt' => $attempt + 1,
			);
		}
	}
	return null;
}

/** Who was taken off while it was on its way stays off, unless it has gone: then the log has to say so. */
function end_delivery( int $id, string $state, string $reason = '', string $detail = '' ): void {
	global $wpdb;
	$wpdb->update(
		table( 'deliveries' ),
		array(
			'state'   => $state,
			'reason'  => $reason,
			'detail'  => mb_substr( sanitize_text_field( $detail ), 0, 200 ),
			'changed' => time(),
		),
		array( 'id' => $id ) + ( 'sent' === $state ? array() : array( 'state' => 'waiting' ) )
	);
}

/**
 * What waits of an e-mail, or for a user, is not sent any more.
 *
 * @param array{mail_id?: int, user_id?: int} $which
 */
function end_waiting_deliveries( array $which, string $reason ): void {
	global $wpdb;
	$wpdb->update(
		table( 'deliveries' ),
		array(
			'state'   => 'not_sent',
			'reason'  => $reason,
			'detail'  => '',
			'changed' => time(),
		),
		$which + array( 'state' => 'waiting' )
	);
}

/** Where nothing was sent for long, what is due now stands for what still waits of the times before. */
function end_earlier_deliveries( int $mail_id, int $user_id, int $due ): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( "UPDATE %i SET state = 'not_sent', reason = 'overtaken', detail = '', changed = %d WHERE mail_id = %d AND user_id = %d AND due < %d AND state = 'waiting'", table( 'deliveries' ), time(), $mail_id, $user_id, $due ) );
}

/**
 * @param array<string, int> $where Columns that have to be so.
 * @return list<array<string, string>> The newest first.
 */
function delivery_rows( array $where, int $limit, int $offset = 0 ): array {
	global $wpdb;
	$conditions = implode( '', array_map( static fn( string $column, int $value ): string => $wpdb->prepare( ' AND %i = %d', $column, $value ), array_keys( $where ), $where ) );
	return $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i WHERE 1 = 1', table( 'deliveries' ) ) . $conditions . $wpdb->prepare( ' ORDER BY id DESC LIMIT %d OFFSET %d', $limit, $offset ), ARRAY_A );
}

function forget_old_deliveries(): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( "DELETE FROM %i WHERE changed < %d AND state <> 'waiting'", table( 'deliveries' ), time() - DELIVERY_KEPT ) );
}

/** @param array<string, string> $row */
function delivery_sentence( array $row ): string {
	$sentence = match ( $row['reason'] ) {
		'without_files' => __( 'Handed to the mail server without files: they could not be made.', 'gatehouse' ),
		'no_export'     => __( 'Handed to the mail server without files: this account may not export.', 'gatehouse' ),
		'not_allowed'   => __( 'Not sent: this account may not see the report.', 'gatehouse' ),
		'user_gone'     => __( 'Not sent: this account does not exist on this site any more.', 'gatehouse' ),
		'stopped'       => __( 'Not sent: the recipient has stopped these e-mails.', 'gatehouse' ),
		'taken_off'     => __( 'Not sent: this account was taken off the recipients before.', 'gatehouse' ),
		'overtaken'     => __( 'Not sent: the next one was due before it could be.', 'gatehouse' ),
		'deleted'       => __( 'Not sent: it was deleted before.', 'gatehouse' ),
		'address'       => __( 'Not sent: the account has no usable e-mail address.', 'gatehouse' ),
		'mailer'        => __( 'The mail server did not take it.', 'gatehouse' ),
		'mail_off'      => __( 'This host sends no mail for WordPress: mail() of PHP is switched off, or has no mail server behind it. Ask the host, or set up a mail server with an SMTP plugin.', 'gatehouse' ),
		'service'       => __( 'The report service did not answer.', 'gatehouse' ),
		'filling'       => __( 'The report service is still copying the facts of this site for the first time.', 'gatehouse' ),
		'report_gone'   => __( 'This report does not exist any more. Choose another one, or delete the e-mail.', 'gatehouse' ),
		'settings'      => __( 'The report does not take these settings any more. Choose others.', 'gatehouse' ),
		'interrupted'   => __( 'The sending was interrupted three times.', 'gatehouse' ),
		default         => 'sent' === $row['state'] ? __( 'Handed to the mail server.', 'gatehouse' ) : __( 'Waiting.', 'gatehouse' ),
	};
	if ( '' !== $row['detail'] ) {
		// The words of others, perhaps in another language.
		$sentence .= in_array( $row['reason'], array( 'mailer', 'mail_off' ), true ) ? " ({$row['detail']})" : " {$row['detail']}";
	}
	if ( 'waiting' === $row['state'] && (int) $row['attempt'] > 0 ) {
		/* translators: 1: number of the next attempt, 2: how many there are, 3: a time. */
		$sentence .= ' ' . sprintf( __( 'Attempt %1$d of %2$d at %3$s.', 'gatehouse' ), (int) $row['attempt'] + 1, DELIVERY_ATTEMPTS, mail_moment( (int) $row['next_try'] ) );
	}
	return $sentence;
}

/** In the site's time. Its way of writing it is that of its own language: "11월 24, 2026" is nobody's. */
function mail_moment( int $time ): string {
	$own = get_option( 'WPLANG' );
	if ( class_exists( IntlDateFormatter::class ) && determine_locale() !== ( is_string( $own ) && '' !== $own ? $own : 'en_US' ) ) {
		$writer = new IntlDateFormatter( determine_locale(), IntlDateFormatter::MEDIUM, IntlDateFormatter::SHORT, wp_timezone() );
		return (string) $writer->format( $time );
	}
	return (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $time );
}
