<?php
/**
 * A user, sessions and roles as the database has them now. A request reads its own at the
 * start; what others have changed since must not be told in its old form.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use ReflectionMethod;
use WP_Roles;
use WP_Session_Tokens;
use WP_User;
use WP_User_Meta_Session_Tokens;

defined( 'ABSPATH' ) || exit;

/** @return array<string, string>|null The row of the users table; null when deleted or barred from the network. */
function stored_account( int $user_id ): ?array {
	global $wpdb;
	$row = $wpdb->get_row( $wpdb->prepare( 'SELECT * FROM %i WHERE ID = %d', $wpdb->users, $user_id ), ARRAY_A );
	return is_array( $row ) && empty( $row['spam'] ) && empty( $row['deleted'] ) ? $row : null;
}

/** @return array<string, int> Expiry by verifier. */
function stored_sessions( int $user_id ): array {
	$manager = WP_Session_Tokens::get_instance( $user_id );
	// Other managers keep sessions elsewhere, and only this method names them by verifier.
	$sessions = $manager instanceof WP_User_Meta_Session_Tokens
		? stored_meta( $user_id, 'session_tokens' )
		: ( new ReflectionMethod( $manager, 'get_sessions' ) )->invoke( $manager );
	$expiries = array();
	foreach ( is_array( $sessions ) ? $sessions : array() as $verifier => $session ) {
		// Sessions of WordPress before 4.0 are a bare expiry.
		$expiries[ (string) $verifier ] = (int) ( is_array( $session ) ? $session['expiration'] ?? 0 : $session );
	}
	return $expiries;
}

function stored_locale( int $user_id ): string {
	$locale = stored_meta( $user_id, 'locale' );
	return is_string( $locale ) && '' !== $locale ? $locale : get_locale();
}

/** @return list<string> */
function stored_grants( int $user_id ): array {
	global $wp_roles, $wpdb;
	if ( ! is_blog_open() && ! in_array( stored_account( $user_id )['user_login'] ?? '', (array) stored_super_admins(), true ) ) {
		return array();
	}
	$roles_option = 'pre_option_' . $wpdb->get_blog_prefix() . 'user_roles';
	$roles_before = $wp_roles;
	add_filter( $roles_option, __NAMESPACE__ . '\stored_roles' );
	add_filter( 'pre_site_option_site_admins', __NAMESPACE__ . '\stored_super_admins' );
	// phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- for as long as the user is asked.
	$wp_roles = new WP_Roles();
	try {
		return grants_of( stored_user( $user_id ) );
	} finally {
		// phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- back again.
		$wp_roles = $roles_before;
		remove_filter( $roles_option, __NAMESPACE__ . '\stored_roles' );
		remove_filter( 'pre_site_option_site_admins', __NAMESPACE__ . '\stored_super_admins' );
	}
}

function stored_user( int $user_id ): WP_User {
	global $wpdb;
	$caps       = stored_meta( $user_id, $wpdb->get_blog_prefix() . 'capabilities' );
	$user       = new WP_User( (object) stored_account( $user_id ) );
	$user->caps = is_array( $caps ) ? $caps : array();
	$user->get_role_caps();
	return $user;
}

/** @return array<string, mixed>|false False, as filters of options say it: there are none. */
function stored_roles(): array|false {
	global $wpdb;
	$roles = maybe_unserialize( (string) read_option( $wpdb->get_blog_prefix() . 'user_roles' ) );
	return is_array( $roles ) ? $roles : false;
}

/** @return array<array-key, mixed>|false */
function stored_super_admins(): array|false {
	global $wpdb;
	if ( ! is_multisite() ) {
		return false;
	}
	$logins = maybe_unserialize( (string) $wpdb->get_var( $wpdb->prepare( "SELECT meta_value FROM %i WHERE site_id = %d AND meta_key = 'site_admins'", $wpdb->sitemeta, get_current_network_id() ) ) );
	return is_array( $logins ) ? $logins : false;
}

/** Archived, spam and deleted blogs of a network open for super admins only. */
function is_blog_open(): bool {
	global $wpdb;
	return ! is_multisite()
		|| '0' === (string) $wpdb->get_var( $wpdb->prepare( 'SELECT archived + spam + deleted FROM %i WHERE blog_id = %d', $wpdb->blogs, get_current_blog_id() ) );
}

function stored_meta( int $user_id, string $key ): mixed {
	global $wpdb;
	return maybe_unserialize( $wpdb->get_var( $wpdb->prepare( 'SELECT meta_value FROM %i WHERE user_id = %d AND meta_key = %s', $wpdb->usermeta, $user_id, $key ) ) );
}
