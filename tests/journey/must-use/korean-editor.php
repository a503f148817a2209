<?php
/**
 * WordPress as if its Korean were installed, and the user "editor" reads it.
 */

add_filter( 'get_available_languages', fn( $languages ) => array_merge( $languages, array( 'ko_KR' ) ) );
add_action(
	'init',
	function () {
		$editor = get_user_by( 'login', 'editor' );
		if ( $editor && 'ko_KR' !== $editor->locale ) {
			update_user_meta( $editor->ID, 'locale', 'ko_KR' );
		}
	}
);
