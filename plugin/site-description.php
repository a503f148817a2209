<?php
/**
 * What the reports have to know about the site itself.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** The datasets that every sidecar knows. Of any other it is told by `own`. */
const BUILT_IN_DATASETS = array( 'posts', 'comments', 'users', 'terms', 'orders', 'order_items', 'products', 'coupon_uses' );

/** @return array<string, mixed> SiteDescription of the contract. */
function site_description(): array {
	$types = array();
	foreach ( exported_post_types() as $name ) {
		$types[ $name ] = get_post_type_object( $name )->labels->name ?? $name;
	}
	return array(
		'name'          => wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES ),
		'locale'        => language_tag( get_locale() ),
		'timezone'      => wp_timezone_string(),
		'weekStartsOn'  => (int) get_option( 'start_of_week' ),
		'types'         => (object) $types,
		'roles'         => (object) array_map( translate_user_role( ... ), wp_roles()->get_names() ),
		'datasets'      => array_values( array_intersect( BUILT_IN_DATASETS, array_keys( datasets() ) ) ),
		'currency'      => has_shop() ? shop_currency() : null,
		'orderStatuses' => (object) ( has_shop() ? order_statuses() : array() ),
		'own'           => own_declarations(),
	);
}

/**
 * @param list<mixed> $ids
 * @return array<int, string> Display names; ids of nobody are left out.
 */
function names_of_people( array $ids ): array {
	$ids = array_slice( array_filter( $ids, 'is_int' ), 0, 1000 );
	if ( ! $ids ) {
		return array();
	}
	$users = get_users(
		array(
			'include' => $ids,
			'blog_id' => 0,
			'fields'  => array( 'ID', 'display_name' ),
		)
	);
	return array_combine( array_map( 'intval', array_column( $users, 'ID' ) ), array_map( plain_name( ... ), array_column( $users, 'display_name' ) ) );
}
