<?php
/**
 * Users who leave the site. What they have set up goes on for others who get it, and ends otherwise.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_User;

defined( 'ABSPATH' ) || exit;

/** From this blog. Heir to the e-mails is who gets the content, else who deletes. */
function leave_mails( int $user_id, ?int $heir = null ): void {
	// Blogs of a network that have no reports have no tables either.
	if ( false === get_option( 'gatehouse_version' ) ) {
		return;
	}
	forget_recipient( $user_id );
	end_unread_mails( $user_id );
	$heir = $heir ?: get_current_user_id();
	hand_over_mails( $user_id, $heir === $user_id ? 0 : $heir );
}

/** WordPress says 0 where nobody gets the content. */
function leave_mails_of_blog( int $user_id, int $blog_id, ?int $heir = null ): void {
	on_blog( $blog_id, static fn() => leave_mails( $user_id, $heir ) );
}

/** One may get e-mails of a network's blog without belonging to it. Deleted on one blog, a network's user lives on. */
function leave_mails_everywhere( int $user_id ): void {
	if ( null === stored_account( $user_id ) ) {
		foreach ( connected_blogs() as $blog_id ) {
			leave_mails_of_blog( $user_id, $blog_id );
		}
	}
}

/** Those that nobody gets. */
function end_unread_mails( int $owner ): void {
	foreach ( mail_schedules( $owner ) as $mail ) {
		if ( ! mail_readers( $mail['id'] ) ) {
			delete_mail( $mail['id'] );
		}
	}
}

/** An owner of 0 is whoever manages the reports. */
function hand_over_mails( int $from, int $to ): void {
	global $wpdb;
	$wpdb->update( table( 'mails' ), array( 'owner' => $to ), array( 'owner' => $from ) );
}

/**
 * WordPress asks to whom the content goes only if there is any.
 *
 * @param list<int> $users
 */
function have_mails_for_others( bool $have_content, array $users ): bool {
	return $have_content || ( is_connected() && in_array( true, array_column( array_merge( ...array_map( leaving_mails( ... ), $users ) ), 'goes_on' ), true ) );
}

/** @return list<array{words: string, goes_on: bool}> */
function leaving_mails( int $user_id ): array {
	return array_map(
		static function ( array $mail ) use ( $user_id ): array {
			$others = array_values( array_diff( mail_readers( $mail['id'] ), array( $user_id ) ) );
			$rhythm = mail_rhythm( $mail['every'], $mail['weekday'], $mail['monthday'], $mail['at_minute'] );
			return array(
				'goes_on' => array() !== $others,
				'words'   => $others
					/* translators: 1: title of a report, 2: a rhythm such as "Every Monday at 08:00", 3: names of people. */
					? sprintf( __( '%1$s (%2$s) goes on for %3$s. It will be changed by who gets the content, or else by you.', 'gatehouse' ), $mail['title'], $rhythm, wp_sprintf( '%l', names_of_people( $others ) ) )
					/* translators: 1: title of a report, 2: a rhythm such as "Every Monday at 08:00". */
					: sprintf( __( '%1$s (%2$s) ends: nobody else gets it.', 'gatehouse' ), $mail['title'], $rhythm ),
			);
		},
		mail_schedules( $user_id )
	);
}

/**
 * Where users are deleted.
 *
 * @param array<scalar> $users
 */
function warn_of_leaving_mails( WP_User $by, array $users ): void {
	// WordPress shows its form to everybody who may see users.
	$leaving = current_user_can( 'remove_users' ) ? array_diff( array_map( 'absint', $users ), array( $by->ID ) ) : array();
	foreach ( is_network_admin() ? connected_blogs() : array( get_current_blog_id() ) as $blog_id ) {
		on_blog( $blog_id, static fn() => is_connected() && print_leaving_mails( $leaving ) );
	}
}

/** Where they are taken off a network's blog; WordPress has no place of its own for it there. */
function warn_of_leaving_mails_at_removal(): void {
	global $pagenow;
	if ( 'users.php' === $pagenow && is_multisite() && in_array( 'remove', array( query_text( 'action' ), query_text( 'action2' ) ), true ) ) {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- an address, not an order.
		$users = (array) ( $_REQUEST['users'] ?? $_REQUEST['user'] ?? array() );
		warn_of_leaving_mails( new WP_User( 0 ), array_filter( $users, 'is_scalar' ) );
	}
}

/** @param array<int> $users */
function print_leaving_mails( array $users ): bool {
	$sentences = array_merge( ...array_map( static fn( int $user_id ): array => array_column( leaving_mails( $user_id ), 'words' ), array_values( $users ) ) );
	if ( ! $sentences ) {
		return false;
	}
	/* translators: %s: name of the site. */
	echo '<div class="notice notice-warning inline"><p><strong>' . esc_html( sprintf( __( 'Reports by e-mail from %s', 'gatehouse' ), get_bloginfo( 'name', 'display' ) ) ) . '</strong></p><ul class="ul-disc">';
	foreach ( $sentences as $sentence ) {
		echo '<li>' . esc_html( $sentence ) . '</li>';
	}
	echo '</ul></div>';
	return true;
}
