<?php
/**
 * A report as the sidecar answers it, and a schedule that sends it.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use function Gatehouse\save_mail;
use function Gatehouse\table;

final class MailDocument {

	/**
	 * @param array<string, mixed> $changes
	 * @return array<string, mixed>
	 */
	public static function of( array $changes = array() ): array {
		$column = static fn( string $id, string $label, string $kind ): array => array(
			'id'    => $id,
			'label' => $label,
			'kind'  => $kind,
		);
		$figure = static fn( string $label, int|float|null $value, int|float|null $previous, string $format, ?string $better ): array => array(
			'id'       => $label,
			'label'    => $label,
			'value'    => $value,
			'previous' => $previous,
			'format'   => $format,
			'better'   => $better,
		);
		return $changes + array(
			'id'              => 'publishing',
			'title'           => 'Publishing',
			'description'     => 'What was published.',
			'site'            => array(
				'name'     => 'A <site> & more',
				'home'     => 'https://example.com',
				'timezone' => 'Asia/Seoul',
			),
			'locale'          => 'en-US',
			'asOf'            => '2026-11-23T05:00:00.000Z',
			'lastAgreed'      => null,
			'source'          => array(
				'count' => 1234,
				'label' => 'posts counted',
			),
			'state'           => 'ready',
			'skipped'         => 0,
			'period'          => array(
				'from'  => '2026-11-16',
				'to'    => '2026-11-22',
				'label' => '16 – 22 Nov',
				'name'  => 'last-7-days',
			),
			'previous'        => array(
				'from'  => '2026-11-09',
				'to'    => '2026-11-15',
				'label' => '9 – 15 Nov',
			),
			'by'              => 'day',
			'currency'        => 'KRW',
			'otherCurrencies' => array(),
			'filters'         => array(),
			'figures'         => array(
				$figure( 'Published', 42, 37, 'count', 'more' ),
				$figure( 'Spam share', 0.125, 0.1, 'percent', 'less' ),
				$figure( 'Sales', 1234500, 1234500, 'money', 'more' ),
				$figure( 'Words per post', null, null, 'count', null ),
			),
			'summary'         => '42 posts, 14% more than the 7 days before.',
			'chart'           => array(
				'kind'   => 'line',
				'title'  => 'Published posts, by day',
				'format' => 'count',
				'points' => array(),
			),
			'tables'          => array(
				array(
					'id'          => 'chart',
					'title'       => 'Published posts, by day',
					'columns'     => array( $column( 'bucket', 'Day', 'text' ), $column( 'value', 'Published', 'count' ) ),
					'rows'        => array( array( '22 Nov', 7 ), array( '21 Nov', null ) ),
					'keys'        => array( '2026-11-22', '2026-11-21' ),
					'othersCount' => 0,
				),
				array(
					'id'          => 'authors',
					'title'       => 'By author',
					'columns'     => array( $column( 'author', 'Author', 'text' ), $column( 'published', 'Published', 'count' ) ),
					'rows'        => array( array( array( 'person' => 1 ), 40 ), array( array( 'person' => 99999 ), 1 ), array( '<script>alert(1)</script>', 1 ) ),
					'keys'        => array( 1, 99999, null ),
					'othersCount' => 0,
				),
			),
			'definitions'     => array(
				array(
					'term' => 'Published',
					'text' => 'Posts with the status “published”.',
				),
			),
		);
	}

	/**
	 * Weekly, due a minute ago.
	 *
	 * @param list<int>            $recipients
	 * @param array<string, mixed> $changes
	 */
	public static function schedule( array $recipients, array $changes = array() ): int {
		$id = save_mail(
			$changes + array(
				'id'        => 0,
				'owner'     => 1,
				'report'    => 'publishing',
				'title'     => 'Publishing',
				'query'     => array(
					'period'  => 'last-7-days',
					'filters' => array( 'type' => array( 'post', 'page' ) ),
				),
				'every'     => 'week',
				'weekday'   => 1,
				'monthday'  => 1,
				'at_minute' => 480,
				'formats'   => array(),
				'paper'     => 'a4',
			),
			$recipients
		);
		self::make_due( $id, time() - 60 );
		return $id;
	}

	public static function make_due( int $id, int $time ): void {
		global $wpdb;
		$wpdb->update( table( 'mails' ), array( 'next_at' => $time ), array( 'id' => $id ) );
	}
}
