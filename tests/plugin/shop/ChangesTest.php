<?php
/**
 * Whatever happens in a shop ends in the change log.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\has_order_tables;

#[TestDox( 'The change log of a shop' )]
final class ChangesTest extends ShopTestCase {

	protected function setUp(): void {
		self::changes();
	}

	#[TestDox( 'has a new order with its line' )]
	public function test_new(): void {
		$order = self::make_order();
		$line  = 2 * self::line_of( $order );

		$changes = self::changes();

		self::assertSame( array( 2000, 2, 'sold' ), array( $changes[ "orders {$order->get_id()}" ]['total'], $changes[ "orders {$order->get_id()}" ]['items'], $changes[ "orders {$order->get_id()}" ]['standing'] ) );
		self::assertSame( array( 2000, 2, $order->get_id() ), array( $changes[ "order_items $line" ]['net'], $changes[ "order_items $line" ]['quantity'], $changes[ "order_items $line" ]['order'] ) );
	}

	#[TestDox( 'has an order of another status with its lines and coupons' )]
	public function test_status(): void {
		$coupon = new \WC_Coupon();
		$coupon->set_props( array( 'code' => uniqid( 'off' ), 'discount_type' => 'percent', 'amount' => 10 ) );
		$coupon->save();
		$order = self::make_order();
		$order->apply_coupon( $coupon->get_code() );
		self::changes();

		$order->update_status( 'cancelled' );
		$changes = self::changes();

		self::assertSame( 'lost', $changes[ "orders {$order->get_id()}" ]['standing'] );
		self::assertSame( 'lost', $changes[ 'order_items ' . 2 * self::line_of( $order ) ]['standing'] );
		$use = $changes[ 'coupon_uses ' . array_key_first( $order->get_items( 'coupon' ) ) ];
		self::assertSame( array( $coupon->get_code(), 200, 'lost' ), array( $use['code'], $use['discount'], $use['standing'] ) );
	}

	#[TestDox( 'has a refund, and the refund that was deleted' )]
	public function test_refund(): void {
		$order  = self::make_order();
		$line   = self::line_of( $order );
		$refund = wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => 10, 'line_items' => array( $line => array( 'qty' => 1, 'refund_total' => 10 ) ) ) );
		self::assertInstanceOf( \WC_Order_Refund::class, $refund );
		$id      = $refund->get_id();
		$back    = 2 * self::line_of( $refund );
		$changes = self::changes();
		self::assertSame( array( 'refund', -1000, -1, $order->get_id() ), array( $changes[ "orders $id" ]['kind'], $changes[ "orders $id" ]['total'], $changes[ "orders $id" ]['items'], $changes[ "orders $id" ]['order'] ) );
		self::assertSame( array( -1000, -1 ), array( $changes[ "order_items $back" ]['net'], $changes[ "order_items $back" ]['quantity'] ) );

		$refund->delete( true );
		$changes = self::changes();

		self::assert_gone( $changes, "orders $id", "order_items $back" );
	}

	#[TestDox( 'has each line of an order that was refunded as one sum, less what was given back before' )]
	public function test_lump(): void {
		$order = self::make_order( array(), 3 );
		$line  = self::line_of( $order );
		wc_create_refund( array( 'order_id' => $order->get_id(), 'amount' => 10, 'line_items' => array( $line => array( 'qty' => 1, 'refund_total' => 10 ) ) ) );
		self::changes();

		wc_get_order( $order->get_id() )->update_status( 'refunded' );
		$changes = self::changes();

		$twin = $changes[ 'order_items ' . ( 2 * $line + 1 ) ];
		self::assertSame( array( 'refund', -2000, -2 ), array( $twin['kind'], $twin['net'], $twin['quantity'] ) );
		self::assertSame( array( 'refunded', -2000, -2 ), array( $changes[ "orders {$twin['order']}" ]['status'], $changes[ "orders {$twin['order']}" ]['total'], $changes[ "orders {$twin['order']}" ]['items'] ) );

		wc_get_order( $twin['order'] )->delete( true );
		self::assert_gone( self::changes(), 'order_items ' . ( 2 * $line + 1 ) );
	}

	#[TestDox( 'has an order that was thrown away, brought back and deleted' )]
	public function test_trash(): void {
		$order = self::make_order();
		$id    = $order->get_id();
		$line  = 2 * self::line_of( $order );
		self::changes();

		$order->delete();
		$changes = self::changes();
		self::assert_gone( $changes, "orders $id", "order_items $line" );

		has_order_tables() ? wc_get_order( $id )->untrash() : wp_untrash_post( $id );
		$changes = self::changes();
		self::assertIsArray( $changes[ "orders $id" ] );
		self::assertIsArray( $changes[ "order_items $line" ] );

		wc_get_order( $id )->delete( true );
		$changes = self::changes();
		self::assert_gone( $changes, "orders $id", "order_items $line" );
	}

	#[TestDox( 'has a line that was edited by its meta alone, and one that was taken out' )]
	public function test_lines(): void {
		$order = self::make_order();
		$line  = self::line_of( $order );
		self::changes();

		wc_update_order_item_meta( $line, '_qty', 5 );
		$changes = self::changes();
		self::assertSame( array( 5, 5 ), array( $changes[ 'order_items ' . 2 * $line ]['quantity'], $changes[ "orders {$order->get_id()}" ]['items'] ) );

		wc_delete_order_item( $line );
		$changes = self::changes();
		self::assert_gone( $changes, 'order_items ' . 2 * $line );
		self::assertSame( 0, $changes[ "orders {$order->get_id()}" ]['items'] );
	}

	#[TestDox( 'has the other orders of a buyer whose first order is another now' )]
	public function test_first(): void {
		$email  = uniqid( 'often' ) . '@example.com';
		$first  = self::make_order( array( 'billing_email' => $email, 'date_created' => '2026-01-05T10:00:00Z' ) );
		$second = self::make_order( array( 'billing_email' => strtoupper( $email ), 'date_created' => '2026-02-05T10:00:00Z' ) );
		$fact   = self::changes()[ "orders {$second->get_id()}" ];
		self::assertSame( strtotime( '2026-01-05T10:00:00Z' ), $fact['first'] );

		$first->update_status( 'cancelled' );
		self::assertSame( strtotime( '2026-02-05T10:00:00Z' ), self::changes()[ "orders {$second->get_id()}" ]['first'] );

		$third = self::make_order( array( 'billing_email' => $email, 'date_created' => '2026-03-05T10:00:00Z' ) );
		self::assertArrayNotHasKey( "orders {$second->get_id()}", self::changes() );

		$third->set_date_created( '2026-01-01T10:00:00Z' );
		$third->save();
		self::assertSame( strtotime( '2026-01-01T10:00:00Z' ), self::changes()[ "orders {$second->get_id()}" ]['first'] );

		$third->delete( true );
		self::assertSame( strtotime( '2026-02-05T10:00:00Z' ), self::changes()[ "orders {$second->get_id()}" ]['first'] );
	}

	#[TestDox( 'has the orders that a guest made before there was an account' )]
	public function test_account(): void {
		$email = uniqid( 'guest' ) . '@example.com';
		$order = self::make_order( array( 'billing_email' => $email ) );
		$guest = self::changes()[ "orders {$order->get_id()}" ]['customer'];

		$user   = wp_insert_user( array( 'user_login' => $email, 'user_email' => $email, 'user_pass' => 'x', 'role' => 'customer' ) );
		$member = self::changes()[ "orders {$order->get_id()}" ]['customer'];
		$later  = self::make_order( array( 'customer_id' => $user ) );

		self::assertNotSame( $guest, $member );
		self::assertSame( $member, self::changes()[ "orders {$later->get_id()}" ]['customer'] );
	}

	#[TestDox( 'has a product with another name, stock and category, and one that was deleted' )]
	public function test_products(): void {
		$product = self::make_product( '5.00', 7 );
		$id      = "products {$product->get_id()}";
		self::assertSame( array( 'in', 7 ), array( self::changes()[ $id ]['stock'], self::fact( 'products', $product->get_id() )['quantity'] ) );

		$product->set_name( 'Another name' );
		$product->save();
		self::assertSame( 'Another name', self::changes()[ $id ]['title'] );

		wc_update_product_stock( $product->get_id(), 0 );
		self::assertSame( array( 'out', 0 ), array_values( array_intersect_key( self::changes()[ $id ], array( 'stock' => 1, 'quantity' => 1 ) ) ) );

		wc_update_product_stock( $product->get_id(), 3, 'increase' );
		self::assertSame( 3, self::changes()[ $id ]['quantity'] );

		$shelf = wp_insert_term( uniqid( 'Shelf' ), 'product_cat' )['term_id'];
		wp_set_object_terms( $product->get_id(), array( $shelf ), 'product_cat' );
		self::assertSame( array( $shelf ), self::changes()[ $id ]['categories'] );

		update_post_meta( $product->get_id(), '_low_stock_amount', '4' );
		self::assertSame( 4, self::changes()[ $id ]['low'] );

		$product->delete( true );
		self::assert_gone( self::changes(), $id );
	}

	#[TestDox( 'has an order that takes from the stock, and the product' )]
	public function test_stock(): void {
		$product = self::make_product( '5.00', 7 );
		$order   = self::make_order( array( 'status' => 'pending' ), 2, $product );
		self::changes();

		$order->payment_complete();
		$changes = self::changes();

		self::assertSame( 5, $changes[ "products {$product->get_id()}" ]['quantity'] );
		self::assertSame( 'sold', $changes[ "orders {$order->get_id()}" ]['standing'] );
	}
}
