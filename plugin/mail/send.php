<?php
/**
 * One report to one user, with what that user's grants allow now.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use PHPMailer\PHPMailer\PHPMailer;
use Throwable;
use WP_Error;

defined( 'ABSPATH' ) || exit;

const REPORT_TYPE = 'gatehouse-report+jwt';
/** Nobody waits on a page for it. */
const MAIL_SECONDS = 15;
const MAIL_BYTES   = 8 * 1024 * 1024;

/**
 * @param array<string, mixed> $mail As mail_of_row() has it.
 * @return array{string, string, string} sent, not_sent, failed or again; why; and what else there is to say.
 */
function send_mail( array $mail, int $user_id ): array {
	$account = stored_account( $user_id );
	if ( null === $account ) {
		return array( 'not_sent', 'user_gone', '' );
	}
	$grants = stored_grants( $user_id );
	if ( ! array_intersect( OPENING_GRANTS, $grants ) ) {
		return array( 'not_sent', 'not_allowed', '' );
	}
	if ( ! is_email( $account['user_email'] ) ) {
		return array( 'failed', 'address', '' );
	}
	$is_switched = switch_to_user_locale( $user_id );
	try {
		$wants    = $mail['formats'] && in_array( 'export', $grants, true );
		$document = document_for( $mail, $user_id, $grants, $wants ? 'export' : 'open' );
		if ( is_wp_error( $document ) ) {
			return reason_of_refusal( $document );
		}
		if ( 'filling' === ( $document['state'] ?? '' ) ) {
			return array( 'again', 'filling', '' );
		}
		$files   = $wants ? mail_files( $mail, $document, $user_id, $grants ) : array();
		$without = match ( true ) {
			! $mail['formats']                          => '',
			! $wants                                    => 'no_export',
			count( $files ) < count( $mail['formats'] ) => 'without_files',
			default                                     => '',
		};
		$fault = hand_over( $account, mail_message( $document, $mail, $user_id, $without ), $files );
		return null === $fault ? array( 'sent', $without, '' ) : array( 'again', ...$fault );
	} finally {
		array_map( 'wp_delete_file', $files ?? array() );
		if ( $is_switched ) {
			restore_previous_locale();
		}
	}
}

/** @return array{string, string, string} */
function reason_of_refusal( WP_Error $refusal ): array {
	$data   = (array) $refusal->get_error_data();
	$code   = (string) ( $data['code'] ?? '' );
	$status = (int) ( $data['status'] ?? 0 );
	return match ( true ) {
		'permission_missing' === $code           => array( 'not_sent', 'not_allowed', '' ),
		404 === $status && '' !== $code          => array( 'failed', 'report_gone', '' ),
		400 === $status && '' !== $code          => array( 'failed', 'settings', $refusal->get_error_message() ),
		default                                  => array( 'again', 'service', '' ),
	};
}

/**
 * The report in the user's language, with names filled in; for a CSV its tables are whole.
 *
 * @param array<string, mixed> $mail
 * @param list<string>         $grants
 * @return array<string, mixed>|WP_Error ReportDocument of the contract.
 */
function document_for( array $mail, int $user_id, array $grants, string $act, bool $is_whole = false ): array|WP_Error {
	$answer = tell_sidecar(
		'/site/report',
		REPORT_TYPE,
		array(
			'report' => $mail['report'],
			'query'  => (object) ( $mail['query'] + array( 'lang' => language_tag( determine_locale() ) ) ),
			'viewer' => array(
				'user'   => $user_id,
				'grants' => $grants,
			),
			'act'    => $act,
		) + ( $is_whole ? array( 'whole' => true ) : array() ),
		MAIL_SECONDS,
		null,
		MAIL_BYTES
	);
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	$document = $answer['body'];
	$ids      = array();
	array_walk_recursive(
		$document,
		static function ( mixed $value, int|string $key ) use ( &$ids ): void {
			if ( 'person' === $key && is_int( $value ) && $value > 0 ) {
				$ids[ $value ] = $value;
			}
		}
	);
	$document['people'] = (object) array_replace( array(), ...array_map( names_of_people( ... ), array_chunk( $ids, 1000 ) ) );
	return $document;
}

/**
 * @param array<string, string> $account Row of the users table.
 * @param array{subject: string, html: string, text: string, headers: list<string>} $message
 * @param array<string, string> $files   Path by name.
 * @return array{string, string}|null Why it was not taken, and that in the words of whoever refused it.
 */
function hand_over( array $account, array $message, array $files ): ?array {
	$fault     = '';
	$mailer    = null;
	$note      = static function ( WP_Error $error ) use ( &$fault ): void {
		$fault = $error->get_error_message();
	};
	$with_text = static function ( PHPMailer $used ) use ( $message, &$mailer ): void {
		$mailer          = $used;
		$mailer->AltBody = $message['text']; // phpcs:ignore WordPress.NamingConventions.ValidVariableName -- its name is PHPMailer’s.
	};
	add_action( 'wp_mail_failed', $note );
	add_action( 'phpmailer_init', $with_text );
	try {
		$is_taken = wp_mail( $account['user_email'], $message['subject'], $message['html'], array( 'Content-Type: text/html; charset=UTF-8', ...$message['headers'] ), $files );
	} catch ( Throwable $error ) {
		// WordPress expects no PHP without mail(), and plugins that send have errors of their own.
		$is_taken = false;
		$fault    = $error->getMessage();
	} finally {
		remove_action( 'wp_mail_failed', $note );
		remove_action( 'phpmailer_init', $with_text );
	}
	return $is_taken ? null : array( is_mail_off( $mailer, $fault ) ? 'mail_off' : 'mailer', $fault );
}

/** Whether it failed for want of PHP’s own way of sending, which a host may switch off. */
function is_mail_off( ?PHPMailer $mailer, string $fault ): bool {
	return 'mail' === $mailer?->Mailer // phpcs:ignore WordPress.NamingConventions.ValidVariableName -- its name is PHPMailer’s.
		&& ( ! function_exists( 'mail' ) || ( $mailer->getTranslations()['instantiate'] ?? '' ) === $fault );
}
