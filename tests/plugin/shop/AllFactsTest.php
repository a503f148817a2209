<?php
/**
 * Hands the sidecar's tests the facts of the whole shop, and the figures that WooCommerce's own
 * lookup tables give of it: SHOP_EXPORT names the file.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\site_description;

/** By its name before the tests that make orders of their own. */
#[TestDox( 'All facts of a shop' )]
final class AllFactsTest extends ShopTestCase {

	private const SOLD = "status NOT IN ( 'wc-pending', 'wc-failed', 'wc-cancelled', 'wc-trash', 'wc-checkout-draft' )";

	#[TestDox( 'are handed on with what WooCommerce makes of them' )]
	public function test_export(): void {
		$datasets = array( 'users', 'terms', 'orders', 'order_items', 'products', 'coupon_uses' );
		$facts    = array_map( static fn( string $dataset ): array => array_values( self::seeded_facts( $dataset ) ), array_combine( $datasets, $datasets ) );
		foreach ( $facts as $dataset => $rows ) {
			self::assertNotEmpty( $rows, $dataset );
		}
		if ( getenv( 'SHOP_EXPORT' ) ) {
			file_put_contents(
				(string) getenv( 'SHOP_EXPORT' ),
				json_encode(
					array(
						'site'      => array_intersect_key( site_description(), array_flip( array( 'timezone', 'datasets', 'currency', 'orderStatuses', 'roles' ) ) ),
						'facts'     => $facts,
						'figures'   => array(
							'USD' => self::figures( 'USD' ),
							'KRW' => self::figures( 'KRW' ),
						),
						'customers' => self::customers(),
					)
				)
			);
		}
	}

	/** @return array<string, int> */
	private static function figures( string $currency ): array {
		global $wpdb;
		$orders  = self::stats( $currency, 'parent_id = 0' );
		$refunds = self::stats( $currency, 'parent_id <> 0' );
		$twice   = self::taken_back_twice( $currency );
		$unit    = 10 ** ( \Gatehouse\CURRENCY_EXPONENTS[ $currency ] ?? 2 );
		$lines   = self::rows_of( "{$wpdb->prefix}wc_order_product_lookup", 'l.product_id, l.product_net_revenue AS net, l.product_qty AS quantity, s.parent_id', $currency );
		return array(
			'orders'    => $orders['rows'],
			'total'     => $orders['total'] + $refunds['total'],
			'tax'       => $orders['tax'] + $refunds['tax'] - $twice['tax'],
			'shipping'  => $orders['shipping'] + $refunds['shipping'] - $twice['shipping'],
			'net'       => $orders['net'] + $refunds['net'] - $twice['net'],
			'refunds'   => -$refunds['net'] + $twice['net'],
			'discounts' => self::coupons( $currency ),
			'gross'     => $orders['net'] + self::coupons( $currency ),
			'lines'     => count( array_filter( $lines, static fn( object $line ): bool => '0' === $line->parent_id ) ),
			'products'  => count( array_unique( array_filter( array_column( $lines, 'product_id' ) ) ) ),
			'quantity'  => (int) array_sum( array_column( $lines, 'quantity' ) ) - self::pieces_taken_back_twice( $currency ),
			'lineNet'   => (int) array_sum( array_map( static fn( object $row ): int => (int) round( $row->net * $unit ), $lines ) ),
		);
	}

	/** @return array{first: int, further: int} Of buyers who left an address: WooCommerce calls each other one new. */
	private static function customers(): array {
		global $wpdb;
		$row = $wpdb->get_row( "SELECT SUM( returning_customer = 0 ) AS first, SUM( returning_customer = 1 ) AS further FROM {$wpdb->prefix}wc_order_stats WHERE parent_id = 0 AND " . self::SOLD . " AND customer_id IN ( SELECT customer_id FROM {$wpdb->prefix}wc_customer_lookup WHERE email <> '' )" );
		return array(
			'first'   => (int) $row->first,
			'further' => (int) $row->further,
		);
	}

