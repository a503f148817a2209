<?php
/**
 * Signs in as other plugins do: by a link in a letter, and by switching to another user and back.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

add_action(
	'login_form_link',
	static function (): void {
		wp_set_auth_cookie( (int) $_GET['user'], false );
		wp_safe_redirect( admin_url() );
		exit;
	}
);
add_action(
	'login_form_switch',
	static function (): void {
		wp_clear_auth_cookie();
		// Switching back brings the session along from which the first switch was made.
		wp_set_auth_cookie( (int) $_GET['user'], false, '', $_GET['token'] ?? '' );
		wp_safe_redirect( admin_url() );
		exit;
	}
);
