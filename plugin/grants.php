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

/** Any of these opens a report; the others only add to it. */
const OPENING_GRANTS = array( 'view', 'own', 'shop', 'manage' );

/** What roles get when they are first seen. From then on an administrator decides. */
const ROLES = array(
	'administrator' => array( 'view', 'export', 'publish', 'manage' ),
	'editor'        => array( 'view', 'export', 'publish' ),
	'author'        => array( 'own' ),
	'contributor'   => array( 'own' ),
	// WooCommerce's own capability opens it the sales.
	'shop_manager'  => array( 'export' ),
);

/** Names of the roles that have got theirs. */
const GIVEN_ROLES_OPTION = 'gatehouse_given_roles';

/** Who may see WooCommerce's reports may see ours about the shop: one answer for both. */
const SHOP_CAPABILITY = 'view_woocommerce_reports';

/** @return list<string> In the order of GRANTS. */
function grants_of( WP_User $user ): array {
	if ( ! $user->exists() ) {
		return array();
	}
	$grants = array_filter( GRANTS, static fn( string $grant ): bool => ( 'shop' !== $grant || has_shop_capability() ) && $user->has_cap( capability_of( $grant ) ) );

	/**
	 * What one user may do with the reports of this site.
	 *
	 * @param string[] $grants Any of view, export, publish, manage, own, shop; other words are dropped.
	 * @param WP_User  $user   The user, with capabilities as they are in the database.
	 */
	$grants = (array) apply_filters( 'gatehouse_grants', array_values( $grants ), $user );
	$grants = array_intersect( GRANTS, $grants );
	// Who sees everything is not narrowed to his own: super admins have every capability there is.
	return array_values( in_array( 'view', $grants, true ) ? array_diff( $grants, array( 'own' ) ) : $grants );
}

function capability_of( string $grant ): string {
	return 'shop' === $grant ? SHOP_CAPABILITY : 'gatehouse_' . $grant;
}

/** Without a shop nobody has it, not even super admins, who have every capability. */
function has_shop_capability(): bool {
	return (bool) array_filter( wp_roles()->roles, static fn( array $role ): bool => ! empty( $role['capabilities'][ SHOP_CAPABILITY ] ) );
}

function may( string $grant ): bool {
	return in_array( $grant, grants_of( wp_get_current_user() ), true );
}

/** Whether any report opens for the current user. */
function may_open_reports(): bool {
	return (bool) array_intersect( OPENING_GRANTS, grants_of( wp_get_current_user() ) );
}

/** To roles that are here for the first time; what an administrator took away stays away. */
function give_capabilities(): void {
	$given = (array) get_option( GIVEN_ROLES_OPTION, array() );
	foreach ( ROLES as $name => $grants ) {
		$role = get_role( $name );
		if ( null !== $role && ! in_array( $name, $given, true ) ) {
			foreach ( $grants as $grant ) {
				$role->add_cap( capability_of( $grant ) );
			}
			$given[] = $name;
		}
	}
	update_option( GIVEN_ROLES_OPTION, $given, false );
}

/** WooCommerce's own capability is not ours to take. */
function take_capabilities(): void {
	foreach ( array_keys( wp_roles()->roles ) as $role ) {
		foreach ( array_diff( GRANTS, array( 'shop' ) ) as $grant ) {
			get_role( $role )?->remove_cap( capability_of( $grant ) );
		}
	}
	delete_option( GIVEN_ROLES_OPTION );
}
