<?php
/**
 * Mail is kept in the log instead of being sent.
 */

add_filter(
	'pre_wp_mail',
	function ( $sent, $mail ) {
		error_log( 'Mail: ' . wp_json_encode( $mail['message'], JSON_UNESCAPED_SLASHES ) );
		return true;
	},
	10,
	2
);
