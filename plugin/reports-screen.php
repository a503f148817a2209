<?php
/**
 * The Reports screen in wp-admin.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const REPORTS_PAGE = 'gatehouse';

function add_reports_screen(): void {
	// Grants may come from a filter, which WordPress's menu knows nothing of.
	$capability = may_open_reports() ? 'read' : 'do_not_allow';
	add_menu_page( __( 'Reports', 'gatehouse' ), __( 'Reports', 'gatehouse' ), $capability, REPORTS_PAGE, __NAMESPACE__ . '\print_reports_screen', 'dashicons-chart-area', 3 );
}

function print_reports_screen(): void {
	?>
	<div class="wrap">
		<?php if ( is_connected() ) : ?>
			<div id="gatehouse-reports" class="gatehouse-screen <?php echo is_light_admin() ? '' : 'gatehouse-auto'; ?>"></div>
			<noscript>
				<h1><?php esc_html_e( 'Reports', 'gatehouse' ); ?></h1>
				<p>
					<?php esc_html_e( 'This screen needs JavaScript. The same reports can be read without it:', 'gatehouse' ); ?>
					<a href="<?php echo esc_url( base() . '/' ); ?>"><?php esc_html_e( 'Open the reports', 'gatehouse' ); ?></a>
				</p>
			</noscript>
		<?php else : ?>
			<h1><?php esc_html_e( 'Reports', 'gatehouse' ); ?></h1>
			<p><?php esc_html_e( 'This site is not connected with its report service yet.', 'gatehouse' ); ?></p>
			<?php if ( current_user_can( 'manage_options' ) ) : ?>
				<p><a class="button button-primary" href="<?php echo esc_url( settings_address() ); ?>"><?php esc_html_e( 'Connect it in the settings', 'gatehouse' ); ?></a></p>
			<?php else : ?>
				<p><?php esc_html_e( 'An administrator can connect it.', 'gatehouse' ); ?></p>
			<?php endif; ?>
		<?php endif; ?>
	</div>
	<?php
}

/** Whoever has chosen wp-admin's light colours keeps them, whatever the system says. */
function is_light_admin(): bool {
	return 'light' === get_user_option( 'admin_color' );
}

function enqueue_reports_screen( string $screen ): void {
	if ( 'toplevel_page_' . REPORTS_PAGE === $screen && is_connected() && enqueue_built_script( 'gatehouse-reports', 'reports-screen/index' ) ) {
		tell_script( 'gatehouse-reports', 'gatehouse', page_context() );
	}
}

function is_reports_screen(): bool {
	return is_admin() && function_exists( 'get_current_screen' ) && 'toplevel_page_' . REPORTS_PAGE === ( get_current_screen()->id ?? '' );
}

function reports_screen_address(): string {
	return admin_url( 'admin.php?page=' . REPORTS_PAGE );
}
