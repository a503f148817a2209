<?php
/**
 * Asks for a second factor as the plugin of this name does: after the password it destroys the
 * session, clears the cookies, prints its prompt and exits; after the code it signs in without
 * a second wp_login.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use WP_Session_Tokens;
use WP_User;

add_action(
	'set_logged_in_cookie',
	static function ( string $cookie, int $expire, int $expiration, int $user_id, string $scheme, string $token ): void {
		$GLOBALS['second_factor_token'] = $token;
	},
	10,
	6
);
add_action(
	'wp_login',
	static function ( string $login, WP_User $user ): void {
		WP_Session_Tokens::get_instance( $user->ID )->destroy( $GLOBALS['second_factor_token'] );
		wp_clear_auth_cookie();
		echo 'Your code?';
		exit;
	},
	PHP_INT_MAX,
	2
);
add_action(
	'login_form_second_factor',
	static function (): void {
		if ( '123456' === ( $_POST['code'] ?? '' ) ) {
			wp_set_auth_cookie( (int) get_user_by( 'login', $_POST['log'] )->ID, false );
			wp_safe_redirect( admin_url() );
			exit;
		}
	}
);
