<?php
/**
 * One session of WordPress, ended by its verifier.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Session_Tokens;
use WP_User_Meta_Session_Tokens;

defined( 'ABSPATH' ) || exit;

/** WordPress ends a single session only by its token, which nobody but its browser has. */
final class Removable_Sessions extends WP_User_Meta_Session_Tokens {

	/** Whether there was one. */
	public static function remove( int $user_id, string $verifier ): bool {
		// What this request has cached may be older than a sign-in or sign-out of another.
		wp_cache_delete( $user_id, 'user_meta' );
		$sessions = new self( $user_id );
		if ( null === $sessions->get_session( $verifier ) ) {
			return false;
		}
		$sessions->update_session( $verifier, null );
		return true;
	}
}

/** Another session manager keeps its sessions where only it knows. */
function keeps_sessions_in_meta( int $user_id ): bool {
	return WP_Session_Tokens::get_instance( $user_id ) instanceof WP_User_Meta_Session_Tokens;
}
