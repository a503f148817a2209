<?php
/**
 * The block "Report".
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const BLOCK_NAME = 'gatehouse/report';
/** As WordPress names the editorScript and the viewScriptModule of block.json. */
const EDITOR_SCRIPT = 'gatehouse-report-editor-script';

function register_blocks(): void {
	$folder = plugin_dir_path( PLUGIN_FILE ) . 'build';
	if ( is_readable( $folder . '/blocks-manifest.php' ) ) {
		wp_register_block_types_from_metadata_collection( $folder, $folder . '/blocks-manifest.php' );
	}
}

/**
 * @param array<string, mixed> $settings
 * @param array<string, mixed> $metadata
 * @return array<string, mixed>
 */
function render_block_here( array $settings, array $metadata ): array {
	return BLOCK_NAME === ( $metadata['name'] ?? '' ) ? array( 'render_callback' => __NAMESPACE__ . '\render_report_block' ) + $settings : $settings;
}

/** @param array<string, mixed> $attributes */
function render_report_block( array $attributes ): string {
	$wrapper = static fn( array $more = array() ): string => get_block_wrapper_attributes( $more );
	if ( ! is_user_logged_in() ) {
		return sprintf(
			'<div %s><p>%s <a href="%s">%s</a></p></div>',
			$wrapper(),
			esc_html__( 'This report is for signed-in members of this site.', 'gatehouse' ),
			esc_url( wp_login_url( (string) get_permalink() ) ),
			esc_html__( 'Sign in', 'gatehouse' )
		);
	}
	// Which report is the reader's own right, whoever put it here: the sidecar asks for each.
	if ( ! may_open_reports() ) {
		return sprintf( '<div %s><p>%s</p></div>', $wrapper(), esc_html__( 'Your account may not see this report. An administrator of this site can allow it.', 'gatehouse' ) );
	}
	if ( ! is_connected() ) {
		return sprintf( '<div %s><p>%s</p></div>', $wrapper(), esc_html__( 'This report is not available: the site is not connected with its report service yet.', 'gatehouse' ) );
	}

	$report  = (string) ( $attributes['report'] ?? '' );
	$period  = (string) ( $attributes['period'] ?? 'last-28-days' );
	$address = base() . '/r/' . rawurlencode( $report ) . '?period=' . rawurlencode( $period );
	$data    = array(
		'data-report' => $report,
		'data-period' => $period,
	);
	foreach ( array( 'figures', 'chart', 'table' ) as $part ) {
		$data[ "data-$part" ] = false === ( $attributes[ $part ] ?? true ) ? 'false' : 'true';
	}
	return sprintf(
		'<div %s %s><p>%s</p><noscript><p><a href="%s">%s</a></p></noscript></div>',
		$wrapper(),
		implode( ' ', array_map( static fn( string $name, string $value ): string => $name . '="' . esc_attr( $value ) . '"', array_keys( $data ), $data ) ),
		esc_html__( 'Loading the report.', 'gatehouse' ),
		esc_url( $address ),
		esc_html__( 'Open the report', 'gatehouse' )
	);
}

function tell_block_editor(): void {
	tell_script( EDITOR_SCRIPT, 'gatehouse', page_context() );
}

/**
 * Words for the view module. For strangers it is the same on every page, so it may be cached.
 *
 * @param array<string, mixed> $given
 * @return array<string, mixed>
 */
function tell_block_view( array $given ): array {
	return array_merge( $given, page_context() );
}
