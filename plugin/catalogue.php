<?php
/**
 * The reports that the sidecar has for the current user.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use WP_Error;

defined( 'ABSPATH' ) || exit;

const CATALOGUE_TYPE = 'gatehouse-catalogue+jwt';

/** @return array<string, string> Titles of the reports that the current user may open, by id; empty when nobody answers. */
function offered_reports(): array {
	$answer = ask_catalogue();
	return is_wp_error( $answer ) ? array() : array_column( (array) ( $answer['reports'] ?? array() ), 'title', 'id' );
}

/** @return array<string, mixed>|WP_Error CatalogueAnswer of the contract, for the current user. */
function ask_catalogue(): array|WP_Error {
	$answer = tell_sidecar(
		'/site/catalogue',
		CATALOGUE_TYPE,
		array(
			'viewer' => array(
				'user'   => get_current_user_id(),
				'grants' => grants_of( wp_get_current_user() ),
			),
			'lang'   => language_tag( get_user_locale() ),
		),
		5
	);
	return is_wp_error( $answer ) ? $answer : $answer['body'];
}
