<?php
/**
 * The paper that a printer of this site is likely to have.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** Where Letter is in use. */
const LETTER_COUNTRIES = array( 'US', 'CA', 'MX', 'CL', 'CO', 'CR', 'DO', 'GT', 'PA', 'PH', 'PR', 'SV', 'VE' );

/** Of a PDF, where nobody chose: by the country in the site's language. */
function default_paper(): string {
	$country  = explode( '_', get_locale() )[1] ?? '';
	$timezone = (string) get_option( 'timezone_string' );
	// American English is also what a WordPress speaks of which nobody changed the language.
	$is_elsewhere = 'US' === $country && '' !== $timezone && ! preg_match( '~^(America/|US/|Canada/|Pacific/(Honolulu|Guam|Pago_Pago)$|UTC$)~', $timezone );
	return in_array( $country, LETTER_COUNTRIES, true ) && ! $is_elsewhere ? 'letter' : 'a4';
}
