<?php
/**
 * The seeded shop's figures, ours and those of WooCommerce's own lookup tables. They differ in
 * two things only: it takes back a whole order again where a part had been given back before,
 * and it calls each buyer without an address a new one.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use Automattic\WooCommerce\Admin\API\Reports\Coupons\DataStore as Coupons;
use Automattic\WooCommerce\Admin\API\Reports\Orders\Stats\DataStore as Stats;
use Automattic\WooCommerce\Admin\API\Reports\Products\DataStore as Products;
use PHPUnit\Framework\Attributes\TestDox;

use const Gatehouse\CURRENCY_EXPONENTS;

#[TestDox( 'A shop\'s figures' )]
final class LookupTest extends ShopTestCase {

	/** @var array<int, array<string, mixed>> */
	private static array $orders;

	/** @var array<int, object> */
	private static array $stats;

	public static function setUpBeforeClass(): void {
		global $wpdb;
		self::$stats  = array_column( $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}wc_order_stats" ), null, 'order_id' );
		// Other tests have made orders too, which WooCommerce looks up later.
		self::$orders = array_intersect_key( self::seeded_facts( 'orders' ), self::$stats );
	}

	#[TestDox( 'are those of a seeded shop' )]
	public function test_seeded(): void {
		self::assertGreaterThan( 2000, count( self::$stats ) );
		self::assertSame( array(), array_diff_key( self::$stats, self::$orders ) );
	}

	#[TestDox( 'are written as WooCommerce itself would write them' )]
	public function test_seed(): void {
		global $wpdb;
		$sold   = array_filter( self::$orders, static fn( array $order ): bool => 'USD' === $order['currency'] && 'sold' === $order['standing'] && $order['customer'] > 0 );
		$sample = array_rand( array_diff_key( $sold, self::orders_with_twins() ), 60 );
		foreach ( $sample as $id ) {
			$before = self::lookups( $id );
			Stats::sync_order( $id );
			Products::sync_order_products( $id );
			Coupons::sync_order_coupons( $id );
			self::assertSame( $before, self::lookups( $id ), "order $id" );
		}
		self::assertSame( '', $wpdb->last_error );
	}

	/**
	 * Where two lines have the same product, and a rest of them is refunded, WooCommerce gives one the other's net.
	 *
	 * @return array<int, true> By order, and by refund.
	 */
	private static function orders_with_twins(): array {
		$seen  = array();
		$twins = array();
		foreach ( self::seeded_facts( 'order_items' ) as $line ) {
			$key = "{$line['order']} {$line['product']}";
			if ( isset( $seen[ $key ] ) ) {
				$twins[ $line['order'] ] = true;
			}
			$seen[ $key ] = true;
		}
		foreach ( self::$orders as $id => $order ) {
			if ( isset( $twins[ $order['order'] ] ) ) {
				$twins[ $id ] = true;
			}
		}
		return $twins;
	}

	#[TestDox( 'of sales are equal, order by order' )]
	public function test_sales(): void {
		$differences = array();
		foreach ( self::$stats as $id => $theirs ) {
			$ours = self::$orders[ $id ];
			$unit = 10 ** ( CURRENCY_EXPONENTS[ $ours['currency'] ] ?? 2 );
			$row  = array(
				'total'    => (int) round( $theirs->total_sales * $unit ),
				'tax'      => (int) round( $theirs->tax_total * $unit ),
				'shipping' => (int) round( $theirs->shipping_total * $unit ),
				'items'    => (int) $theirs->num_items_sold,
				'status'   => substr( $theirs->status, 3 ),
				'at'       => strtotime( $theirs->date_created_gmt . ' UTC' ),
			);
			if ( self::is_rest( $ours ) ) {
				// What is missing there is what an earlier refund gave back.
				$earlier = self::earlier_refunds( $ours );
				$row     = array( 'tax' => $row['tax'] - $earlier['tax'], 'shipping' => $row['shipping'] - $earlier['shipping'], 'items' => $row['items'] - $earlier['items'] ) + $row;
			}
			$differences += self::difference( $id, array_intersect_key( $ours, $row ), $row );
		}

		self::assertSame( array(), $differences );
	}

	#[TestDox( 'of products are equal, line by line' )]
	public function test_products(): void {
		global $wpdb;
		$ours = array();
		foreach ( self::seeded_facts( 'order_items' ) as $id => $item ) {
			if ( isset( self::$orders[ $item['order'] ] ) ) {
				$ours[ $item['order'] . ':' . intdiv( $id, 2 ) ] = $item;
			}
		}
		$differences = array();
		foreach ( $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}wc_order_product_lookup" ) as $theirs ) {
			$key  = "$theirs->order_id:$theirs->order_item_id";
			$item = $ours[ $key ] ?? null;
			unset( $ours[ $key ] );
			if ( null === $item ) {
				$differences[ $key ] = 'not exported';
				continue;
			}
			$unit = 10 ** ( CURRENCY_EXPONENTS[ $item['currency'] ] ?? 2 );
			$row  = array(
				'product'   => (int) $theirs->product_id,
				'variation' => (int) $theirs->variation_id,
				'net'       => (int) round( $theirs->product_net_revenue * $unit ),
			);
			if ( ! self::is_rest( self::$orders[ $item['order'] ] ) ) {
				$row += array(
					'quantity' => (int) $theirs->product_qty,
					'tax'      => (int) round( $theirs->tax_amount * $unit ),
				);
			}
			$differences += self::difference( $key, array_intersect_key( $item, $row ), $row );
		}

		self::assertSame( array(), $differences );
		self::assertSame( array(), $ours );
	}

	#[TestDox( 'of coupons are equal, use by use' )]
	public function test_coupons(): void {
		global $wpdb;
		$ours = array_column( array_intersect_key( array_column( self::seeded_facts( 'coupon_uses' ), null, 'order' ), self::$orders ), 'discount', 'order' );
		$rows = $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}wc_order_coupon_lookup" );

		self::assertNotEmpty( $rows );
		foreach ( $rows as $theirs ) {
			$unit = 10 ** ( CURRENCY_EXPONENTS[ self::$orders[ $theirs->order_id ]['currency'] ] ?? 2 );
			self::assertSame( (int) round( $theirs->discount_amount * $unit ), $ours[ $theirs->order_id ] );
		}
		self::assertCount( count( $rows ), $ours );
	}

	#[TestDox( 'of customers are equal: who is who, and whose order was the first' )]
	public function test_customers(): void {
		$known = array();
		foreach ( self::$stats as $id => $theirs ) {
			$order = self::$orders[ $id ];
			if ( 0 === $order['customer'] ) {
				continue;
			}
			$known[ $order['customer'] ][ $theirs->customer_id ] = true;
			if ( 'order' === $order['kind'] && 'sold' === $order['standing'] ) {
				self::assertSame( (int) $theirs->returning_customer, (int) ( $order['first'] < $order['at'] ), "order $id" );
			}
		}

		self::assertSame( array(), array_filter( $known, static fn( array $theirs ): bool => 1 !== count( $theirs ) ) );
		self::assertCount( count( array_unique( array_map( 'key', $known ) ) ), $known );
	}

	/** Whether it is the refund that gave back what an earlier one had left. */
	private static function is_rest( array $order ): bool {
		return 'refund' === $order['kind'] && 'refunded' === $order['status'] && self::earlier_refunds( $order )['total'] < 0;
	}

	/** @return array{total: int, tax: int, shipping: int, items: int} */
	private static function earlier_refunds( array $refund ): array {
		static $by_order = null;
		$by_order ??= array_reduce(
			array_filter( self::$orders, static fn( array $order ): bool => 'refund' === $order['kind'] ),
			static function ( array $all, array $order ): array {
				$all[ $order['order'] ][ $order['id'] ] = $order;
				return $all;
			},
			array()
		);
		$earlier = array_filter( $by_order[ $refund['order'] ], static fn( array $other ): bool => $other['id'] < $refund['id'] );
		return array(
			'total'    => (int) array_sum( array_column( $earlier, 'total' ) ),
			'tax'      => (int) array_sum( array_column( $earlier, 'tax' ) ),
			'shipping' => (int) array_sum( array_column( $earlier, 'shipping' ) ),
			'items'    => (int) array_sum( array_column( $earlier, 'items' ) ),
		);
	}

	/** @return array<int|string, string> */
	private static function difference( int|string $key, array $ours, array $theirs ): array {
		ksort( $ours );
		ksort( $theirs );
		return $ours === $theirs ? array() : array( $key => json_encode( array( 'ours' => $ours, 'theirs' => $theirs ) ) );
	}

	/** @return array<string, mixed> */
	private static function lookups( int $id ): array {
		global $wpdb;
		$stats = "SELECT order_id, parent_id, date_created, date_created_gmt, num_items_sold, ROUND( total_sales, 4 ) AS total, ROUND( tax_total, 4 ) AS tax, ROUND( shipping_total, 4 ) AS shipping, ROUND( net_total, 4 ) AS net, returning_customer, status, customer_id FROM {$wpdb->prefix}wc_order_stats WHERE order_id = $id";
		$lines = "SELECT order_item_id, product_id, variation_id, customer_id, product_qty, ROUND( product_net_revenue, 4 ) AS net, ROUND( tax_amount, 4 ) AS tax, ROUND( coupon_amount, 4 ) AS coupon, ROUND( shipping_amount, 4 ) AS shipping, ROUND( product_gross_revenue, 4 ) AS gross FROM {$wpdb->prefix}wc_order_product_lookup WHERE order_id = $id ORDER BY order_item_id";
		return array(
			'stats'   => $wpdb->get_row( $stats, ARRAY_A ),
			'lines'   => $wpdb->get_results( $lines, ARRAY_A ),
			'coupons' => $wpdb->get_results( "SELECT coupon_id, ROUND( discount_amount, 4 ) AS discount FROM {$wpdb->prefix}wc_order_coupon_lookup WHERE order_id = $id", ARRAY_A ),
		);
	}
}
