<?php
/**
 * Removes tables, options, capabilities and scheduled events, on every blog of a network.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/gatehouse.php';

if ( is_multisite() ) {
	foreach ( get_sites( array(
	'fields' => 'ids',
	'number' => 0
	) ) as $gatehouse_blog_id ) {
		switch_to_blog( (int) $gatehouse_blog_id );
		remove_everything();
		restore_current_blog();
	}
} else {
	remove_everything();
}
