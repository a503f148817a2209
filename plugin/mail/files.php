<?php
/**
 * Files of a report, made by the sidecar from a document with names filled in.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const RENDER_TYPE = 'gatehouse-render+jwt';
const FILE_TYPES  = array(
	'pdf' => 'application/pdf',
	'csv' => 'text/csv',
);

/**
 * Those that could be made, in files that the caller deletes.
 *
 * @param array<string, mixed> $mail
 * @param array<string, mixed> $document
 * @param list<string>         $grants
 * @return array<string, string> Path by name.
 */
function mail_files( array $mail, array $document, int $user_id, array $grants ): array {
	$files = array();
	foreach ( $mail['formats'] as $format ) {
		$printed = 'csv' === $format ? document_for( $mail, $user_id, $grants, 'export', true ) : $document;
		$bytes   = is_wp_error( $printed ) ? null : rendered_file(
			array(
				'document' => $printed,
				'format'   => $format,
				'paper'    => $mail['paper'],
				'viewer'   => array(
					'user'   => $user_id,
					'grants' => $grants,
				),
			)
		);
		// The ending tells the mailer its type.
		$path = get_temp_dir() . 'gatehouse-' . bin2hex( random_bytes( 16 ) ) . ".$format";
		// Nobody else on a shared host reads it.
		if ( null !== $bytes && touch( $path ) && chmod( $path, 0600 ) && file_put_contents( $path, $bytes ) === strlen( $bytes ) ) {
			$files[ sanitize_file_name( "{$mail['report']}-{$document['period']['to']}.$format" ) ] = $path;
		}
	}
	return $files;
}

/** @param array<string, mixed> $claims */
function rendered_file( array $claims ): ?string {
	$statement = statement( RENDER_TYPE, $claims );
	if ( is_wp_error( $statement ) ) {
		return null;
	}
	$response = wp_remote_post(
		base() . '/site/render',
		array(
			'timeout'             => MAIL_SECONDS,
			'redirection'         => 0,
			'limit_response_size' => MAIL_BYTES,
			'body'                => $statement,
			'headers'             => array( 'Content-Type' => 'application/jose' ),
		)
	);
	$type     = implode( (array) wp_remote_retrieve_header( $response, 'content-type' ) );
	$bytes    = wp_remote_retrieve_body( $response );
	// A file that was cut off is none.
	return 200 === wp_remote_retrieve_response_code( $response ) && str_starts_with( $type, FILE_TYPES[ $claims['format'] ] ) && '' !== $bytes && strlen( $bytes ) < MAIL_BYTES ? $bytes : null;
}
