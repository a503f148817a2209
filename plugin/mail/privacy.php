<?php
/**
 * The delivery log in WordPress's tools of privacy. It is the site's own, so these work while the
 * report service is away.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const EXPORTED_DELIVERIES = 200;

/**
 * @param array<string, array<string, mixed>> $exporters
 * @return array<string, array<string, mixed>>
 */
function add_mail_exporter( array $exporters ): array {
	$exporters['gatehouse-mail'] = array(
		'exporter_friendly_name' => __( 'Reports by e-mail', 'gatehouse' ),
		'callback'               => __NAMESPACE__ . '\export_deliveries',
	);
	return $exporters;
}

/**
 * @param array<string, array<string, mixed>> $erasers
 * @return array<string, array<string, mixed>>
 */
function add_mail_eraser( array $erasers ): array {
	$erasers['gatehouse-mail'] = array(
		'eraser_friendly_name' => __( 'Reports by e-mail', 'gatehouse' ),
		'callback'             => __NAMESPACE__ . '\erase_deliveries',
	);
	return $erasers;
}

/** @return array{data: list<array<string, mixed>>, done: bool} */
function export_deliveries( string $email, int $page = 1 ): array {
	$user = get_user_by( 'email', $email );
	$rows = $user ? delivery_rows( array( 'user_id' => $user->ID ), EXPORTED_DELIVERIES, ( $page - 1 ) * EXPORTED_DELIVERIES ) : array();
	$data = array();
	foreach ( $rows as $row ) {
		$data[] = array(
			'group_id'    => 'gatehouse-mail',
			'group_label' => __( 'Reports by e-mail', 'gatehouse' ),
			'item_id'     => 'gatehouse-mail-' . $row['id'],
			'data'        => exported_values(
				array(
					__( 'When', 'gatehouse' )    => exported_moment( (int) $row['changed'] ),
					__( 'Report', 'gatehouse' )  => $row['title'],
					__( 'Outcome', 'gatehouse' ) => delivery_sentence( $row ),
				)
			),
		);
	}
	return array(
		'data' => $data,
		'done' => count( $rows ) < EXPORTED_DELIVERIES,
	);
}

/**
 * The log, and being a recipient; what this person has set up stays for others alone.
 *
 * @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}
 */
function erase_deliveries( string $email ): array {
	global $wpdb;
	$user    = get_user_by( 'email', $email );
	$removed = 0;
	foreach ( array( 'deliveries', 'mail_recipients' ) as $name ) {
		$removed += $user ? (int) $wpdb->delete( table( $name ), array( 'user_id' => $user->ID ) ) : 0;
	}
	if ( $user ) {
		end_unread_mails( $user->ID );
	}
	return array(
		'items_removed'  => $removed > 0,
		'items_retained' => false,
		'messages'       => array(),
		'done'           => true,
	);
}
