<?php
/**
 * Who bought: one number for one buyer, which tells nobody who it is.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const BUYERS_KEY_OPTION = 'gatehouse_buyers_key';

/** 52 bits: what JavaScript holds exactly. */
const BUYER_DIGITS = 13;

/**
 * A guest with the e-mail address of an account is the account's owner, as in WooCommerce's reports.
 *
 * @param array<int, StoredOrder> $orders
 * @return array<int, string> By key of $orders: `user:5`, `guest:` and the address, or nothing.
 */
function buyers_of( array $orders ): array {
	$guests = array();
	foreach ( $orders as $order ) {
		if ( ! $order->user && '' !== $order->email ) {
			$guests[ $order->email ] = true;
		}
	}
	$accounts = array_flip( addresses_of_users( 'user_email', array_map( 'strval', array_keys( $guests ) ) ) );
	return array_map(
		static function ( StoredOrder $order ) use ( $accounts ): string {
			$user = $order->user ?: ( $accounts[ $order->email ] ?? 0 );
			return $user ? "user:$user" : ( '' === $order->email ? '' : 'guest:' . $order->email );
		},
		$orders
	);
}

function buyer_number( string $buyer ): int {
	static $key = null;
	$key ??= buyers_key();
	return '' === $buyer ? 0 : max( 1, (int) hexdec( substr( hash_hmac( 'sha256', $buyer, $key ), 0, BUYER_DIGITS ) ) );
}

/** Of its own: with WordPress's salts every buyer would become another one. */
function buyers_key(): string {
	$key = read_option( BUYERS_KEY_OPTION );
	if ( null === $key ) {
		add_option_once( BUYERS_KEY_OPTION, bin2hex( random_bytes( 32 ) ) );
		$key = (string) read_option( BUYERS_KEY_OPTION );
	}
	return $key;
}

/**
 * When each of them bought first.
 *
 * @param list<string> $buyers
 * @param list<int>    $except Orders that don't count.
 * @return array<string, int> Seconds since 1970 by buyer; nobody without a sold order.
 */
function first_purchases( array $buyers, array $except = array() ): array {
	global $wpdb;
	$first = array();
	foreach ( stored_buyers( $buyers ) as $by => $names ) {
		foreach ( $names ? $wpdb->get_results( 'SELECT ' . buyer_column( $by ) . ' AS buyer, MIN( o.date_created_gmt ) AS first' . from_sold_orders( $by, array_keys( $names ), $except ) . ' GROUP BY ' . buyer_column( $by ) ) : array() as $row ) {
			$buyer           = $names[ strtolower( trim( (string) $row->buyer ) ) ] ?? '';
			$at              = utc_seconds( (string) $row->first ) ?? 0;
			$first[ $buyer ] = min( $at, $first[ $buyer ] ?? $at );
		}
	}
	return $first;
}

/**
 * @param list<string> $buyers
 * @return list<int> Ids of their sold orders.
 */
function purchases_of( array $buyers ): array {
	$ids = array();
	foreach ( stored_buyers( $buyers ) as $by => $names ) {
		$ids = array( ...$ids, ...( $names ? read_ids( 'SELECT o.id' . from_sold_orders( $by, array_keys( $names ) ) ) : array() ) );
	}
	return $ids;
}

/**
 * As whom the orders of a buyer are stored: as a user, and as a guest with the user's address.
 *
 * @param list<string> $buyers
 * @return array{customer: array<int|string, string>, email: array<int|string, string>} Buyers by user, and by address as it is stored.
 */
function stored_buyers( array $buyers ): array {
	$users  = array();
	$emails = array();
	foreach ( $buyers as $buyer ) {
		[ $kind, $name ] = explode( ':', $buyer, 2 ) + array( '', '' );
		if ( 'user' === $kind ) {
			$users[ (int) $name ] = $buyer;
		} elseif ( 'guest' === $kind ) {
			$emails[ address_of_orders( $name ) ] = $buyer;
		}
	}
	foreach ( addresses_of_users( 'ID', array_keys( $users ) ) as $user => $email ) {
		$emails[ address_of_orders( $email ) ] = $users[ $user ];
	}
	return array(
		'customer' => $users,
		'email'    => $emails,
	);
}

/**
 * @param 'ID'|'user_email'        $column
 * @param list<int>|list<string> $values
 * @return array<int, string> Addresses by user.
 */
function addresses_of_users( string $column, array $values ): array {
	global $wpdb;
	if ( ! $values ) {
		return array();
	}
	$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT ID, user_email FROM %i WHERE %i IN ( ' . placeholders( $values, '%s' ) . " ) AND user_email <> ''", $wpdb->users, $column, ...$values ) );
	return array_map( static fn( string $email ): string => strtolower( trim( $email ) ), array_column( $rows, 'user_email', 'ID' ) );
}

function address_of_orders( string $email ): int|string {
	return has_order_tables() ? $email : address_number( $email );
}

/** @param 'customer'|'email' $by */
function buyer_column( string $by ): string {
	return 'customer' === $by ? 'o.customer_id' : ( has_order_tables() ? 'o.billing_email' : 'o.email' );
}

/**
 * Prepared.
 *
 * @param 'customer'|'email'           $by     Users, or guests by their address.
 * @param non-empty-list<int|string> $values
 * @param list<int>                   $except
 */
function from_sold_orders( string $by, array $values, array $except = array() ): string {
	global $wpdb;
	$whose = buyer_column( $by ) . $wpdb->prepare( ' IN ( ' . placeholders( $values, '%s' ) . ' ) AND o.id NOT IN ( ' . placeholders( array( 0, ...$except ) ) . ' )', ...$values, ...array( 0 ), ...$except )
		. ( 'email' === $by ? ' AND o.customer_id = 0' : '' );
	if ( ! has_order_tables() ) {
		return $wpdb->prepare( ' FROM %i AS o WHERE ', table( 'purchases' ) ) . $whose;
	}
	$unsold = unsold_statuses();
	$no     = array( ...NO_ORDER_STATUSES, ...$unsold, ...array_map( static fn( string $status ): string => "wc-$status", $unsold ) );
	return $wpdb->prepare( " FROM %i AS o WHERE o.type = 'shop_order' AND o.date_created_gmt >= '1000-01-01 00:00:00' AND o.status NOT IN ( " . placeholders( $no, '%s' ) . ' ) AND ', orders_table(), ...$no ) . $whose;
}
