<?php
/**
 * For PHPStan: the constants that WordPress defines while it loads.
 *
 * @package Gatehouse
 */

define( 'ARRAY_A', 'ARRAY_A' );
define( 'DB_HOST', 'localhost' );
define( 'MINUTE_IN_SECONDS', 60 );
define( 'HOUR_IN_SECONDS', 3600 );
define( 'DAY_IN_SECONDS', 86400 );
define( 'WEEK_IN_SECONDS', 604800 );
define( 'YEAR_IN_SECONDS', 31536000 );
