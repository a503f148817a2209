<?php
/**
 * Sold orders by buyer, where orders are posts: WordPress has no index of what meta says, and
 * would read all orders for the buyers of each page.
 *
 * The table follows what is exported and what changes. A first copy goes by ascending ids, so
 * that earlier orders are in it already; an order that turns out to be earlier still has the
 * buyer's others logged.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const PURCHASES_PER_WRITE = 500;

/**
 * @param list<int>               $ids
 * @param array<int, StoredOrder> $orders What these ids are now; an order that is gone is not among them.
 */
function note_purchases( array $ids, array $orders ): void {
	if ( ! $ids || has_order_tables() ) {
		return;
	}
	$sold  = array_filter( $orders, static fn( StoredOrder $order ): bool => 'order' === $order->kind && 'sold' === $order->standing );
	$now   = array_map( purchase_of( ... ), $sold );
	$known = known_purchases( $ids );
	$new   = array_filter( $now, static fn( array $row ): bool => ( $known[ $row['id'] ] ?? null ) !== $row );
	$gone  = array_diff_key( $known, $now );
	write_purchases( $new, array_keys( $gone ) );
	$touched = array( ...$new, ...$gone, ...array_intersect_key( $known, $new ) );
	foreach ( $touched ? purchases_with_another_first( $touched, $ids ) : array() as $id ) {
		log_change( 'orders', $id );
	}
}

/**
 * Rows whose orders are no longer there, without a word of any hook.
 *
 * @param list<int> $ids   Of a page of orders.
 * @param int       $after Where the page began.
 */
function forget_purchases( array $ids, int $after, int $limit ): void {
	global $wpdb;
	if ( ! has_order_tables() ) {
		$end   = count( $ids ) < $limit ? PHP_INT_MAX : (int) end( $ids );
		$known = read_ids( $wpdb->prepare( 'SELECT id FROM %i WHERE id > %d AND id <= %d', table( 'purchases' ), $after, $end ) );
		note_purchases( array_values( array_diff( $known, $ids ) ), array() );
	}
}

/** @return Purchase */
function purchase_of( StoredOrder $order ): array {
	return array(
		'id'               => $order->id,
		'customer_id'      => $order->user,
		'email'            => address_number( $order->email ),
		'date_created_gmt' => gmdate( 'Y-m-d H:i:s', $order->at ),
	);
}

/** The address itself need not stand in one more table. */
function address_number( string $email ): int {
	return '' === $email ? 0 : buyer_number( "guest:$email" );
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, Purchase> By id.
 */
function known_purchases( array $ids ): array {
	global $wpdb;
	$known = array();
	foreach ( $wpdb->get_results( $wpdb->prepare( 'SELECT id, customer_id, email, date_created_gmt FROM %i WHERE id IN ( ' . placeholders( $ids ) . ' )', table( 'purchases' ), ...$ids ) ) as $row ) {
		$known[ (int) $row->id ] = array(
			'id'               => (int) $row->id,
			'customer_id'      => (int) $row->customer_id,
			'email'            => (int) $row->email,
			'date_created_gmt' => (string) $row->date_created_gmt,
		);
	}
	return $known;
}

/**
 * @param array<int, Purchase> $new
 * @param list<int>            $gone
 */
function write_purchases( array $new, array $gone ): void {
	global $wpdb;
	foreach ( array_chunk( $new, PURCHASES_PER_WRITE ) as $rows ) {
		$values = array_map( static fn( array $row ): string => $wpdb->prepare( '( %d, %d, %d, %s )', ...array_values( $row ) ), $rows );
		$wpdb->query( $wpdb->prepare( 'REPLACE INTO %i ( id, customer_id, email, date_created_gmt ) VALUES ', table( 'purchases' ) ) . implode( ', ', $values ) );
	}
	if ( $gone ) {
		$wpdb->query( $wpdb->prepare( 'DELETE FROM %i WHERE id IN ( ' . placeholders( $gone ) . ' )', table( 'purchases' ), ...$gone ) );
	}
}

/**
 * @param non-empty-list<Purchase> $touched As they were, and as they are.
 * @param non-empty-list<int>      $except
 * @return list<int> The other orders of buyers who have none before these.
 */
function purchases_with_another_first( array $touched, array $except ): array {
	global $wpdb;
	$ids    = array();
	$owners = addresses_of_users( 'ID', array_values( array_unique( array_filter( array_column( $touched, 'customer_id' ) ) ) ) );
	foreach ( array( 'customer_id', 'email' ) as $column ) {
		$earliest = array();
		foreach ( $touched as $row ) {
			$names = 'email' === $column ? array( $row['email'], address_number( $owners[ $row['customer_id'] ] ?? '' ) ) : array( $row['customer_id'] );
			foreach ( array_filter( $names ) as $name ) {
				$earliest[ $name ] = min( $row['date_created_gmt'], $earliest[ $name ] ?? $row['date_created_gmt'] );
			}
		}
		if ( ! $earliest ) {
			continue;
		}
		$others = $wpdb->get_results( $wpdb->prepare( 'SELECT id, %i AS name, date_created_gmt AS created FROM %i WHERE %i IN ( ' . placeholders( $earliest ) . ' ) AND id NOT IN ( ' . placeholders( $except ) . ' )', $column, table( 'purchases' ), $column, ...array_keys( $earliest ), ...$except ) );
		$firsts = array();
		foreach ( $others as $other ) {
			$firsts[ (int) $other->name ] = min( $other->created, $firsts[ (int) $other->name ] ?? $other->created );
		}
		foreach ( $others as $other ) {
			if ( $earliest[ (int) $other->name ] <= $firsts[ (int) $other->name ] ) {
				$ids[ (int) $other->id ] = true;
			}
		}
	}
	return array_keys( $ids );
}
