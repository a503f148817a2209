<?php
/**
 * "Who is signed in": a screen for those who manage, and a section of everybody's own profile.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const SIGNED_IN_PAGE = 'gatehouse-sessions';

function add_signed_in_screen(): void {
	$capability = may( 'manage' ) ? 'read' : 'do_not_allow';
	add_submenu_page( REPORTS_PAGE, __( 'Who is signed in', 'gatehouse' ), __( 'Who is signed in', 'gatehouse' ), $capability, SIGNED_IN_PAGE, __NAMESPACE__ . '\print_signed_in_screen' );
}

function print_signed_in_screen(): void {
	?>
	<div class="wrap">
		<h1><?php esc_html_e( 'Who is signed in', 'gatehouse' ); ?></h1>
		<?php print_signed_in_place( null ); ?>
	</div>
	<?php
}

function print_own_sessions(): void {
	if ( is_connected() && grants_of( wp_get_current_user() ) ) {
		?>
		<h2><?php esc_html_e( 'Where you are signed in', 'gatehouse' ); ?></h2>
		<?php
		print_signed_in_place( get_current_user_id() );
	}
}

/** @param int|null $user_id Whose sessions; null for everybody's. */
function print_signed_in_place( ?int $user_id ): void {
	if ( ! is_connected() ) {
		?>
		<p><?php esc_html_e( 'This site is not connected with its report service yet.', 'gatehouse' ); ?></p>
		<?php
		return;
	}
	?>
	<div id="gatehouse-signed-in" data-user="<?php echo esc_attr( (string) $user_id ); ?>"></div>
	<noscript><p><?php esc_html_e( 'This list needs JavaScript.', 'gatehouse' ); ?></p></noscript>
	<?php
}

function enqueue_signed_in_script( string $screen ): void {
	// The rest of the screen's name is the menu's translated title.
	$is_here = str_ends_with( $screen, '_page_' . SIGNED_IN_PAGE ) ? may( 'manage' ) : 'profile.php' === $screen && grants_of( wp_get_current_user() );
	if ( $is_here && is_connected() && enqueue_built_script( 'gatehouse-signed-in', 'signed-in/index' ) ) {
		tell_script( 'gatehouse-signed-in', 'gatehouse', page_context() );
	}
}
