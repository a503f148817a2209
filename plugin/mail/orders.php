<?php
/**
 * What the buttons of the screen of e-mails do: save, delete, send now.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;

defined( 'ABSPATH' ) || exit;

const MAIL_ORDERS = array( 'save', 'delete', 'send' );

function change_mail_by_form(): void {
	$order = isset( $_POST['order'] ) && in_array( $_POST['order'], MAIL_ORDERS, true ) ? $_POST['order'] : '';
	$id    = isset( $_POST['mail'] ) ? absint( $_POST['mail'] ) : 0;
	$mail  = $id ? mail_schedule( $id ) : null;
	$owner = $mail['owner'] ?? get_current_user_id();
	if ( ! may_change_mail( $owner ) || ( null === $mail && ( $id || 'save' !== $order ) ) ) {
		wp_die( esc_html__( 'This e-mail is not yours to change, or it is gone.', 'gatehouse' ), '', array( 'response' => 403 ) );
	}
	check_admin_referer( "gatehouse_mail_{$order}_$id" );
	if ( 'save' === $order ) {
		save_mail_by_form( $id, $owner, mail_of_form( wp_unslash( $_POST ), $mail ) );
	}
	if ( 'delete' === $order ) {
		delete_mail( $id );
		return_to_mails( __( 'The e-mail was deleted.', 'gatehouse' ) );
	}
	$row = send_mail_now( $id, get_current_user_id() );
	return_to_mails(
		delivery_sentence( $row ),
		array(),
		match ( $row['state'] ) {
			'sent'    => 'success',
			'waiting' => 'warning',
			default   => 'error',
		}
	);
}

/** @param array{mail: array<string, mixed>, recipients: list<int>, resumes: bool}|WP_Error $form */
function save_mail_by_form( int $id, int $owner, array|WP_Error $form ): never {
	if ( is_wp_error( $form ) ) {
		return_to_mails( $form, array( 'edit' => $id ? (string) $id : 'new' ) );
	}
	$id = save_mail(
		array(
			'id'    => $id,
			'owner' => $owner,
		) + $form['mail'],
		$form['recipients']
	);
	if ( $form['resumes'] ) {
		set_mail_stopped( $id, get_current_user_id(), false );
	}
	/* translators: %s: date and time. */
	return_to_mails( sprintf( __( 'Saved. It goes out next on %s.', 'gatehouse' ), mail_moment( mail_schedule( $id )['next_at'] ?? 0 ) ) );
}

/** @param array<string, string> $query */
function return_to_mails( string|WP_Error $answer, array $query = array(), string $kind = 'success' ): never {
	add_settings_error( 'gatehouse_mail', 'gatehouse_mail', is_wp_error( $answer ) ? $answer->get_error_message() : $answer, is_wp_error( $answer ) ? 'error' : $kind );
	set_transient( 'settings_errors', get_settings_errors(), 30 );
	wp_safe_redirect( mail_screen_address( $query + array( 'settings-updated' => '1' ) ) );
	exit;
}

/**
 * The fields of the form, or what is wrong with them.
 *
 * @param array<string, mixed>      $post
 * @param array<string, mixed>|null $mail What is changed.
 * @return array{mail: array<string, mixed>, recipients: list<int>, resumes: bool}|WP_Error
 */
function mail_of_form( array $post, ?array $mail ): array|WP_Error {
	$text = static fn( string $name ): string => is_string( $post[ $name ] ?? null ) ? sanitize_text_field( $post[ $name ] ) : '';
	$list = static fn( string $name ): array => is_array( $post[ $name ] ?? null ) ? array_filter( $post[ $name ], 'is_string' ) : array();

	$report = $text( 'report' );
	$title  = null !== $mail && $report === $mail['report'] ? $mail['title'] : ( offered_reports()[ $report ] ?? '' );
	if ( '' === $title ) {
		return new WP_Error( 'gatehouse_mail', __( 'Choose one of the reports. If none is shown, the report service is not answering.', 'gatehouse' ) );
	}
	if ( ! preg_match( '/^([01]\d|2[0-3]):([0-5]\d)$/D', $text( 'at' ), $time ) ) {
		return new WP_Error( 'gatehouse_mail', __( 'Give the time of day as hours and minutes, such as 08:00.', 'gatehouse' ) );
	}
	$monthday = (int) $text( 'monthday' );
	if ( $monthday < 1 || $monthday > 31 ) {
		return new WP_Error( 'gatehouse_mail', __( 'A month has the days 1 to 31.', 'gatehouse' ) );
	}
	$recipients = recipients_of_form( $mail['id'] ?? 0, $list( 'people' ), is_string( $post['logins'] ?? null ) ? $post['logins'] : '' );
	if ( is_wp_error( $recipients ) ) {
		return $recipients;
	}
	// Settings of one report are not those of another.
	$kept  = $text( 'query_of' ) !== $report ? array() : array_intersect_key( from_json( is_string( $post['query'] ?? null ) ? $post['query'] : '' ), array_flip( MAIL_QUERY ) );
	$query = array(
		'period'  => isset( mail_periods()[ $text( 'period' ) ] ) ? $text( 'period' ) : 'last-28-days',
		'compare' => isset( mail_comparisons()[ $text( 'compare' ) ] ) ? $text( 'compare' ) : 'previous',
	) + $kept;
	return array(
		'mail'       => array(
			'report'    => $report,
			'title'     => $title,
			'query'     => $query,
			'every'     => in_array( $text( 'every' ), MAIL_RHYTHMS, true ) ? $text( 'every' ) : 'week',
			'weekday'   => min( 6, absint( $text( 'weekday' ) ) ),
			'monthday'  => $monthday,
			'at_minute' => 60 * (int) $time[1] + (int) $time[2],
			'formats'   => array_values( array_intersect( array( 'pdf', 'csv' ), $list( 'formats' ) ) ),
			'paper'     => 'letter' === $text( 'paper' ) ? 'letter' : 'a4',
		),
		'recipients' => $recipients,
		'resumes'    => isset( $post['resume'] ),
	);
}

/**
 * Whoever does not manage chooses nobody, and drops nobody whom a manager chose.
 *
 * @param array<string> $people Ids.
 * @return list<int>|WP_Error
 */
function recipients_of_form( int $mail_id, array $people, string $logins ): array|WP_Error {
	if ( ! may( 'manage' ) ) {
		return array_values( array_unique( array( get_current_user_id(), ...array_keys( mail_recipients( $mail_id ) ) ) ) );
	}
	$recipients = array();
	foreach ( $people as $id ) {
		$user = get_userdata( absint( $id ) );
		if ( $user && is_user_member_of_blog( $user->ID ) ) {
			$recipients[] = $user->ID;
		}
	}
	foreach ( preg_split( '/[\r\n,]+/', $logins, -1, PREG_SPLIT_NO_EMPTY ) ?: array() as $login ) {
		$user = get_user_by( 'login', trim( $login ) );
		if ( '' === trim( $login ) ) {
			continue;
		}
		if ( ! $user || ! is_user_member_of_blog( $user->ID ) ) {
			/* translators: %s: what was typed. */
			return new WP_Error( 'gatehouse_mail', sprintf( __( '“%s” is not the login name of a user of this site. Reports go to users only, not to addresses.', 'gatehouse' ), sanitize_text_field( $login ) ) );
		}
		$recipients[] = $user->ID;
	}
	return $recipients ? array_values( array_unique( $recipients ) ) : new WP_Error( 'gatehouse_mail', __( 'Choose at least one person.', 'gatehouse' ) );
}
