<?php
/**
 * While there is a file to keep it in, mail goes there: one line of JSON each.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

add_filter(
	'pre_wp_mail',
	static function ( ?bool $is_sent, array $mail ): ?bool {
		$file = getenv( 'GATEHOUSE_TEST_FOLDER' ) . '/mail.jsonl';
		if ( null !== $is_sent || ! is_file( $file ) ) {
			return $is_sent;
		}
		// Those who send it delete its files afterwards.
		$mail['attachments'] = array_map( static fn( string $path ): string => base64_encode( (string) file_get_contents( $path ) ), $mail['attachments'] );
		file_put_contents( $file, json_encode( $mail ) . "\n", FILE_APPEND | LOCK_EX );
		return true;
	},
	20,
	2
);
