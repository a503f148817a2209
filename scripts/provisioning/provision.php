<?php
/**
 * Sets up a WordPress for the demo and the tests, one step a request, the same for native
 * PHP and for WebAssembly. It is put into WordPress's folder with a secret used once, and
 * removed when the last step is done.
 */

const SECRET = '{SECRET}';

if ( ! hash_equals( SECRET, $_SERVER['HTTP_X_PROVISIONING'] ?? '' ) ) {
	http_response_code( 404 );
	exit;
}

$order = json_decode( (string) file_get_contents( 'php://input' ), true );
if ( 'install' === $order['step'] ) {
	define( 'WP_INSTALLING', true );
	/** A mail about the new site would only wait for a mail server. */
	function wp_new_blog_notification() {}
}

set_time_limit( 300 );
require dirname( __DIR__ ) . '/wp-load.php';
require __DIR__ . '/content.php';
require __DIR__ . '/logo.php';
require __DIR__ . '/shop.php';
require __DIR__ . '/shop-orders.php';
require __DIR__ . '/shop-rows.php';
require __DIR__ . '/shop-lookups.php';

$steps  = array(
	'install' => 'install',
	'content' => 'write_content',
	'logo'    => 'give_logo',
	'plugin'  => 'install_plugin',
	'address' => 'set_address',
	'connect' => 'connect',
	'shop'    => 'open_shop',
	'stock'   => 'stock_shop',
	'orders'  => 'write_orders',
);
$answer = $steps[ $order['step'] ]( $order );
if ( is_wp_error( $answer ) ) {
	http_response_code( 500 );
	$answer = array( 'fault' => $answer->get_error_message() );
}
header( 'Content-Type: application/json' );
echo wp_json_encode( $answer );

function install( array $order ): array {
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	if ( is_blog_installed() ) {
		return array();
	}
	wp_install( $order['title'], 'admin', 'admin@example.com', true, '', 'password' );
	wp_delete_post( 1, true );
	wp_delete_post( 2, true );
	set_address( $order );

	update_option( 'blogdescription', $order['tagline'] );
	update_option( 'timezone_string', $order['timezone'] );
	// The option alone would leave this request, and the flush in it, with the rules of before.
	$GLOBALS['wp_rewrite']->set_permalink_structure( '/%postname%/' );
	update_option( 'default_pingback_flag', 0 );
	wp_update_user(
		array(
			'ID'           => 1,
			'display_name' => 'Ada Nowak',
		)
	);
	add_person( 'editor', 'Eleanor Price', 'editor', 'password' );
	add_person( 'reader', 'Robin Reader', 'subscriber', 'password' );
	foreach ( AUTHORS as $login => list( $name, , $role ) ) {
		add_person( $login, $name, $role, wp_generate_password( 32 ) );
	}
	return array();
}

function add_person( string $login, string $name, string $role, string $password ): void {
	wp_insert_user(
		array(
			'user_login'   => $login,
			'user_pass'    => $password,
			'user_email'   => $login . '@example.com',
			'display_name' => $name,
			'role'         => $role,
		)
	);
}

/** Where people reach the site. */
function set_address( array $order ): array {
	update_option( 'home', $order['home'] );
	update_option( 'siteurl', $order['home'] );
	flush_rewrite_rules();
	return array();
}

/** As many units as fit into two seconds. */
function write_content( array $order ): array {
	wp_defer_comment_counting( true );
	$until = microtime( true ) + 2;
	$next  = (int) $order['from'];
	while ( $next < content_total() && microtime( true ) < $until ) {
		write_unit( $next );
		++$next;
	}
	wp_defer_comment_counting( false );
	return array(
		'next'     => $next,
		'total'    => content_total(),
		'comments' => (int) get_comments(
			array(
				'count'  => true,
				'status' => 'any',
			)
		),
	);
}

/** What "Plugins, Add, Upload" does. */
function install_plugin( array $order ): array|WP_Error {
	require_once ABSPATH . 'wp-admin/includes/admin.php';
	require_once ABSPATH . 'wp-admin/includes/class-wp-upgrader.php';
	wp_set_current_user( 1 );
	add_filter( 'filesystem_method', static fn() => 'direct' );

	$upgrader = new Plugin_Upgrader( new WP_Ajax_Upgrader_Skin() );
	$done     = $upgrader->install( __DIR__ . '/' . $order['archive'], array( 'overwrite_package' => true ) );
	if ( true !== $done ) {
		return is_wp_error( $done ) ? $done : $upgrader->skin->get_errors();
	}
	$activated = activate_plugin( $upgrader->plugin_info() );
	return is_wp_error( $activated ) ? $activated : array( 'plugin' => $upgrader->plugin_info() );
}

/** One step of the settings screen's Connect button, asked as an administrator. */
function connect( array $order ): array {
	wp_set_current_user( 1 );
	update_option( 'gatehouse_base', $order['base'] );
	$request = new WP_REST_Request( 'POST', '/gatehouse/v1/connect' );
	$request->set_param( 'step', $order['walk'] );
	$response = rest_do_request( $request );
	return array(
		'status'  => $response->get_status(),
		'headers' => $response->get_headers(),
		'body'    => $response->get_data(),
	);
}
