<?php
/**
 * Stands in for the sidecar where it has to fail, to be slow, or to be overheard. Notes every
 * request, and answers as the test has written into sidecar.json.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

$folder   = (string) getenv( 'GATEHOUSE_TEST_FOLDER' );
$path     = (string) preg_replace( '~^(/\w+)?/reports~', '', (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$answers  = json_decode( (string) file_get_contents( $folder . '/sidecar.json' ), true );
$answer   = $answers[ $path ] ?? array( 'status' => 404 );
$received = array(
	'path'    => $path,
	'method'  => $_SERVER['REQUEST_METHOD'],
	'headers' => array_change_key_case( getallheaders() ),
	'body'    => file_get_contents( 'php://input' ),
	'at'      => microtime( true ),
);
file_put_contents( $folder . '/requests.jsonl', json_encode( $received ) . "\n", FILE_APPEND | LOCK_EX );

usleep( (int) ( 1000000 * ( $answer['seconds'] ?? 0 ) ) );
http_response_code( $answer['status'] ?? 200 );
foreach ( $answer['headers'] ?? array() as $header ) {
	header( $header, false );
}
if ( isset( $answer['bytes'] ) ) {
	echo base64_decode( $answer['bytes'], true );
} elseif ( isset( $answer['body'] ) ) {
	header( 'Content-Type: application/json' );
	echo json_encode( $answer['body'] );
}
