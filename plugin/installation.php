<?php
/**
 * Coming and going: activation, new versions, deactivation.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const KEYS_EVENT    = 'gatehouse_refresh_keys';
const CLEANUP_EVENT = 'gatehouse_clean_up';

const OPTIONS = array( 'gatehouse_version', 'gatehouse_base', 'gatehouse_salts', MARK_OPTION, KEY_OPTION, LEAKED_KEY_WAITS_OPTION, DROPPED_CONSTANT_OPTION, SIDECAR_KEYS_OPTION, OFFERED_KEYS_OPTION, BREAKER_OPTION, PINGED_OPTION, LOG_MARKS_OPTION, BUYERS_KEY_OPTION, MAILS_LOOKED_OPTION );

/** On activation, after an update, and on a network's blogs when they are first opened. */
function install_if_needed(): void {
	if ( ! wp_installing() && VERSION !== get_option( 'gatehouse_version' ) ) {
		install();
	}
}

function install(): void {
	make_tables();
	give_capabilities();
	signing_seed();
	notice_changed_salts();
	foreach ( array( KEYS_EVENT, CLEANUP_EVENT ) as $event ) {
		if ( ! wp_next_scheduled( $event ) ) {
			wp_schedule_event( time() + HOUR_IN_SECONDS, 'daily', $event );
		}
	}
	plan_mails();
	update_option( 'gatehouse_version', VERSION, true );
}

/**
 * Without the plugin nobody would tell the sidecar of a sign-out, so every session there ends
 * now, as far as a few seconds allow.
 */
function deactivate( bool $is_network_wide = false ): void {
	foreach ( $is_network_wide ? connected_blogs() : array( get_current_blog_id() ) as $blog_id ) {
		on_blog( $blog_id, __NAMESPACE__ . '\deactivate_blog' );
	}
}

function deactivate_blog(): void {
	end_every_session();
	forget_log_marks();
	forget_visits();
	foreach ( array( KEYS_EVENT, CLEANUP_EVENT, STATES_EVENT, MAIL_EVENT ) as $event ) {
		wp_clear_scheduled_hook( $event );
	}
}

function end_every_session(): void {
	global $wpdb;
	if ( is_connected() ) {
		$wpdb->query( $wpdb->prepare( "UPDATE %i SET state = 'ended'", table( 'arrivals' ) ) );
		take_next_version_of_everyone();
		deliver_states( microtime( true ) + 5 );
	}
}

/** Leaves nothing behind in this blog. */
function remove_everything(): void {
	drop_tables();
	take_capabilities();
	foreach ( array( KEYS_EVENT, CLEANUP_EVENT, STATES_EVENT, MAIL_EVENT ) as $event ) {
		wp_clear_scheduled_hook( $event );
	}
	array_map( 'delete_option', OPTIONS );
	note_connected_blog( false );
}

function load_translations(): void {
	load_plugin_textdomain( 'gatehouse', false, dirname( plugin_basename( PLUGIN_FILE ) ) . '/languages' );
}
