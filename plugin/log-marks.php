<?php
/**
 * Marks of the change log: by them the sidecar notices that this database was put back.
 *
 * Whenever the log has told something, the sidecar gets another mark with it, and sends the last
 * it got with each question. What a database told, it knows the mark of; one that was put back
 * from before has never given it, however long its log has grown meanwhile.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const LOG_MARKS_OPTION = 'gatehouse_log_marks';
/** A sidecar that was put back itself, or lost its last writes, may go on from an older one. */
const LOG_MARKS_KEPT = 32;
const MARKING_TRIES  = 20;

/**
 * The mark under which these changes are told. To be asked after they were read, so that whoever
 * has the mark has what was told with it.
 *
 * @param mixed                      $told    The sidecar's, empty before its first.
 * @param list<array<string, mixed>> $changes
 * @return array{mark: string, knows: bool}|null Null when it could not be written down.
 */
function mark_changes( mixed $told, array $changes ): ?array {
	$digest = $changes ? md5( (string) wp_json_encode( $changes ) ) : null;
	for ( $try = 0; $try < MARKING_TRIES; $try++ ) {
		$kept  = kept_log_marks();
		$knows = in_array( $told, $kept['marks'], true );
		if ( $knows && in_array( $digest, array( null, $kept['digest'] ), true ) ) {
			return array(
				'mark'  => $kept['marks'][0],
				'knows' => true,
			);
		}
		$next = array(
			'digest' => $digest,
			'marks'  => array( to_base64url( random_bytes( 12 ) ), ...array_slice( $kept['marks'], 0, LOG_MARKS_KEPT - 1 ) ),
		);
		if ( swap_option( LOG_MARKS_OPTION, json( $kept ), json( $next ) ) ) {
			return array(
				'mark'  => $next['marks'][0],
				'knows' => $knows,
			);
		}
	}
	return null;
}

/** @return array{digest: ?string, marks: list<string>} The newest first, and what was told under it. */
function kept_log_marks(): array {
	$stored = read_option( LOG_MARKS_OPTION );
	if ( null === $stored ) {
		$none = array(
			'digest' => null,
			'marks'  => array(),
		);
		add_option_once( LOG_MARKS_OPTION, json( $none ) );
		$stored = read_option( LOG_MARKS_OPTION );
	}
	/** @var array{digest: ?string, marks: list<string>} $kept */
	$kept = from_json( $stored );
	return $kept;
}

/** What changes without the plugin is in no log, so the sidecar has to copy all again. */
function forget_log_marks(): void {
	delete_option( LOG_MARKS_OPTION );
}
