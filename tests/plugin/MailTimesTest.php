<?php
/**
 * When a scheduled e-mail is due.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use DateTimeImmutable;
use DateTimeZone;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;
use PHPUnit\Framework\TestCase;

use function Gatehouse\next_mail_time;

#[TestDox( 'The time of an e-mail' )]
final class MailTimesTest extends TestCase {

	/** @param array<string, mixed> $mail */
	#[DataProvider( 'times' )]
	#[TestDox( '$name' )]
	public function test_next( string $name, array $mail, string $zone, string $after, string $next ): void {
		$zone  = new DateTimeZone( $zone );
		$found = next_mail_time(
			$mail + array(
				'every'     => 'day',
				'weekday'   => 1,
				'monthday'  => 1,
				'at_minute' => 8 * 60,
			),
			( new DateTimeImmutable( $after, $zone ) )->getTimestamp(),
			$zone
		);

		self::assertSame( $next, ( new DateTimeImmutable( "@$found" ) )->setTimezone( $zone )->format( 'Y-m-d H:i T' ) );
	}

	public static function times(): array {
		$half_past_two = array( 'at_minute' => 150 );
		$last          = array(
			'every'    => 'month',
			'monthday' => 31,
		);
		$monday        = array( 'every' => 'week' );
		return array(
			array( 'is today while it is ahead', array(), 'Asia/Seoul', '2026-11-23 07:59', '2026-11-23 08:00 KST' ),
			array( 'is tomorrow once it has come', array(), 'Asia/Seoul', '2026-11-23 08:00', '2026-11-24 08:00 KST' ),
			array( 'follows an offset instead of a name', array(), '+09:00', '2026-11-23 08:00', '2026-11-24 08:00 GMT+0900' ),
			array( 'stays at eight when summer time begins', array(), 'Europe/Berlin', '2026-03-28 08:00', '2026-03-29 08:00 CEST' ),
			array( 'stays at eight when summer time ends', array(), 'Europe/Berlin', '2026-10-24 08:00', '2026-10-25 08:00 CET' ),
			array( 'that does not exist is when the clock has leapt', $half_past_two, 'Europe/Berlin', '2026-03-28 12:00', '2026-03-29 03:30 CEST' ),
			array( 'after such a one is the ordinary one', $half_past_two, 'Europe/Berlin', '2026-03-29 03:30', '2026-03-30 02:30 CEST' ),
			array( 'that comes twice is the second one', $half_past_two, 'Europe/Berlin', '2026-10-24 12:00', '2026-10-25 02:30 CET' ),
			array( 'that comes twice comes once', $half_past_two, 'Europe/Berlin', '2026-10-25 02:30 CET', '2026-10-26 02:30 CET' ),
			array( 'at a midnight that is leapt over is when it has leapt', array( 'at_minute' => 0 ), 'Africa/Cairo', '2026-04-23 12:00', '2026-04-24 01:00 EEST' ),
			array( 'of a week is on its day', $monday, 'UTC', '2026-11-24 00:00', '2026-11-30 08:00 UTC' ),
			array( 'of a week is the same day while it is ahead', $monday, 'UTC', '2026-11-23 07:00', '2026-11-23 08:00 UTC' ),
			array( 'of a week on Sunday is on Sunday', array( 'weekday' => 0 ) + $monday, 'UTC', '2026-11-23 07:00', '2026-11-29 08:00 UTC' ),
			array( 'on the 31st is the last of February', $last, 'UTC', '2026-01-31 08:00', '2026-02-28 08:00 UTC' ),
			array( 'on the 31st is the last of a leap year’s February', $last, 'UTC', '2028-02-01 00:00', '2028-02-29 08:00 UTC' ),
			array( 'on the 31st is the 30th of April', $last, 'UTC', '2026-03-31 08:00', '2026-04-30 08:00 UTC' ),
			array( 'on the 31st is the 31st where there is one', $last, 'UTC', '2026-04-30 08:00', '2026-05-31 08:00 UTC' ),
			array( 'on the 1st goes over the year', array( 'every' => 'month' ), 'UTC', '2026-12-01 08:00', '2027-01-01 08:00 UTC' ),
		);
	}
}
