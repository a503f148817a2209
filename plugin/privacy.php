<?php
/**
 * WordPress's tools of privacy: what the report service keeps of a person, and its erasure.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;

defined( 'ABSPATH' ) || exit;

const PRIVACY_TYPE    = 'gatehouse-privacy+jwt';
const PRIVACY_SECONDS = 10;

/**
 * @param array<string, array<string, mixed>> $exporters
 * @return array<string, array<string, mixed>>
 */
function add_privacy_exporter( array $exporters ): array {
	$exporters['gatehouse'] = array(
		'exporter_friendly_name' => __( 'Gatehouse reports', 'gatehouse' ),
		'callback'               => __NAMESPACE__ . '\export_personal_data',
	);
	return $exporters;
}

/**
 * @param array<string, array<string, mixed>> $erasers
 * @return array<string, array<string, mixed>>
 */
function add_privacy_eraser( array $erasers ): array {
	$erasers['gatehouse'] = array(
		'eraser_friendly_name' => __( 'Gatehouse reports', 'gatehouse' ),
		'callback'             => __NAMESPACE__ . '\erase_personal_data',
	);
	return $erasers;
}

/** @return array{data: list<array<string, mixed>>, done: bool}|WP_Error An error makes the tool try no further, and say so. */
function export_personal_data( string $email, int $page = 1 ): array|WP_Error {
	$answer = ask_about_person( $email, 'export', $page );
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	$items = array_merge(
		array_map( exported_activity( ... ), $answer['activity'] ?? array() ),
		array_map( exported_session( ... ), $answer['sessions'] ?? array() ),
		array_map( exported_view( ... ), $answer['views'] ?? array() )
	);
	return array(
		'data' => array_values( $items ),
		'done' => false !== ( $answer['isLast'] ?? true ),
	);
}

/** @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}|WP_Error */
function erase_personal_data( string $email, int $page = 1 ): array|WP_Error {
	$answer = ask_about_person( $email, 'erase', $page );
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	$is_last = false !== ( $answer['isLast'] ?? true );
	$live    = $is_last && ( $answer['live'] ?? 0 ) > 0;
	return array(
		'items_removed'  => ( $answer['erased'] ?? 0 ) > 0,
		'items_retained' => $live,
		'messages'       => $live ? array( __( 'Report sessions that are still open were kept. End them under “Who is signed in”, then erase again.', 'gatehouse' ) ) : array(),
		'done'           => $is_last,
	);
}

/**
 * Nothing is kept of people without an account, nor by a service that was never connected.
 *
 * @return array<string, mixed>|WP_Error
 */
function ask_about_person( string $email, string $act, int $page ): array|WP_Error {
	$user = get_user_by( 'email', $email );
	if ( ! $user || ! is_connected() ) {
		return array();
	}
	$claims = array(
		'user' => $user->ID,
		'act'  => $act,
		'page' => max( 1, $page ),
	);
	$answer = tell_sidecar( '/site/privacy', PRIVACY_TYPE, $claims, PRIVACY_SECONDS );
	return is_wp_error( $answer ) ? $answer : $answer['body'];
}

/**
 * @param array<string, mixed> $entry ActivityEntry of the contract.
 * @return array<string, mixed>
 */
function exported_activity( array $entry ): array {
	return array(
		'group_id'    => 'gatehouse-activity',
		'group_label' => __( 'Activity in the reports', 'gatehouse' ),
		'item_id'     => 'gatehouse-activity-' . $entry['id'],
		'data'        => exported_values(
			array(
				__( 'When', 'gatehouse' )          => exported_moment( $entry['at'] ),
				__( 'What happened', 'gatehouse' ) => activity_kind( (string) $entry['kind'] ),
				__( 'Reason', 'gatehouse' )        => $entry['reason'] ?? '',
				__( 'Report', 'gatehouse' )        => $entry['report'] ?? '',
				__( 'Device', 'gatehouse' )        => $entry['device'],
				__( 'Network', 'gatehouse' )       => $entry['address'],
			)
		),
	);
}

/**
 * @param array<string, mixed> $session
 * @return array<string, mixed>
 */
function exported_session( array $session ): array {
	return array(
		'group_id'    => 'gatehouse-sessions',
		'group_label' => __( 'Ended report sessions', 'gatehouse' ),
		'item_id'     => 'gatehouse-session-' . $session['id'],
		'data'        => exported_values(
			array(
				__( 'Began', 'gatehouse' )  => exported_moment( $session['startedAt'] ),
				__( 'Ended', 'gatehouse' )  => exported_moment( $session['endedAt'] ),
				__( 'Device', 'gatehouse' ) => $session['device'],
			)
		),
	);
}

/**
 * @param array<string, mixed> $view
 * @return array<string, mixed>
 */
function exported_view( array $view ): array {
	return array(
		'group_id'    => 'gatehouse-views',
		'group_label' => __( 'Saved views of reports', 'gatehouse' ),
		'item_id'     => 'gatehouse-view-' . $view['id'],
		'data'        => exported_values(
			array(
				__( 'Name', 'gatehouse' )   => $view['name'],
				__( 'Report', 'gatehouse' ) => $view['report'],
			)
		),
	);
}

/**
 * @param array<string, mixed> $values By label; empty ones are left out.
 * @return list<array{name: string, value: string}>
 */
function exported_values( array $values ): array {
	$exported = array();
	foreach ( $values as $name => $value ) {
		if ( is_string( $value ) && '' !== $value ) {
			$exported[] = array(
				'name'  => $name,
				'value' => $value,
			);
		}
	}
	return $exported;
}

function exported_moment( mixed $seconds ): string {
	return (string) wp_date( 'Y-m-d H:i:s T', is_int( $seconds ) ? $seconds : 0 );
}

function activity_kind( string $kind ): string {
	return match ( $kind ) {
		'signed-in'       => __( 'Signed in', 'gatehouse' ),
		'renewed'         => __( 'Session renewed', 'gatehouse' ),
		'refused'         => __( 'Refused', 'gatehouse' ),
		'ended'           => __( 'Session ended', 'gatehouse' ),
		'replayed'        => __( 'Token used twice, session closed', 'gatehouse' ),
		'report-opened'   => __( 'Report opened', 'gatehouse' ),
		'report-exported' => __( 'Report exported', 'gatehouse' ),
		'resynced'        => __( 'Facts copied again', 'gatehouse' ),
		'view-shared'     => __( 'Saved view shared', 'gatehouse' ),
		'view-withdrawn'  => __( 'Shared view withdrawn', 'gatehouse' ),
		default           => $kind,
	};
}

function add_privacy_policy_text(): void {
	$sentences = array(
		__( 'When you sign in and may see reports, the report service of this site keeps a session of your browser: its device label such as “Firefox, Linux”, the network you came from (never the whole address), when it began and when it ended.', 'gatehouse' ),
		__( 'It notes sign-ins, renewals, refusals, ends of sessions, and which reports were opened. It keeps these notes for 90 days, unless the site has chosen another period.', 'gatehouse' ),
		__( 'Views of reports that you save are kept under the name you give them, until you delete them.', 'gatehouse' ),
		__( 'Where reports go out by e-mail, the site keeps for 90 days to whom, when, and whether it was handed to the mail server.', 'gatehouse' ),
		__( 'Two cookies, needed for signing in, hold the session. They are removed when you sign out.', 'gatehouse' ),
	);
	wp_add_privacy_policy_content( 'Gatehouse', wp_kses_post( '<p>' . implode( '</p><p>', $sentences ) . '</p>' ) );
}
