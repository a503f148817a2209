<?php
/**
 * Amounts of money as whole numbers.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** Currencies of ISO 4217 whose minor unit is not a hundredth. The sidecar has the same ones. */
const CURRENCY_EXPONENTS = array(
	'BHD' => 3,
	'BIF' => 0,
	'CLF' => 4,
	'CLP' => 0,
	'DJF' => 0,
	'GNF' => 0,
	'IQD' => 3,
	'ISK' => 0,
	'JOD' => 3,
	'JPY' => 0,
	'KMF' => 0,
	'KRW' => 0,
	'KWD' => 3,
	'LYD' => 3,
	'OMR' => 3,
	'PYG' => 0,
	'RWF' => 0,
	'TND' => 3,
	'UGX' => 0,
	'UYI' => 0,
	'UYW' => 4,
	'VND' => 0,
	'VUV' => 0,
	'XAF' => 0,
	'XOF' => 0,
	'XPF' => 0,
);

/**
 * Exact, for a float can't hold most of these; half a unit is rounded away from zero.
 *
 * @param string $amount As it is in the database: `-19.99000000`. What is no number is nothing.
 */
function minor_units( string $amount, string $currency ): int {
	if ( ! preg_match( '/^\s*([+-]?)(\d*)\.?(\d*)\s*$/', $amount, $match ) ) {
		// Other plugins store what PHP made of a float: 1.0E-5.
		return is_numeric( $amount ) ? minor_units( sprintf( '%.8F', $amount ), $currency ) : 0;
	}
	[ , $sign, $whole, $part ] = $match;
	$exponent = CURRENCY_EXPONENTS[ $currency ] ?? 2;
	$digits   = str_pad( $part, $exponent + 1, '0' );
	$units    = (int) ( $whole . substr( $digits, 0, $exponent ) ) + ( $digits[ $exponent ] >= '5' ? 1 : 0 );
	return '-' === $sign ? -$units : $units;
}
