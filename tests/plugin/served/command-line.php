<?php
/**
 * What a command of WP-CLI does: loads WordPress, runs one line, and ends.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

define( 'WP_CLI', true );
require __DIR__ . '/prepend.php';
$_SERVER['HTTP_HOST']   = (string) parse_url( (string) getenv( 'GATEHOUSE_TEST_HOME' ), PHP_URL_HOST );
$_SERVER['REQUEST_URI'] = '/';
require $argv[1] . '/wp-load.php';

// The one of localhost is no address.
add_filter( 'wp_mail_from', static fn(): string => 'site@example.com' );
[ , , $command, $user_id ] = $argv;
match ( $command ) {
	'sessions' => WP_Session_Tokens::get_instance( (int) $user_id )->destroy_all(),
	'password' => wp_set_password( 'another', (int) $user_id ),
	'role'     => ( new WP_User( (int) $user_id ) )->set_role( 'subscriber' ),
	'mails'    => Gatehouse\send_due_mails( microtime( true ) + 20 ),
};
