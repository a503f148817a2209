<?php
/**
 * Keeps sessions in memory, as a plugin with a store of its own does.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use WP_Session_Tokens;

final class OtherSessionManager extends WP_Session_Tokens {

	/** @var array<int, array<string, array<string, mixed>>> */
	private static array $kept = array();

	protected function get_sessions() {
		return self::$kept[ $this->user_id ] ?? array();
	}

	protected function get_session( $verifier ) {
		return $this->get_sessions()[ $verifier ] ?? null;
	}

	protected function update_session( $verifier, $session = null ) {
		self::$kept[ $this->user_id ] = array_filter( array( $verifier => $session ) + $this->get_sessions() );
	}

	protected function destroy_other_sessions( $verifier ) {
		self::$kept[ $this->user_id ] = array_intersect_key( $this->get_sessions(), array( $verifier => 1 ) );
	}

	protected function destroy_all_sessions() {
		self::$kept[ $this->user_id ] = array();
	}

	public static function drop_sessions() {
		self::$kept = array();
	}
}
