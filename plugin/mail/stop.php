<?php
/**
 * <home>/?gatehouse=stop-mail: "stop sending me this", from the e-mail itself.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** Good for this user and this e-mail, without signing in and as long as the site's salts are the same: a nonce is gone after a day. */
function stop_address( int $mail_id, int $user_id ): string {
	return home() . "/?gatehouse=stop-mail&mail=$mail_id&user=$user_id&token=" . stop_token( $mail_id, $user_id );
}

function stop_token( int $mail_id, int $user_id ): string {
	return substr( wp_hash( "gatehouse-stop|$mail_id|$user_id", 'auth', 'sha256' ), 0, 32 );
}

/** Programs that look into links before people do open it; only a click, or the mail program's own button, stops anything. */
function stop_mail_by_link(): void {
	if ( 'stop-mail' !== gatehouse_page() ) {
		return;
	}
	nocache_headers();
	$mail_id = (int) query_text( 'mail' );
	$user_id = (int) query_text( 'user' );
	if ( ! hash_equals( stop_token( $mail_id, $user_id ), query_text( 'token' ) ) ) {
		print_onward_page( 403, __( 'This link does not work', 'gatehouse' ), __( 'It was not copied whole, or the site has new keys by now. You can stop e-mails in wp-admin, under Reports, E-mails.', 'gatehouse' ) );
	}
	$mail = mail_schedule( $mail_id );
	if ( null === $mail || ! isset( mail_recipients( $mail_id )[ $user_id ] ) ) {
		print_onward_page( 200, __( 'There is nothing to stop', 'gatehouse' ), __( 'You do not get this report by e-mail any more.', 'gatehouse' ) );
	}
	if ( 'POST' === server_variable( 'REQUEST_METHOD' ) ) {
		set_mail_stopped( $mail_id, $user_id, true );
		print_onward_page( 200, __( 'Stopped', 'gatehouse' ), __( 'You do not get this report by e-mail any more.', 'gatehouse' ) );
	}
	$form = sprintf(
		'<form action="%s" method="post"><p><button class="button button-primary button-large">%s</button></p></form>',
		esc_url( stop_address( $mail_id, $user_id ) ),
		esc_html__( 'Stop sending me this', 'gatehouse' )
	);
	print_onward_page( 200, __( 'Stop this e-mail?', 'gatehouse' ), "{$mail['title']}. " . mail_rhythm( $mail['every'], $mail['weekday'], $mail['monthday'], $mail['at_minute'] ) . '.', $form );
}
