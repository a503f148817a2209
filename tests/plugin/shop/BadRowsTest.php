<?php
/**
 * What goes wrong in a real shop, as facts.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\order_column;
use function Gatehouse\orders_table;

#[TestDox( 'The facts of a shop' )]
final class BadRowsTest extends ShopTestCase {

	#[TestDox( 'keep the day that a clock gave which was ahead, and leave out an order without any' )]
	public function test_clock(): void {
		global $wpdb;
		$ahead = self::make_order( array( 'date_created' => '2091-05-01T10:00:00Z' ) )->get_id();
		$none  = self::make_order()->get_id();
		$wpdb->query( "SET SESSION sql_mode = ''" );
		$wpdb->update( orders_table(), array( order_column( 'created' ) => '0000-00-00 00:00:00' ), array( order_column( 'id' ) => $none ) );

		self::assertSame( strtotime( '2091-05-01T10:00:00Z' ), self::fact( 'orders', $ahead )['at'] );
		self::assertNull( self::fact( 'orders', $none ) );
		self::assertNotContains( $none, array_column( \Gatehouse\facts_page( 'orders', $none - 1, 5 )['facts'], 'id' ) );
	}

	#[TestDox( 'are whole yen where money has no parts' )]
	public function test_yen(): void {
		$order = self::make_order( array( 'currency' => 'JPY' ), 3, self::make_product( '1480' ) );

		self::assertSame( array( 'JPY', 4440 ), array( self::fact( 'orders', $order->get_id() )['currency'], self::fact( 'orders', $order->get_id() )['total'] ) );
		self::assertSame( 4440, self::fact( 'order_items', 2 * self::line_of( $order ) )['net'] );
	}

	#[TestDox( 'give an order of a deleted account to the guest with its address' )]
	public function test_deleted_customer(): void {
		require_once ABSPATH . 'wp-admin/includes/user.php';
		$email  = uniqid( 'gone' ) . '@example.com';
		$user   = (int) wp_insert_user( array( 'user_login' => $email, 'user_email' => $email, 'user_pass' => 'x', 'role' => 'customer' ) );
		$order  = self::make_order( array( 'customer_id' => $user, 'billing_email' => $email ) )->get_id();
		$member = self::fact( 'orders', $order )['customer'];
		self::changes();

		wp_delete_user( $user );
		$changes = self::changes();
		$guest   = self::fact( 'orders', self::make_order( array( 'billing_email' => $email ) )->get_id() )['customer'];

		self::assertArrayHasKey( "orders $order", $changes );
		self::assertNotSame( $member, $guest );
		self::assertSame( array( $guest, $guest ), array( $changes[ "orders $order" ]['customer'], self::fact( 'orders', $order )['customer'] ) );
	}

	#[TestDox( 'count what costs less than nothing' )]
	public function test_negative(): void {
		$order = self::make_order( array(), 1, self::make_product( '2.00' ) );
		$typed = new \WC_Order_Item_Product();
		$typed->set_props( array( 'name' => 'Rebate', 'subtotal' => '-5.00', 'total' => '-5.00', 'quantity' => 1 ) );
		$order->add_item( $typed );
		$order->calculate_totals( false );
		$order->set_total( '-3.00' );
		$order->save();

		self::assertSame( -300, self::fact( 'orders', $order->get_id() )['total'] );
		self::assertSame( -500, self::fact( 'order_items', 2 * $typed->get_id() )['net'] );
	}
}
