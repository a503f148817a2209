<?php
/**
 * When a buyer bought first is read once an hour, unless something changes it.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;
use WC_Order;

use function Gatehouse\forget_old_first_purchases;
use function Gatehouse\has_order_tables;
use function Gatehouse\order_column;
use function Gatehouse\orders_table;
use function Gatehouse\table;

#[TestDox( 'First purchases' )]
final class FirstPurchasesTest extends ShopTestCase {

	private string $email;

	protected function setUp(): void {
		if ( ! has_order_tables() ) {
			self::markTestSkipped( 'Where orders are posts, the table of purchases tells.' );
		}
		$this->email = uniqid( 'often' ) . '@example.com';
	}

	#[TestDox( 'are remembered for an hour' )]
	public function test_remembered(): void {
		global $wpdb;
		$first  = $this->buy( '2026-03-01' );
		$second = $this->buy( '2026-04-01' );
		self::changes();

		self::assertSame( strtotime( '2026-03-01 UTC' ), self::fact( 'orders', $second->get_id() )['first'] );
		$this->move_unseen( $first, '2026-02-01' );
		self::assertSame( strtotime( '2026-03-01 UTC' ), self::fact( 'orders', $second->get_id() )['first'] );
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET read_at = read_at - %d', table( 'buyers' ), HOUR_IN_SECONDS ) );
		self::assertSame( strtotime( '2026-02-01 UTC' ), self::fact( 'orders', $second->get_id() )['first'] );
	}

	#[TestDox( 'are read again after an earlier one' )]
	public function test_earlier(): void {
		$second = $this->buy( '2026-04-01' );
		self::changes();
		self::fact( 'orders', $second->get_id() );

		$first = $this->buy( '2026-03-01' );
		self::assertArrayHasKey( 'orders ' . $second->get_id(), self::changes() );
		self::assertSame( strtotime( '2026-03-01 UTC' ), self::fact( 'orders', $second->get_id() )['first'] );

		$first->set_status( 'cancelled' );
		$first->save();
		self::assertArrayHasKey( 'orders ' . $second->get_id(), self::changes() );
		self::assertSame( strtotime( '2026-04-01 UTC' ), self::fact( 'orders', $second->get_id() )['first'] );
	}

	#[TestDox( 'are not asked of all orders when somebody buys again' )]
	public function test_again(): void {
		$first  = $this->buy( '2026-03-01' );
		$second = $this->buy( '2026-04-01' );
		self::changes();
		self::fact( 'orders', $second->get_id() );

		$this->move_unseen( $first, '2026-06-01' );
		$this->buy( '2026-03-15' );
		self::assertArrayNotHasKey( 'orders ' . $second->get_id(), self::changes() );
	}

	#[TestDox( 'are forgotten after the hour' )]
	public function test_old(): void {
		global $wpdb;
		self::fact( 'orders', $this->buy( '2026-03-01' )->get_id() );
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET read_at = read_at - %d', table( 'buyers' ), HOUR_IN_SECONDS + 1 ) );
		forget_old_first_purchases();

		self::assertSame( '0', $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i', table( 'buyers' ) ) ) );
	}

	private function buy( string $day ): WC_Order {
		return self::make_order(
			array(
				'billing_email' => $this->email,
				'date_created'  => "{$day}T00:00:00Z",
			)
		);
	}

	/** As no hook tells. */
	private function move_unseen( WC_Order $order, string $day ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET %i = %s WHERE %i = %d', orders_table(), order_column( 'created' ), "$day 00:00:00", order_column( 'id' ), $order->get_id() ) );
	}
}
