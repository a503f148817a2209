<?php
/**
 * "Activity": who did what with the reports. Everybody's for those who manage, else one's own.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const ACTIVITY_PAGE = 'gatehouse-activity';

function add_activity_screen(): void {
	$capability = may_open_reports() ? 'read' : 'do_not_allow';
	add_submenu_page( REPORTS_PAGE, __( 'Activity', 'gatehouse' ), __( 'Activity', 'gatehouse' ), $capability, ACTIVITY_PAGE, __NAMESPACE__ . '\print_activity_screen' );
}

function print_activity_screen(): void {
	?>
	<div class="wrap">
		<h1><?php esc_html_e( 'Activity', 'gatehouse' ); ?></h1>
		<?php if ( is_connected() ) : ?>
			<div id="gatehouse-activity"></div>
			<noscript><p><?php esc_html_e( 'This list needs JavaScript.', 'gatehouse' ); ?></p></noscript>
		<?php else : ?>
			<p><?php esc_html_e( 'This site is not connected with its report service yet.', 'gatehouse' ); ?></p>
		<?php endif; ?>
	</div>
	<?php
}

function enqueue_activity_script( string $screen ): void {
	// The rest of the screen's name is the menu's translated title.
	if ( str_ends_with( $screen, '_page_' . ACTIVITY_PAGE ) && is_connected() && enqueue_built_script( 'gatehouse-activity', 'activity/index' ) ) {
		tell_script( 'gatehouse-activity', 'gatehouse', page_context() );
	}
}
