<?php
/**
 * Prints the kid that the site signs with, or the error's code, in a process of its own.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

require __DIR__ . '/prepend.php';
require $argv[1] . '/wp-load.php';

$set = Gatehouse\own_key_set();
echo is_wp_error( $set ) ? $set->get_error_code() : $set['keys'][0]['kid'];
