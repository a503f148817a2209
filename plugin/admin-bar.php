<?php
/**
 * In the admin bar: the lock, and the notice of a token used twice.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Admin_Bar;

defined( 'ABSPATH' ) || exit;

const ADMIN_BAR_SCRIPT = 'gatehouse-admin-bar';

/** Empty places, hidden by their styles: the script fills them with what the sidecar has confirmed. */
function add_admin_bar_items( WP_Admin_Bar $bar ): void {
	if ( ! has_session_script() ) {
		return;
	}
	$screen = may_open_reports() ? reports_screen_address() : '';
	foreach ( array( 'gatehouse-session', 'gatehouse-notice' ) as $id ) {
		$bar->add_node(
			array(
				'id'     => $id,
				'parent' => 'top-secondary',
				'title'  => '',
				'href'   => $screen,
			)
		);
	}
}

function enqueue_admin_bar_script(): void {
	if ( has_session_script() && enqueue_built_script( ADMIN_BAR_SCRIPT, 'session/admin-bar' ) ) {
		tell_script( ADMIN_BAR_SCRIPT, 'gatehouse', page_context() );
	}
}

/** The Reports screen has the status bar instead, and strangers have nothing. */
function has_session_script(): bool {
	return is_admin_bar_showing() && is_connected() && ! is_reports_screen() && array() !== grants_of( wp_get_current_user() );
}
