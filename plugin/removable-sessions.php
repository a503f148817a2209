<?php
/**
 * Sessions of WordPress, ended by their verifiers.
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
		$sessions = self::stored( $user_id );
		if ( null === $sessions->get_session( $verifier ) ) {
			return false;
		}
		$sessions->update_session( $verifier, null );
		return true;
	}

	/** How many there were. */
	public static function remove_all_but( int $user_id, string $verifier ): int {
		$sessions = self::stored( $user_id );
		$all      = $sessions->get_sessions();
		$kept     = array_intersect_key( $all, array( $verifier => true ) );
		$sessions->update_sessions( $kept );
		return count( $all ) - count( $kept );
	}

	private static function stored( int $user_id ): self {
		// What this request has cached may be older than a sign-in or sign-out of another.
		wp_cache_delete( $user_id, 'user_meta' );
		return new self( $user_id );
	}
}

/** Another session manager keeps its sessions where only it knows. */
function keeps_sessions_in_meta( int $user_id ): bool {
	return WP_Session_Tokens::get_instance( $user_id ) instanceof WP_User_Meta_Session_Tokens;
}
