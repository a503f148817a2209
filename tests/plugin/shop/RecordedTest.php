<?php
/**
 * The facts that the sidecar's tests read everywhere, without a shop: tests/contract/shop-facts.json.
 * SHOP_RECORD=1 npm run test:shop writes them anew from the seeded shop.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

#[TestDox( 'The recorded facts' )]
final class RecordedTest extends ShopTestCase {

	private const FILE = __DIR__ . '/../../contract/shop-facts.json';

	/** Which field holds a number that another database may give out differently. */
	private const NUMBERS = array(
		'orders'      => array( 'id' => 'order', 'order' => 'order', 'customer' => 'customer' ),
		'order_items' => array( 'id' => 'line', 'order' => 'order', 'product' => 'product', 'variation' => 'product' ),
		'coupon_uses' => array( 'id' => 'use', 'order' => 'order' ),
		'products'    => array( 'id' => 'product', 'parent' => 'product', 'categories' => 'term' ),
		'users'       => array( 'id' => 'user' ),
		'terms'       => array( 'id' => 'term', 'parent' => 'term' ),
	);

	#[TestDox( 'are what this shop gives today, field by field' )]
	public function test_recorded(): void {
		if ( '20000' !== (string) ( getenv( 'SHOP_ORDERS' ) ?: 20000 ) ) {
			self::markTestSkipped( 'They were recorded from a shop of 20,000 orders.' );
		}
		$today = self::record();
		if ( getenv( 'SHOP_RECORD' ) ) {
			file_put_contents( self::FILE, json_encode( $today, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE ) . "\n" );
		}
		$recorded = json_decode( (string) file_get_contents( self::FILE ), true );

		self::assertSame( $recorded['totals'], $today['totals'] );
		self::assertSame( array_keys( self::NUMBERS ), array_keys( $recorded['facts'] ) );
		self::assertSame( self::numbered( $recorded['facts'] ), self::numbered( $today['facts'] ), 'SHOP_RECORD=1 npm run test:shop records them anew.' );
	}

	/**
	 * Ids and buyers as the place at which they first appear.
	 *
	 * @param array<string, list<array<string, mixed>>> $datasets
	 * @return array<string, list<array<string, mixed>>>
	 */
	private static function numbered( array $datasets ): array {
		$places = array();
		$place  = static function ( string $kind, int $id ) use ( &$places ): int {
			if ( 'line' === $kind ) {
				// The same line sold and given back.
				$places['line'][ intdiv( $id, 2 ) ] ??= 1 + count( $places['line'] ?? array() );
				return 2 * $places['line'][ intdiv( $id, 2 ) ] + $id % 2;
			}
			return 0 === $id ? 0 : $places[ $kind ][ $id ] ??= 1 + count( $places[ $kind ] ?? array() );
		};
		foreach ( $datasets as $dataset => $facts ) {
			foreach ( $facts as $index => $fact ) {
				foreach ( self::NUMBERS[ $dataset ] as $field => $kind ) {
					$datasets[ $dataset ][ $index ][ $field ] = is_array( $fact[ $field ] ) ? array_map( static fn( int $id ): int => $place( $kind, $id ), $fact[ $field ] ) : $place( $kind, $fact[ $field ] );
				}
			}
		}
		return $datasets;
	}

	/** @return array<string, mixed> A few orders of each kind with all that hangs on them, and what WooCommerce says they add up to. */
	private static function record(): array {
		global $wpdb;
		$orders = array_intersect_key( self::seeded_facts( 'orders' ), array_flip( $wpdb->get_col( "SELECT order_id FROM {$wpdb->prefix}wc_order_stats WHERE total_sales <> 0" ) ) );
		$items  = self::seeded_facts( 'order_items' );
		$chosen = array();
		foreach ( $orders as $order ) {
			$kind              = "{$order['kind']} {$order['status']} {$order['currency']} " . ( $order['customer'] > 0 );
			$chosen[ $kind ] ??= $order['order'];
		}
		$of_chosen = static fn( array $fact ): bool => in_array( $orders[ $fact['order'] ]['order'] ?? 0, $chosen, true );
		$counted   = array_filter( array_filter( $orders, $of_chosen ), static fn( array $order ): bool => 'sold' === $order['standing'] && 'USD' === $order['currency'] );
		$list      = implode( ', ', array_keys( $counted ) );
		$stats     = $wpdb->get_row( "SELECT ROUND( SUM( total_sales ) * 100 ) AS total, ROUND( SUM( tax_total ) * 100 ) AS tax, ROUND( SUM( shipping_total ) * 100 ) AS shipping FROM {$wpdb->prefix}wc_order_stats WHERE order_id IN ( $list )", ARRAY_A );
		$lines     = $wpdb->get_row( "SELECT ROUND( SUM( product_net_revenue ) * 100 ) AS net FROM {$wpdb->prefix}wc_order_product_lookup WHERE order_id IN ( $list )", ARRAY_A );
		$twice     = 0;
		foreach ( $counted as $rest ) {
			$earlier = array_filter( $counted, static fn( array $order ): bool => 'refund' === $order['kind'] && 'refund' === $rest['kind'] && $order['order'] === $rest['order'] && $order['id'] < $rest['id'] );
			$twice  += array_sum( array_column( $earlier, 'tax' ) );
		}
		return array(
			'note'    => 'Recorded from a real WooCommerce by npm run test:shop. The totals, in US cents, are those of its own lookup tables. It takes back the whole tax of an order again when the rest is refunded as one sum: taxTwice.',
			'version' => WC()->version,
			'totals'  => array_map( 'intval', $stats + $lines ) + array( 'taxTwice' => $twice ),
			'facts'   => array(
				'orders'      => array_values( array_filter( $orders, $of_chosen ) ),
				'order_items' => array_values( array_filter( $items, $of_chosen ) ),
				'coupon_uses' => array_values( array_filter( self::seeded_facts( 'coupon_uses' ), $of_chosen ) ),
				'products'    => array_slice( array_values( array_filter( self::seeded_facts( 'products' ), static fn( array $product ): bool => str_starts_with( $product['sku'], 'HH-' ) ) ), 0, 30 ),
				'users'       => array_slice( array_values( array_filter( self::seeded_facts( 'users' ), static fn( array $user ): bool => 'customer' === $user['role'] ) ), 0, 10 ),
				'terms'       => array_values( array_filter( self::seeded_facts( 'terms' ), static fn( array $term ): bool => str_contains( $term['title'], ' · ' ) ) ),
			),
		);
	}
}
