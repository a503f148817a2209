<?php
/**
 * Settings > Gatehouse: where the report service is, and connecting with it.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;

defined( 'ABSPATH' ) || exit;

const SETTINGS_PAGE = 'gatehouse-settings';

function register_settings(): void {
	register_setting(
		'gatehouse',
		'gatehouse_base',
		array(
			'type'              => 'string',
			'default'           => '',
			'sanitize_callback' => __NAMESPACE__ . '\sanitize_base',
		)
	);
	add_settings_section( 'gatehouse', '', '__return_null', SETTINGS_PAGE );
	add_settings_field( 'gatehouse_base', __( 'Address of the reports', 'gatehouse' ), __NAMESPACE__ . '\print_base_field', SETTINGS_PAGE, 'gatehouse', array( 'label_for' => 'gatehouse_base' ) );
}

/** Keeps what was there when the new one can't work. */
function sanitize_base( mixed $value ): string {
	$value = is_string( $value ) ? trim( $value ) : '';
	if ( '' === $value ) {
		return '';
	}
	$fault = base_fault( $value );
	if ( null !== $fault ) {
		add_settings_error( 'gatehouse_base', 'gatehouse_base', $fault );
		return (string) get_option( 'gatehouse_base', '' );
	}
	return (string) normalise_address( $value );
}

function add_settings_page(): void {
	add_options_page( __( 'Gatehouse', 'gatehouse' ), __( 'Gatehouse', 'gatehouse' ), 'manage_options', SETTINGS_PAGE, __NAMESPACE__ . '\print_settings_page' );
}

/**
 * @param array<string, string> $links
 * @return array<string, string>
 */
function add_settings_link( array $links ): array {
	$link = sprintf( '<a href="%s">%s</a>', esc_url( settings_address() ), esc_html__( 'Settings', 'gatehouse' ) );
	return array( 'settings' => $link ) + $links;
}

function settings_address(): string {
	return admin_url( 'options-general.php?page=' . SETTINGS_PAGE );
}

function print_base_field(): void {
	printf(
		'<input type="url" id="gatehouse_base" name="gatehouse_base" class="regular-text code" value="%s" placeholder="%s" %s aria-describedby="gatehouse-base-help">',
		esc_attr( chosen_base() ),
		esc_attr( home() . '/reports' ),
		base_is_constant() ? 'readonly' : ''
	);
	$help = base_is_constant()
		? __( 'Set by the constant GATEHOUSE_URL in wp-config.php, so it is changed there.', 'gatehouse' )
		: __( 'Where visitors reach the report service: a path of this site, or a subdomain.', 'gatehouse' );
	printf( '<p class="description" id="gatehouse-base-help">%s</p>', esc_html( $help ) );
}

function print_settings_page(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	?>
	<div class="wrap">
		<h1><?php esc_html_e( 'Gatehouse', 'gatehouse' ); ?></h1>
		<form action="options.php" method="post">
			<?php
			settings_fields( 'gatehouse' );
			do_settings_sections( SETTINGS_PAGE );
			if ( ! base_is_constant() ) {
				submit_button( __( 'Save address', 'gatehouse' ) );
			}
			?>
		</form>
		<?php
		print_faults();
		if ( null !== base() ) {
			print_connect_form();
		}
		print_keys_section();
		print_role_grants();
		?>
	</div>
	<?php
}

function print_faults(): void {
	$fault = '' === chosen_base() ? null : base_fault( chosen_base() );
	$seed  = signing_seed();
	foreach ( array_filter( array( $fault, is_wp_error( $seed ) ? $seed->get_error_message() : null ) ) as $sentence ) {
		wp_admin_notice( esc_html( $sentence ), array( 'type' => 'error' ) );
	}
}

/** Works without a script too: then the button does all three steps and comes back. */
function print_connect_form(): void {
	$steps = array(
		'reach' => __( 'WordPress reaches the report service', 'gatehouse' ),
		'pin'   => __( 'WordPress trusts its key', 'gatehouse' ),
		'ping'  => __( 'It trusts the key of WordPress', 'gatehouse' ),
	);
	?>
	<h2><?php esc_html_e( 'Connection', 'gatehouse' ); ?></h2>
	<div id="gatehouse-connection">
		<?php if ( is_connected() ) : ?>
			<p><?php esc_html_e( 'This site is connected.', 'gatehouse' ); ?></p>
			<p><?php esc_html_e( 'Key of the report service:', 'gatehouse' ); ?> <code><?php echo esc_html( (string) array_key_first( pinned_keys() ) ); ?></code></p>
			<?php print_waiting_states(); ?>
		<?php else : ?>
			<p><?php esc_html_e( 'This site is not connected yet. Start the report service with this setting, then connect:', 'gatehouse' ); ?></p>
			<p><code>GATEHOUSE_SITES=<?php echo esc_html( home() . '=' . base() ); ?></code></p>
			<?php print_database_line(); ?>
		<?php endif; ?>
	</div>
	<form id="gatehouse-connect" action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
		<input type="hidden" name="action" value="gatehouse_connect">
		<?php wp_nonce_field( 'gatehouse_connect' ); ?>
		<ol class="gatehouse-steps" <?php echo is_connected() ? 'hidden' : ''; ?>>
			<?php foreach ( $steps as $step => $words ) : ?>
				<li data-step="<?php echo esc_attr( $step ); ?>"><?php echo esc_html( $words ); ?> <span class="gatehouse-step-answer" role="status"></span></li>
			<?php endforeach; ?>
		</ol>
		<?php submit_button( is_connected() ? __( 'Connect again', 'gatehouse' ) : __( 'Connect', 'gatehouse' ), 'secondary', 'gatehouse_connect_button' ); ?>
	</form>
	<?php
}

/** Without a script: every step in turn, then back with one sentence. */
function connect_by_form(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		wp_die( esc_html__( 'Only an administrator can connect this site.', 'gatehouse' ), '', array( 'response' => 403 ) );
	}
	check_admin_referer( 'gatehouse_connect' );
	$answer = '';
	foreach ( CONNECT_STEPS as $step ) {
		$answer = connect_step( $step );
		if ( is_wp_error( $answer ) ) {
			break;
		}
	}
	return_to_settings( $answer );
}

/** With the outcome as a sentence on top of the screen. */
function return_to_settings( string|WP_Error $answer ): never {
	$sentence = $answer instanceof WP_Error ? implode( ' ', array_filter( array( $answer->get_error_message(), $answer->get_error_data()['remedy'] ?? '' ) ) ) : $answer;
	add_settings_error( 'gatehouse', 'gatehouse_connect', $sentence, is_wp_error( $answer ) ? 'error' : 'success' );
	set_transient( 'settings_errors', get_settings_errors(), 30 );
	wp_safe_redirect( add_query_arg( 'settings-updated', '1', settings_address() ) );
	exit;
}

function enqueue_settings_script( string $screen ): void {
	if ( 'settings_page_' . SETTINGS_PAGE === $screen && enqueue_built_script( 'gatehouse-settings', 'settings/index' ) ) {
		tell_script(
			'gatehouse-settings',
			'gatehouseConnect',
			array(
				'url'    => home() . '/?rest_route=/' . REST_NAMESPACE . '/connect&_locale=user',
				'nonce'  => wp_create_nonce( 'wp_rest' ),
				'steps'  => CONNECT_STEPS,
				'locale' => language_tag( get_user_locale() ),
			)
		);
	}
}
