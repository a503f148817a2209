<?php
/**
 * When a scheduled e-mail is due: days of the site's own time.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

use DateTimeImmutable;
use DateTimeZone;

defined( 'ABSPATH' ) || exit;

const MAIL_RHYTHMS = array( 'day', 'week', 'month' );

/**
 * The first time after a moment. The 31st is the last day where a month has none; a time that the
 * clock leaps over counts when it has leapt, and one that comes twice counts the second time.
 *
 * @param array<string, mixed> $mail As mail_of_row() has it; weekday 0 is Sunday.
 */
function next_mail_time( array $mail, int $after, DateTimeZone $zone ): int {
	$today = ( new DateTimeImmutable( "@$after" ) )->setTimezone( $zone )->setTime( 0, 0 );
	// A month ahead there is one in any case.
	for ( $ahead = 0; $ahead <= 62; $ahead++ ) {
		// Noon exists on every day; midnight does not where clocks leap then.
		$day = $today->setTime( 12, 0 )->modify( "+$ahead days" );
		if ( ! is_mail_day( $mail, $day ) ) {
			continue;
		}
		$time = $day->setTime( intdiv( $mail['at_minute'], 60 ), $mail['at_minute'] % 60 )->getTimestamp();
		if ( $time > $after ) {
			return $time;
		}
	}
	return $after + 31 * DAY_IN_SECONDS;
}

/** @param array<string, mixed> $mail */
function is_mail_day( array $mail, DateTimeImmutable $day ): bool {
	return match ( $mail['every'] ) {
		'week'  => (int) $day->format( 'w' ) === $mail['weekday'],
		'month' => (int) $day->format( 'j' ) === min( $mail['monthday'], (int) $day->format( 't' ) ),
		default => true,
	};
}

function clock_time( int $minute_of_day ): string {
	return sprintf( '%02d:%02d', intdiv( $minute_of_day, 60 ), $minute_of_day % 60 );
}

/** "Every Monday at 08:00", in the language of who reads it. */
function mail_rhythm( string $every, int $weekday, int $monthday, int $at_minute ): string {
	global $wp_locale;
	$time = clock_time( $at_minute );
	return match ( $every ) {
		/* translators: 1: a weekday, 2: a time of day. */
		'week'  => sprintf( __( 'Every %1$s at %2$s', 'gatehouse' ), $wp_locale->get_weekday( $weekday ), $time ),
		/* translators: 1: a day of the month as a number, 2: a time of day. */
		'month' => sprintf( __( 'Every month on day %1$d at %2$s', 'gatehouse' ), $monthday, $time ),
		/* translators: %s: a time of day. */
		default => sprintf( __( 'Every day at %s', 'gatehouse' ), $time ),
	};
}
