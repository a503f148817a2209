<?php
/**
 * The language of whoever is signed in, as a cookie of the test says it: WordPress itself offers
 * only those that are installed.
 */

add_filter(
	'get_user_metadata',
	static fn( $value, $user, $key ) => 'locale' === $key && isset( $_COOKIE['journey_locale'] ) ? array( $_COOKIE['journey_locale'] ) : $value,
	10,
	3
);

add_action(
	'after_setup_theme',
	static function (): void {
		if ( isset( $_COOKIE['journey_rtl'] ) ) {
			$GLOBALS['wp_locale']->text_direction = 'rtl';
		}
	}
);
