<?php
/**
 * A plugin that asks for a second factor, in the order real ones do: the password is right and
 * wp_login has fired for everyone; the session is destroyed, a prompt printed, the request over.
 * With the right code the user is signed in without another wp_login.
 */

add_action(
	'set_logged_in_cookie',
	function ( $cookie, $expire, $expiration, $user_id, $scheme, $token ) {
		$GLOBALS['second_factor_token'] = $token;
	},
	10,
	6
);

add_action(
	'wp_login',
	function ( $login, $user ) {
		WP_Session_Tokens::get_instance( $user->ID )->destroy( $GLOBALS['second_factor_token'] );
		wp_clear_auth_cookie();
		login_header( 'Code', '' );
		printf( '<form method="post" action="%s"><input type="hidden" name="log" value="%s"><label>Code <input name="code"></label><button>Verify</button></form>', esc_url( site_url( 'wp-login.php?action=second_factor' ) ), esc_attr( $login ) );
		login_footer();
		exit;
	},
	PHP_INT_MAX,
	2
);

add_action(
	'login_form_second_factor',
	function () {
		$user = get_user_by( 'login', sanitize_user( wp_unslash( $_POST['log'] ?? '' ) ) );
		if ( $user && '314159' === ( $_POST['code'] ?? '' ) ) {
			wp_set_auth_cookie( $user->ID );
			wp_safe_redirect( admin_url() );
			exit;
		}
		wp_die( 'Wrong code.' );
	}
);
