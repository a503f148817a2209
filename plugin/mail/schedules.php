<?php
/**
 * Reports that go out by e-mail: what, when, and to which users of this site.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** What is kept of the settings of a report. Days that stand still are none of an e-mail that comes again. */
const MAIL_QUERY = array( 'period', 'by', 'compare', 'currency', 'filters' );

/**
 * @param object $row Of the table.
 * @return array{id: int, owner: int, report: string, title: string, query: array<string, mixed>, every: string, weekday: int, monthday: int, at_minute: int, formats: list<string>, paper: string, next_at: int}
 */
function mail_of_row( object $row ): array {
	$row = (array) $row;
	return array(
		'id'        => (int) $row['id'],
		'owner'     => (int) $row['owner'],
		'report'    => (string) $row['report'],
		'title'     => (string) $row['title'],
		'query'     => from_json( (string) $row['query'] ),
		'every'     => (string) $row['every'],
		'weekday'   => (int) $row['weekday'],
		'monthday'  => (int) $row['monthday'],
		'at_minute' => (int) $row['at_minute'],
		'formats'   => array_values( array_intersect( array( 'pdf', 'csv' ), explode( ',', (string) $row['formats'] ) ) ),
		'paper'     => (string) $row['paper'],
		'next_at'   => (int) $row['next_at'],
	);
}

/** @return array<string, mixed>|null As mail_of_row() has it. */
function mail_schedule( int $id ): ?array {
	global $wpdb;
	$row = $wpdb->get_row( $wpdb->prepare( 'SELECT * FROM %i WHERE id = %d', table( 'mails' ), $id ) );
	return is_object( $row ) ? mail_of_row( $row ) : null;
}

/**
 * @param int|null $owner Null: everybody's.
 * @return list<array<string, mixed>> Those that are due next come first.
 */
function mail_schedules( ?int $owner ): array {
	global $wpdb;
	$rows = null === $owner
		? $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i ORDER BY next_at, id', table( 'mails' ) ) )
		: $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i WHERE owner = %d ORDER BY next_at, id', table( 'mails' ), $owner ) );
	return array_map( mail_of_row( ... ), array_values( $rows ) );
}

/**
 * @param array<string, mixed> $mail       As mail_of_row() has it, without `next_at`; an `id` of 0 is a new one.
 * @param list<int>            $recipients
 */
function save_mail( array $mail, array $recipients ): int {
	global $wpdb;
	$columns = array(
		'owner'     => $mail['owner'],
		'report'    => $mail['report'],
		'title'     => $mail['title'],
		'query'     => json( $mail['query'] ),
		'every'     => $mail['every'],
		'weekday'   => $mail['weekday'],
		'monthday'  => $mail['monthday'],
		'at_minute' => $mail['at_minute'],
		'formats'   => implode( ',', $mail['formats'] ),
		'paper'     => $mail['paper'],
		'next_at'   => next_mail_time( $mail, time(), wp_timezone() ),
	);
	$id = $mail['id'];
	if ( $id ) {
		$wpdb->update( table( 'mails' ), $columns, array( 'id' => $id ) );
	} else {
		$wpdb->insert( table( 'mails' ), $columns );
		$id = (int) $wpdb->insert_id;
	}
	set_mail_recipients( $id, $recipients );
	plan_mails();
	return $id;
}

/** What waits of it is not sent any more. The log keeps what was. */
function delete_mail( int $id ): void {
	global $wpdb;
	$wpdb->delete( table( 'mails' ), array( 'id' => $id ) );
	$wpdb->delete( table( 'mail_recipients' ), array( 'mail_id' => $id ) );
	end_waiting_deliveries( array( 'mail_id' => $id ), 'deleted' );
	plan_mails();
}

/** The site's time is another now: what was due at eight is due at eight. */
function replan_mails(): void {
	global $wpdb;
	foreach ( mail_schedules( null ) as $mail ) {
		$wpdb->update( table( 'mails' ), array( 'next_at' => next_mail_time( $mail, time(), wp_timezone() ) ), array( 'id' => $mail['id'] ) );
	}
	plan_mails();
}
