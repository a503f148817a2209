<?php
/**
 * Keys on the settings screen: new ones for the site, and changed ones of the sidecar.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/** What the buttons may ask for. */
const KEY_ORDERS = array( 'rotate', 'leaked', 'trust', 'refuse' );

function print_keys_section(): void {
	$keys = own_key_set();
	if ( is_wp_error( $keys ) ) {
		return;
	}
	?>
	<h2><?php esc_html_e( 'Keys', 'gatehouse' ); ?></h2>
	<?php print_offered_keys(); ?>
	<p>
		<?php esc_html_e( 'This site signs with the key', 'gatehouse' ); ?>
		<code><?php echo esc_html( $keys['keys'][0]['kid'] ); ?></code>
	</p>
	<?php
	if ( key_is_constant() ) {
		printf( '<p class="description">%s</p>', esc_html( constant_key_error()->get_error_message() ) );
		return;
	}
	print_key_form( 'rotate', __( 'Make a new key', 'gatehouse' ), __( 'A new key is published now and signs a minute later. Nobody is signed out.', 'gatehouse' ) );
	print_key_form( 'leaked', __( 'Replace a leaked key', 'gatehouse' ), __( 'If somebody else may have the key, or a copy of the database: a new key signs at once, the old one counts no more, and every report session of this site ends, also those that WordPress does not know. People sign in to the reports again with one click.', 'gatehouse' ) );
}

/** Nothing changes until an administrator has compared them. */
function print_offered_keys(): void {
	$offered = offered_keys();
	if ( ! $offered ) {
		return;
	}
	?>
	<div class="notice notice-warning inline" id="gatehouse-offered-keys">
		<p><?php esc_html_e( 'The report service shows another key than the one this site trusts. Compare the new one with its log or its data folder. If nobody has moved or reinstalled it, somebody else may be answering at its address.', 'gatehouse' ); ?></p>
		<p><?php esc_html_e( 'Trusted:', 'gatehouse' ); ?> <code><?php echo esc_html( implode( ' ', array_keys( pinned_keys() ) ) ); ?></code></p>
		<p><?php esc_html_e( 'New:', 'gatehouse' ); ?> <code><?php echo esc_html( implode( ' ', array_keys( $offered ) ) ); ?></code></p>
		<?php
		// The one that was shown, in case another has come since.
		$shown = implode( ' ', array_keys( $offered ) );
		print_key_form( 'trust', __( 'Trust the new key', 'gatehouse' ), '', $shown );
		print_key_form( 'refuse', __( 'Keep the trusted key', 'gatehouse' ), '', $shown );
		?>
	</div>
	<?php
}

function print_key_form( string $order, string $button, string $description, string $shown = '' ): void {
	?>
	<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post" class="gatehouse-key-form">
		<input type="hidden" name="action" value="gatehouse_keys">
		<input type="hidden" name="order" value="<?php echo esc_attr( $order ); ?>">
		<input type="hidden" name="shown" value="<?php echo esc_attr( $shown ); ?>">
		<?php
		wp_nonce_field( "gatehouse_keys_$order", '_wpnonce', true );
		$described = '' === $description ? array() : array( 'aria-describedby' => "gatehouse_keys_{$order}_help" );
		printf( '<p>%s</p>', get_submit_button( $button, 'secondary', "gatehouse_keys_$order", false, $described ) );
		if ( $described ) {
			printf( '<p class="description" id="%s">%s</p>', esc_attr( $described['aria-describedby'] ), esc_html( $description ) );
		}
		?>
	</form>
	<?php
}

function change_keys_by_form(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		wp_die( esc_html__( 'Only an administrator can change the keys.', 'gatehouse' ), '', array( 'response' => 403 ) );
	}
	$order = isset( $_POST['order'] ) && in_array( $_POST['order'], KEY_ORDERS, true ) ? $_POST['order'] : '';
	check_admin_referer( "gatehouse_keys_$order" );
	$shown = isset( $_POST['shown'] ) && is_string( $_POST['shown'] ) ? sanitize_text_field( wp_unslash( $_POST['shown'] ) ) : '';
	return_to_settings( change_keys( $order, $shown ) );
}

/** What has been done, as a sentence. */
function change_keys( string $order, string $shown ): string|WP_Error {
	if ( 'rotate' === $order ) {
		$from = rotate_key();
		/* translators: %s: time of day. */
		return is_wp_error( $from ) ? $from : sprintf( __( 'The new key is published and signs from %s on.', 'gatehouse' ), wp_date( 'H:i:s', $from ) );
	}
	if ( 'leaked' === $order ) {
		return replace_leaked_key() ?? __( 'A new key signs now. Every report session of this site is being ended.', 'gatehouse' );
	}
	$offered = offered_keys();
	if ( ! $offered || implode( ' ', array_keys( $offered ) ) !== $shown ) {
		return new WP_Error( 'gatehouse_keys_changed', __( 'The report service shows yet another key by now. Look again.', 'gatehouse' ) );
	}
	if ( 'trust' === $order ) {
		pin_keys( $offered );
	}
	delete_option( OFFERED_KEYS_OPTION );
	return 'trust' === $order
		? __( 'The new key is trusted now.', 'gatehouse' )
		: __( 'The trusted key stays. Until the report service shows it again, reports stay closed to new sign-ins.', 'gatehouse' );
}
