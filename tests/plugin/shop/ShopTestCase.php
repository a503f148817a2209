<?php
/**
 * Reading what the plugin exports of a shop, and what it logs.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\TestCase;
use WC_Order;
use WC_Product_Simple;

use function Gatehouse\changes_after;
use function Gatehouse\facts_page;
use function Gatehouse\settle_orders;
use function Gatehouse\table;
use function Gatehouse\write_changes;

abstract class ShopTestCase extends TestCase {

	/** @return array<int, array<string, mixed>> By id, as the sidecar copies them. */
	protected static function facts( string $dataset ): array {
		$facts = array();
		for ( $after = 0; null !== $after; $after = $page['next'] ) {
			$page   = facts_page( $dataset, $after, 2000 );
			$facts += array_column( $page['facts'], null, 'id' );
		}
		return $facts;
	}

	/**
	 * As they were before any test made more of them.
	 *
	 * @return array<int, array<string, mixed>> By id.
	 */
	protected static function seeded_facts( string $dataset ): array {
		static $seeded = array();
		return $seeded[ $dataset ] ??= self::facts( $dataset );
	}

	/** @return array<string, mixed>|null */
	protected static function fact( string $dataset, int $id ): ?array {
		return \Gatehouse\datasets()[ $dataset ]['facts']( array( $id ) )[ $id ] ?? null;
	}

	/**
	 * What the request's end writes into the log, of what happened since the last question.
	 *
	 * @return array<string, array<string, mixed>|null> Facts by dataset and id, such as `orders 5`.
	 */
	protected static function changes(): array {
		global $wpdb;
		settle_orders();
		write_changes();
		$changes = array();
		foreach ( changes_after( 0, 5000 )['changes'] as $change ) {
			$changes[ $change['dataset'] . ' ' . $change['id'] ] = $change['fact'];
		}
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i', table( 'changes' ) ) );
		return $changes;
	}

	/**
	 * Logged, and no longer there. What was never logged is something else.
	 *
	 * @param array<string, array<string, mixed>|null> $changes
	 */
	protected static function assert_gone( array $changes, string ...$keys ): void {
		foreach ( $keys as $key ) {
			self::assertArrayHasKey( $key, $changes );
			self::assertNull( $changes[ $key ] );
		}
	}

	protected static function make_product( string $price = '10.00', ?int $stock = null ): WC_Product_Simple {
		$product = new WC_Product_Simple();
		$product->set_props(
			array(
				'name'           => uniqid( 'Product ' ),
				'regular_price'  => $price,
				'manage_stock'   => null !== $stock,
				'stock_quantity' => $stock,
			)
		);
		$product->save();
		return $product;
	}

	/** @param array<string, mixed> $props */
	protected static function make_order( array $props = array(), int $pieces = 2, ?WC_Product_Simple $product = null ): WC_Order {
		$order = new WC_Order();
		$order->add_product( $product ?? self::make_product(), $pieces );
		$order->set_props( $props + array( 'status' => 'processing', 'billing_email' => uniqid( 'buyer' ) . '@example.com' ) );
		$order->calculate_totals( false );
		$order->save();
		return $order;
	}

	protected static function line_of( WC_Order|\WC_Order_Refund $order ): int {
		return (int) array_key_first( $order->get_items() );
	}

	/** @return array{questions: int, rows: int} What reading has cost; no rows where nobody counts them. */
	protected static function cost_of( callable $work ): array {
		global $wpdb;
		$rows   = static fn(): int => $wpdb->dbh instanceof \mysqli ? (int) array_sum( array_column( $wpdb->get_results( "SHOW SESSION STATUS LIKE 'Handler_read%'" ), 'Value' ) ) : 0;
		$before = array( $wpdb->num_queries, $rows() );
		$work();
		// Asking itself counts too.
		return array(
			'questions' => $wpdb->num_queries - $before[0],
			'rows'      => $rows() - $before[1],
		);
	}
}
