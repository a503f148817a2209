<?php
/**
 * What WooCommerce wrote, as facts.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\facts_page;
use function Gatehouse\orders_table;
use function Gatehouse\site_description;
use function Gatehouse\table;

#[TestDox( 'The facts of a shop' )]
final class ExportTest extends ShopTestCase {

	#[TestDox( 'are in the money of the order, exact, each amount with its tax apart' )]
	public function test_money(): void {
		$order = self::make_order( array( 'currency' => 'KWD', 'shipping_total' => '1.5' ), 1, self::make_product( '19.995' ) );
		$order->set_shipping_total( '1.2345' );
		$order->set_total( '21.2295' );
		$order->save();
		$fact = self::fact( 'orders', $order->get_id() );

		self::assertSame( array( 'KWD', 21230, 1235, 0 ), array( $fact['currency'], $fact['total'], $fact['shipping'], $fact['tax'] ) );
		self::assertSame( 19995, self::fact( 'order_items', 2 * self::line_of( $order ) )['net'] );
	}

	#[TestDox( 'take the shop\'s money for an order without any' )]
	public function test_no_currency(): void {
		global $wpdb;
		$order = self::make_order();
		\Gatehouse\has_order_tables()
			? $wpdb->update( orders_table(), array( 'currency' => '' ), array( 'id' => $order->get_id() ) )
			: delete_post_meta( $order->get_id(), '_order_currency' );

		self::assertSame( array( 'USD', 2000 ), array( self::fact( 'orders', $order->get_id() )['currency'], self::fact( 'orders', $order->get_id() )['total'] ) );
	}

	#[TestDox( 'leave out what was only begun' )]
	public function test_drafts(): void {
		$draft = self::make_order( array( 'status' => 'checkout-draft' ) );

		self::assertNull( self::fact( 'orders', $draft->get_id() ) );
		self::assertNull( self::fact( 'order_items', 2 * self::line_of( $draft ) ) );
		self::assertNotContains( $draft->get_id(), array_column( facts_page( 'orders', $draft->get_id() - 1, 1 )['facts'], 'id' ) );
	}

	#[TestDox( 'keep the id of a deleted product, and have none for a line that was typed in' )]
	public function test_products(): void {
		$product = self::make_product();
		$order   = self::make_order( array(), 1, $product );
		$typed   = new \WC_Order_Item_Product();
		$typed->set_props( array( 'name' => 'Rebate', 'total' => '-3.00', 'quantity' => 1 ) );
		$order->add_item( $typed );
		$order->save();
		$product_id = $product->get_id();
		$product->delete( true );

		self::assertSame( $product_id, self::fact( 'order_items', 2 * self::line_of( $order ) )['product'] );
		self::assertSame( array( 0, -300 ), array( self::fact( 'order_items', 2 * $typed->get_id() )['product'], self::fact( 'order_items', 2 * $typed->get_id() )['net'] ) );
	}

	#[TestDox( 'tell nobody who bought' )]
	public function test_buyers(): void {
		$order = self::make_order( array( 'billing_email' => 'jane.secret@example.com', 'billing_first_name' => 'Jane' ) );
		$fact  = self::fact( 'orders', $order->get_id() );

		self::assertSame( array( 'id', 'kind', 'order', 'status', 'standing', 'currency', 'at', 'total', 'tax', 'shipping', 'discount', 'items', 'customer', 'first' ), array_keys( $fact ) );
		self::assertGreaterThan( 0, $fact['customer'] );
		self::assertLessThan( 2 ** 52, $fact['customer'] );
	}

	#[TestDox( 'go on where a page ended, with no fact twice or missing' )]
	public function test_pages(): void {
		$one = array();
		for ( $after = 0; count( $one ) < 400 && null !== $after; $after = $page['next'] ) {
			$page = facts_page( 'order_items', $after, 7 );
			$one  = array( ...$one, ...array_column( $page['facts'], 'id' ) );
		}
		$all = array_column( facts_page( 'order_items', 0, 1000 )['facts'], 'id' );

		self::assertSame( array_slice( $all, 0, count( $one ) ), $one );
		self::assertContains( 1, array_map( static fn( int $id ): int => $id % 2, $one ) );
	}

	#[TestDox( 'are the same where some of an order was stored again, far from the rest' )]
	public function test_stored_again(): void {
		global $wpdb;
		$ids    = array_keys( self::seeded_facts( 'order_items' ) );
		$after  = $ids[1000];
		$orders = facts_page( 'orders', 0, 100 );
		$lines  = facts_page( 'order_items', $after, 100 );
		$some   = array_map( static fn( int $at ): int => intdiv( $lines['facts'][ $at ]['id'], 2 ), array( 0, 50, 99 ) );
		foreach ( array( ...$some, ...self::lines_of( array_column( array_slice( $orders['facts'], 40, 20 ), 'id' ) ) ) as $line ) {
			self::store_again( $wpdb->prefix . 'woocommerce_order_itemmeta', 'order_item_id', $line );
		}
		if ( ! \Gatehouse\has_order_tables() ) {
			self::store_again( $wpdb->postmeta, 'post_id', $orders['facts'][50]['id'] );
		}

		self::assertSame( $lines, facts_page( 'order_items', $after, 100 ) );
		self::assertSame( $orders, facts_page( 'orders', 0, 100 ) );
	}

	/** Every entry of its meta gets a new id. */
	private static function store_again( string $table, string $column, int $id ): void {
		global $wpdb;
		$entries = $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i WHERE %i = %d', $table, $column, $id ), ARRAY_A );
		self::assertNotEmpty( $entries );
		foreach ( $entries as $entry ) {
			$wpdb->delete( $table, array( 'meta_id' => $entry['meta_id'] ) );
			$wpdb->insert( $table, array_diff_key( $entry, array( 'meta_id' => 0 ) ) );
		}
	}

	/**
	 * @param list<int> $orders
	 * @return list<int>
	 */
	private static function lines_of( array $orders ): array {
		return array_keys( \Gatehouse\order_lines( 'line_item', 'order_id', $orders ) );
	}

	#[TestDox( 'say when a buyer bought first though no hook told of an earlier order, or of its loss' )]
	public function test_unseen_first(): void {
		global $wpdb;
		$email  = uniqid( 'often' ) . '@example.com';
		$first  = self::make_order( array( 'billing_email' => $email, 'date_created' => '2026-01-05T10:00:00Z' ) )->get_id();
		$second = self::make_order( array( 'billing_email' => $email, 'date_created' => '2026-02-05T10:00:00Z' ) )->get_id();
		self::changes();
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i', table( 'purchases' ) ) );

		$before = self::fact( 'orders', $second )['first'];
		facts_page( 'orders', $first - 1, 1 );
		$logged = self::changes()[ "orders $second" ]['first'] ?? $before;
		self::assertSame( strtotime( '2026-01-05T10:00:00Z' ), $logged );

		$wpdb->delete( orders_table(), array( \Gatehouse\order_column( 'id' ) => $first ) );
		// What is remembered of buyers is an hour old at most.
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET read_at = read_at - %d', table( 'buyers' ), HOUR_IN_SECONDS ) );
		self::assertSame( array( strtotime( '2026-02-05T10:00:00Z' ) ), array_column( facts_page( 'orders', $first - 1, 1 )['facts'], 'first' ) );
	}

	#[TestDox( 'of a page of orders take as many questions as of a longer one, and read what its buyers have, not the whole shop' )]
	public function test_page_cost(): void {
		$after = array_keys( self::seeded_facts( 'orders' ) )[1000];
		[ $short, $page, $long ] = array_map( static fn( int $limit ): array => self::cost_of( static fn(): ?array => facts_page( 'orders', $after, $limit ) ), array( 20, 100, 400 ) );

		self::assertSame( $page['questions'], $long['questions'] );
		self::assertLessThan( 30, $long['questions'] );
		self::assertLessThan( 10000, $short['rows'] );
	}

	#[TestDox( 'of one changed order take no more rows than its buyer has' )]
	public function test_change_cost(): void {
		$order = self::make_order();
		self::changes();
		\Gatehouse\log_order( $order );

		$cost = self::cost_of( self::changes( ... ) );

		self::assertLessThan( 60, $cost['questions'] );
		self::assertLessThan( 2000, $cost['rows'] );
	}

	#[TestDox( 'come with the shop\'s money and the names of its statuses' )]
	public function test_description(): void {
		$site = site_description();

		self::assertSame( 'USD', $site['currency'] );
		self::assertSame( 'Completed', ( (array) $site['orderStatuses'] )['completed'] );
		self::assertSame( array(), array_diff( array( 'users', 'terms', 'orders', 'order_items', 'products', 'coupon_uses' ), $site['datasets'] ) );
	}
}
