<?php
/**
 * Who may do what with the reports.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_User;

defined( 'ABSPATH' ) || exit;

const GRANTS = array( 'view', 'export', 'publish', 'manage', 'own', 'shop' );

const ROLES = array(
	'administrator' => array( 'view', 'export', 'publish', 'manage' ),
	'editor'        => array( 'view', 'export', 'publish' ),
);

/** @return list<string> In the order of GRANTS. */
function grants_of( WP_User $user ): array {
	if ( ! $user->exists() ) {
		return array();
	}
	$grants = array_filter( GRANTS, static fn( string $grant ): bool => $user->has_cap( 'gatehouse_' . $grant ) );

	/**
	 * What one user may do with the reports of this site.
	 *
	 * @param string[] $grants Any of view, export, publish, manage; other words are dropped.
	 * @param WP_User  $user   The user, with capabilities as they are in the database.
	 */
	$grants = (array) apply_filters( 'gatehouse_grants', array_values( $grants ), $user );
	return array_values( array_intersect( GRANTS, $grants ) );
}

function may( string $grant ): bool {
	return in_array( $grant, grants_of( wp_get_current_user() ), true );
}

function give_capabilities(): void {
	foreach ( ROLES as $role => $grants ) {
		foreach ( $grants as $grant ) {
			get_role( $role )?->add_cap( 'gatehouse_' . $grant );
		}
	}
}

function take_capabilities(): void {
	foreach ( array_keys( wp_roles()->roles ) as $role ) {
		foreach ( GRANTS as $grant ) {
			get_role( $role )?->remove_cap( 'gatehouse_' . $grant );
		}
	}
}
