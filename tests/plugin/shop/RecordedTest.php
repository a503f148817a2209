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

	#[TestDox( 'have the fields that the facts of this shop have' )]
	public function test_recorded(): void {
		if ( getenv( 'SHOP_RECORD' ) ) {
			file_put_contents( self::FILE, json_encode( self::record(), JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE ) . "\n" );
		}
		$recorded = json_decode( (string) file_get_contents( self::FILE ), true );
		foreach ( $recorded['facts'] as $dataset => $facts ) {
			$kinds = self::kinds_of( array_values( self::facts( $dataset ) )[0] );
			foreach ( $facts as $fact ) {
				self::assertSame( $kinds, self::kinds_of( $fact ), $dataset );
			}
		}
		self::assertCount( 6, $recorded['facts'] );
	}

	/** @return array<string, string> */
	private static function kinds_of( array $fact ): array {
		return array_map( static fn( mixed $value ): string => is_int( $value ) || null === $value ? 'number' : gettype( $value ), $fact );
	}

	/** @return array<string, mixed> A few orders of each kind with all that hangs on them, and what WooCommerce says they add up to. */
	private static function record(): array {
		global $wpdb;
		$orders = array_intersect_key( self::facts( 'orders' ), array_flip( $wpdb->get_col( "SELECT order_id FROM {$wpdb->prefix}wc_order_stats WHERE total_sales <> 0" ) ) );
		$items  = self::facts( 'order_items' );
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
				'coupon_uses' => array_values( array_filter( self::facts( 'coupon_uses' ), $of_chosen ) ),
				'products'    => array_slice( array_values( array_filter( self::facts( 'products' ), static fn( array $product ): bool => str_starts_with( $product['sku'], 'HH-' ) ) ), 0, 30 ),
				'users'       => array_slice( array_values( self::facts( 'users' ) ), 0, 10 ),
				'terms'       => array_slice( array_values( self::facts( 'terms' ) ), 0, 10 ),
			),
		);
	}
}
