<?php
/**
 * Who may read the plugin's REST answers from another origin: the site's own pages.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_HTTP_Response;
use WP_REST_Request;

defined( 'ABSPATH' ) || exit;

/** Replaces core's headers, which let every origin read with credentials. */
function send_cross_origin_headers( bool $served, WP_HTTP_Response $result, WP_REST_Request $request ): bool {
	if ( ! str_starts_with( $request->get_route(), '/' . REST_NAMESPACE . '/' ) || headers_sent() ) {
		return $served;
	}
	foreach ( array( 'Origin', 'Methods', 'Credentials', 'Headers' ) as $name ) {
		header_remove( 'Access-Control-Allow-' . $name );
	}
	header_remove( 'Access-Control-Expose-Headers' );
	header( 'Vary: Origin', false );

	$origin = get_http_origin();
	if ( in_array( $origin, own_origins(), true ) ) {
		header( 'Access-Control-Allow-Origin: ' . $origin );
		header( 'Access-Control-Allow-Credentials: true' );
		header( 'Access-Control-Allow-Methods: GET, POST, OPTIONS' );
		header( 'Access-Control-Allow-Headers: Content-Type, X-WP-Nonce' );
		header( 'Access-Control-Expose-Headers: Retry-After' );
	}
	return $served;
}
