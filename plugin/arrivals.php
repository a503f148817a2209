<?php
/**
 * WordPress sessions on their way to the sidecar: awaiting, arrived, handed_off, ended.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** How long the sidecar may remember a session that WordPress has forgotten. */
const SESSION_KEPT_SECONDS = 31 * DAY_IN_SECONDS;

/**
 * Writes down an issued cookie. A password change of one's own issues another for the same
 * session: the row keeps its state and takes the new epoch.
 */
function expect_arrival( string $verifier, int $user_id, int $expires, bool $remember ): void {
	global $wpdb;
	$epoch = current_epoch( $user_id );
	$made  = $wpdb->query(
		$wpdb->prepare(
			"INSERT IGNORE INTO %i ( verifier, user_id, epoch, expires, remember, state ) VALUES ( %s, %d, %s, %d, %d, 'awaiting' )",
			table( 'arrivals' ),
			$verifier,
			$user_id,
			$epoch,
			$expires,
			(int) $remember
		)
	);
	if ( ! $made ) {
		$wpdb->query(
			$wpdb->prepare(
				'UPDATE %i SET epoch = %s, expires = %d, remember = %d WHERE verifier = %s AND user_id = %d',
				table( 'arrivals' ),
				$epoch,
				$expires,
				(int) $remember,
				$verifier,
				$user_id
			)
		);
	}
}

/**
 * @return array{state: string, expires: int, remember: bool, grants: ?string}|null With the
 *         grants that the sidecar was last told for this user.
 */
function arrival( string $verifier ): ?array {
	global $wpdb;
	$row = $wpdb->get_row(
		$wpdb->prepare(
			'SELECT a.state, a.expires, a.remember, s.grants FROM %i a LEFT JOIN %i s ON s.user_id = a.user_id WHERE a.verifier = %s',
			table( 'arrivals' ),
			table( 'states' ),
			$verifier
		)
	);
	return null === $row ? null : array(
		'state'    => (string) $row->state,
		'expires'  => (int) $row->expires,
		'remember' => (bool) (int) $row->remember,
		'grants'   => $row->grants,
	);
}

/** Whether this request is the one that moved it: of parallel ones exactly one is. */
function move_arrival( string $verifier, string $from, string $to ): bool {
	global $wpdb;
	return 1 === $wpdb->query(
		$wpdb->prepare( 'UPDATE %i SET state = %s WHERE verifier = %s AND state = %s', table( 'arrivals' ), $to, $verifier, $from )
	);
}

/**
 * Changes with the password and with the salts of wp-config.php, as WordPress's own cookies
 * do. Read past the cache: this request may have changed the password.
 */
function current_epoch( int $user_id ): string {
	$account = stored_account( $user_id );
	return null === $account ? '' : epoch_of( $account['user_login'], $account['user_pass'] );
}

function epoch_of( string $login, string $stored_hash ): string {
	return wp_hash( $login . '|' . $stored_hash, 'logged_in', 'sha256' );
}

function forget_old_arrivals(): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( "DELETE FROM %i WHERE expires < %d OR ( state = 'awaiting' AND expires < %d )", table( 'arrivals' ), time() - SESSION_KEPT_SECONDS, time() ) );
	$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE delivered >= version AND user_id NOT IN ( SELECT user_id FROM %i )', table( 'states' ), table( 'arrivals' ) ) );
}

/** No automatic hand-off starts it again, and the user's next state names it ended. */
function end_arrival( string $verifier, int $user_id ): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( "UPDATE %i SET state = 'ended' WHERE verifier = %s AND user_id = %d", table( 'arrivals' ), $verifier, $user_id ) );
}

function end_arrivals( int $user_id, string $but ): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( "UPDATE %i SET state = 'ended' WHERE user_id = %d AND verifier <> %s", table( 'arrivals' ), $user_id, $but ) );
}

/** A click by somebody whose cookie validates now. Should WordPress have ended the session meanwhile, the state says so. */
function revive_arrival( string $verifier, int $user_id ): void {
	global $wpdb;
	$wpdb->query(
		$wpdb->prepare(
			"UPDATE %i SET state = 'handed_off', epoch = %s WHERE verifier = %s AND state = 'ended'",
			table( 'arrivals' ),
			current_epoch( $user_id ),
			$verifier
		)
	);
}
