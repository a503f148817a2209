<?php
/**
 * Numbers and cells of a report document, written for the current language.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use NumberFormatter;

defined( 'ABSPATH' ) || exit;

function written_number( int|float $value, string $format, ?string $currency ): string {
	return match ( $format ) {
		'percent'  => number_format_i18n( round( 100 * $value, 1 ), fmod( round( 100 * $value, 1 ), 1 ) ? 1 : 0 ) . '%',
		'money'    => written_money( $value, (string) $currency ),
		'duration' => written_duration( (int) round( $value ) ),
		/* translators: %s: a number. */
		'days'     => sprintf( __( '%s days', 'gatehouse' ), number_format_i18n( $value, abs( $value ) < 10 && fmod( $value, 1 ) ? 1 : 0 ) ),
		'decimal'  => number_format_i18n( $value, 1 ),
		default    => number_format_i18n( $value ),
	};
}

function written_money( int|float $minor, string $currency ): string {
	$digits = CURRENCY_EXPONENTS[ $currency ] ?? 2;
	$amount = $minor / 10 ** $digits;
	// Hosts without the extension write the code behind the amount, as a shop's own money has it too.
	if ( class_exists( NumberFormatter::class ) && preg_match( '/^[A-Z]{3}$/D', $currency ) ) {
		$writer = new NumberFormatter( determine_locale(), NumberFormatter::CURRENCY );
		$writer->setTextAttribute( NumberFormatter::CURRENCY_CODE, $currency );
		$writer->setAttribute( NumberFormatter::FRACTION_DIGITS, $digits );
		return (string) $writer->formatCurrency( $amount, $currency );
	}
	return trim( number_format_i18n( $amount, $digits ) . " $currency" );
}

/** In its two largest units. */
function written_duration( int $seconds ): string {
	$units = array(
		/* translators: %s: a number of days. */
		array( DAY_IN_SECONDS, __( '%s d', 'gatehouse' ) ),
		/* translators: %s: a number of hours. */
		array( HOUR_IN_SECONDS, __( '%s hr', 'gatehouse' ) ),
		/* translators: %s: a number of minutes. */
		array( MINUTE_IN_SECONDS, __( '%s min', 'gatehouse' ) ),
		/* translators: %s: a number of seconds. */
		array( 1, __( '%s sec', 'gatehouse' ) ),
	);
	$parts = array();
	$rest  = abs( $seconds );
	foreach ( $units as [ $unit, $words ] ) {
		$count = intdiv( $rest, $unit );
		$rest -= $count * $unit;
		if ( $count > 0 ) {
			$parts[] = sprintf( $words, number_format_i18n( $count ) );
		} elseif ( $parts ) {
			break;
		}
	}
	return ( $seconds < 0 ? '−' : '' ) . ( implode( ' ', array_slice( $parts, 0, 2 ) ) ?: sprintf( $units[3][1], '0' ) );
}

/**
 * @param array<string, mixed> $figure Of the document.
 * @return array{arrow: string, tone: string, words: string}|null Null when there is nothing to compare.
 */
function figure_change( array $figure, ?string $currency ): ?array {
	[ 'value' => $value, 'previous' => $previous, 'format' => $format, 'better' => $better ] = $figure;
	if ( null === $value || null === $previous ) {
		return null;
	}
	/* translators: %s: a number. */
	$before = sprintf( __( '%s before', 'gatehouse' ), written_number( $previous, $format, $currency ) );
	$amount = change_amount( abs( $value - $previous ), $previous, (string) $format, $currency );
	if ( null === $amount ) {
		return array(
			'arrow' => '',
			'tone'  => 'neutral',
			'words' => __( 'same as before', 'gatehouse' ),
		);
	}
	$is_up = $value > $previous;
	return array(
		'arrow' => $is_up ? '▲' : '▼',
		'tone'  => match ( true ) {
			null === $better                      => 'neutral',
			( 'more' === $better ) === $is_up     => 'good',
			default                               => 'bad',
		},
		'words' => sprintf( '%1$s · %2$s', $amount, $before ),
	);
}

/**
 * As the screen writes it: a share, but of a small number, of a loss or beyond ten times the
 * difference itself. Null when it would be written as zero.
 */
function change_amount( int|float $difference, int|float $previous, string $format, ?string $currency ): ?string {
	if ( 'percent' === $format ) {
		$points = round( 100 * $difference, 1 );
		/* translators: %s: a number of percentage points. */
		return 0.0 === $points ? null : sprintf( __( '%s points', 'gatehouse' ), number_format_i18n( $points, fmod( $points, 1 ) ? 1 : 0 ) );
	}
	if ( $previous >= 10 && $difference / $previous < 10 ) {
		$percent = 100 * $difference / $previous;
		// Below one percent a rounded "0%" would deny a change that both numbers show.
		return 0.0 === (float) $percent ? null : number_format_i18n( $percent, $percent < 1 ? (int) -floor( log10( $percent ) ) : 0 ) . '%';
	}
	return 0.0 === round( 10 * $difference ) ? null : written_number( $difference, $format, $currency );
}

/**
 * @param array<string, mixed> $column
 * @param array<string, mixed> $document
 */
function written_cell( mixed $cell, array $column, array $document ): string {
	return match ( true ) {
		null === $cell => '–',
		is_array( $cell ) => (string) ( ( (array) $document['people'] )[ (int) ( $cell['person'] ?? 0 ) ] ?? __( 'Unknown person', 'gatehouse' ) ),
		( is_int( $cell ) || is_float( $cell ) ) && 'text' !== $column['kind'] => written_number( $cell, (string) $column['kind'], $document['currency'] ?? null ),
		default => is_scalar( $cell ) ? (string) $cell : '',
	};
}
