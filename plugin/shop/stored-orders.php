<?php
/**
 * Orders and refunds with what a refund has from its order.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** Amounts are minor units, with their sign. Of a refund, status, standing and buyer are its order's. */
final class StoredOrder {

	/**
	 * @param 'order'|'refund'       $kind
	 * @param int                    $order    The order of a refund; else its own id.
	 * @param 'sold'|'open'|'lost'   $standing
	 * @param int                    $tax      Shipping's too.
	 * @param int                    $user     0 is a guest.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $kind,
		public readonly int $order,
		public readonly string $status,
		public readonly string $standing,
		public readonly string $currency,
		public readonly int $at,
		public readonly int $total,
		public readonly int $tax,
		public readonly int $shipping,
		public readonly int $discount,
		public readonly int $user,
		public readonly string $email,
	) {}
}

/**
 * @param list<int> $ids
 * @return array<int, StoredOrder> By id; what is no order or lost its order is left out.
 */
function stored_orders( array $ids ): array {
	$rows    = order_rows( $ids );
	$parents = array();
	foreach ( $rows as $row ) {
		if ( 'shop_order_refund' === $row->type && ! isset( $rows[ (int) $row->parent ] ) ) {
			$parents[ (int) $row->parent ] = true;
		}
	}
	$owners = order_rows( array_keys( $parents ) ) + $rows;
	$unsold = unsold_statuses();
	$orders = array();
	foreach ( $rows as $id => $row ) {
		$owner = 'shop_order_refund' === $row->type ? ( $owners[ (int) $row->parent ] ?? null ) : $row;
		$at    = utc_seconds( (string) $row->created );
		if ( null !== $at && null !== $owner && 'shop_order' === $owner->type && ! array_intersect( array( $row->status, $owner->status ), NO_ORDER_STATUSES ) ) {
			$orders[ $id ] = stored_order( $row, $owner, $at, $unsold );
		}
	}
	return $orders;
}

/**
 * @param OrderRow     $row
 * @param OrderRow     $owner  The order itself, or a refund's.
 * @param list<string> $unsold
 */
function stored_order( object $row, object $owner, int $at, array $unsold ): StoredOrder {
	$status   = bare_status( $owner->status );
	$currency = currency_of( $row->currency ?: $owner->currency );
	return new StoredOrder(
		id: (int) $row->id,
		kind: $row === $owner ? 'order' : 'refund',
		order: (int) $owner->id,
		status: $status,
		standing: standing_of( $status, $unsold ),
		currency: $currency,
		at: $at,
		total: minor_units( (string) $row->total, $currency ),
		tax: minor_units( (string) $row->cart_tax, $currency ) + minor_units( (string) $row->shipping_tax, $currency ),
		shipping: minor_units( (string) $row->shipping, $currency ),
		discount: minor_units( (string) $row->discount, $currency ),
		user: (int) $owner->customer,
		email: strtolower( trim( (string) $owner->email ) ),
	);
}

/** An order without a currency is in the shop's, as WooCommerce shows it. */
function currency_of( ?string $stored ): string {
	$currency = strtoupper( trim( (string) $stored ) );
	return '' === $currency ? shop_currency() : $currency;
}