	/** @return array<string, int> */
	private static function stats( string $currency, string $which ): array {
		global $wpdb;
		$unit = 10 ** ( \Gatehouse\CURRENCY_EXPONENTS[ $currency ] ?? 2 );
		$sums = array_fill_keys( array( 'total', 'tax', 'shipping', 'net' ), 0 );
		$rows = self::rows_of( "{$wpdb->prefix}wc_order_stats", 's.total_sales AS total, s.tax_total AS tax, s.shipping_total AS shipping, s.net_total AS net', $currency, "s.$which" );
		foreach ( $rows as $row ) {
			foreach ( $sums as $name => $sum ) {
				$sums[ $name ] = $sum + (int) round( $row->$name * $unit );
			}
		}
		return array( 'rows' => count( $rows ) ) + $sums;
	}

	/** The pieces of a line that a refund of a part had given back before the refund of all. */
	private static function pieces_taken_back_twice( string $currency ): int {
		global $wpdb;
		$rows = self::rows_of( "{$wpdb->prefix}wc_order_product_lookup", 'e.product_qty AS pieces', $currency, 'l.product_qty < 0', "JOIN {$wpdb->prefix}woocommerce_order_itemmeta AS m ON m.meta_key = '_refunded_item_id' AND m.meta_value = l.order_item_id JOIN {$wpdb->prefix}wc_order_product_lookup AS e ON e.order_item_id = m.order_item_id" );
		return (int) array_sum( array_column( $rows, 'pieces' ) );
	}

	private static function coupons( string $currency ): int {
		global $wpdb;
		$unit = 10 ** ( \Gatehouse\CURRENCY_EXPONENTS[ $currency ] ?? 2 );
		return array_sum( array_map( static fn( object $row ): int => (int) round( $row->discount * $unit ), self::rows_of( "{$wpdb->prefix}wc_order_coupon_lookup", 'l.discount_amount AS discount', $currency ) ) );
	}

	/** @return list<object> Of sold orders and their refunds. */
	private static function rows_of( string $table, string $columns, string $currency, string $which = '1 = 1', string $join = '' ): array {
		global $wpdb;
		$money = \Gatehouse\has_order_tables()
			? $wpdb->prepare( 'SELECT id FROM %i WHERE currency = %s', \Gatehouse\orders_table(), $currency )
			: $wpdb->prepare( "SELECT post_id FROM %i WHERE meta_key = '_order_currency' AND meta_value = %s", $wpdb->postmeta, $currency );
		return $wpdb->get_results( "SELECT $columns FROM $table AS l $join JOIN {$wpdb->prefix}wc_order_stats AS s ON s.order_id = l.order_id WHERE s." . self::SOLD . " AND $which AND s.order_id IN ( $money )" );
	}

	/**
	 * What WooCommerce takes back a second time, by a refund of all after one of a part.
	 *
	 * @return array{tax: int, shipping: int, net: int}
	 */
	private static function taken_back_twice( string $currency ): array {
		$twice   = array( 'tax' => 0, 'shipping' => 0, 'net' => 0 );
		$refunds = array_filter( self::seeded_facts( 'orders' ), static fn( array $order ): bool => 'refund' === $order['kind'] && 'refunded' === $order['status'] && $currency === $order['currency'] );
		$last    = array();
		foreach ( $refunds as $id => $refund ) {
			$last[ $refund['order'] ] = max( $id, $last[ $refund['order'] ] ?? 0 );
		}
		foreach ( array_diff_key( $refunds, array_flip( $last ) ) as $earlier ) {
			$twice['tax']      += $earlier['tax'];
			$twice['shipping'] += $earlier['shipping'];
			$twice['net']      += $earlier['total'] - $earlier['tax'] - $earlier['shipping'];
		}
		return $twice;
	}
}
