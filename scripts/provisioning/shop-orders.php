<?php
/**
 * Orders of thirteen months: more before the holidays and at weekends, fewer in the summer
 * break. One order and its refunds are drawn from a random sequence of their own, so a batch
 * may begin anywhere. Amounts are minor units.
 */

const SHOP_DAYS = 396;

/** Later orders are later: a buyer's first is the one with the smallest number. */
function placed_at( int $number, int $total, int $now ): int {
	static $days = null;
	$days ??= day_shares( $now );
	$place = ( $number + 0.5 ) / $total;
	$low   = 0;
	$high  = SHOP_DAYS - 1;
	while ( $low < $high ) {
		$middle = intdiv( $low + $high, 2 );
		if ( $days[ $middle ] < $place ) {
			$low = $middle + 1;
		} else {
			$high = $middle;
		}
	}
	$before = $low ? $days[ $low - 1 ] : 0;
	$within = ( $place - $before ) / ( $days[ $low ] - $before );
	return $now - ( SHOP_DAYS - $low ) * DAY_IN_SECONDS + (int) ( $within * ( DAY_IN_SECONDS - 1 ) );
}

/** @return list<float> How much of all was ordered by the end of each day. */
function day_shares( int $now ): array {
	$shares = array();
	$sum    = 0.0;
	for ( $day = 0; $day < SHOP_DAYS; $day++ ) {
		$at       = $now - ( SHOP_DAYS - $day ) * DAY_IN_SECONDS;
		$weekday  = array( 1 => 0.8, 0.8, 0.9, 1.0, 1.2, 1.5, 1.3 )[ (int) gmdate( 'N', $at ) ];
		$month    = array( 1 => 0.8, 0.9, 0.9, 1.0, 1.0, 0.9, 0.7, 0.6, 1.1, 1.1, 1.4, 1.9 )[ (int) gmdate( 'n', $at ) ];
		$sum     += $weekday * $month * ( 0.8 + 0.5 * $day / SHOP_DAYS );
		$shares[] = $sum;
	}
	return array_map( static fn( float $share ): float => $share / $sum, $shares );
}

/** @param list<array{product: int, variation: int, name: string, cents: int}> $goods */
function draw_order( int $number, int $total, int $now, array $goods ): array {
	mt_srand( 77100 + $number );
	$at       = placed_at( $number, $total, $now );
	$is_won   = mt_rand( 1, 100 ) <= 3;
	$exponent = $is_won ? 0 : 2;
	$status   = draw_status( $now - $at );
	$coupon   = mt_rand( 1, 100 ) <= 12 ? array_rand( COUPONS ) : null;
	$lines    = array();
	for ( $i = 0, $count = pick( array( 1, 2, 2, 3, 3, 3, 4, 5 ) ); $i < $count; $i++ ) {
		$one     = $goods[ (int) ( count( $goods ) * ( mt_rand() / ( mt_getrandmax() + 1 ) ) ** 1.6 ) ];
		$pieces  = pick( array( 1, 1, 1, 1, 2, 2, 3 ) );
		$price   = $is_won ? $one['cents'] * 13 : $one['cents'];
		$before  = $pieces * $price;
		$lines[] = array(
			'product'   => $one['product'],
			'variation' => $one['variation'],
			'name'      => $one['name'],
			'quantity'  => $pieces,
			'before'    => $before,
			'net'       => null === $coupon ? $before : $before - share( $before, COUPONS[ $coupon ] ),
		);
	}
	if ( 0 === $number % 211 ) {
		// A rebate that somebody typed in.
		$lines[] = array(
			'product'   => 0,
			'variation' => 0,
			'name'      => 'Rebate',
			'quantity'  => 1,
			'before'    => $is_won ? -5000 : -500,
			'net'       => $is_won ? -5000 : -500,
		);
	}
	foreach ( $lines as $index => $line ) {
		$lines[ $index ]['tax'] = share( $line['net'], 10 );
	}
	$net      = array_sum( array_column( $lines, 'net' ) );
	$shipping = $net > ( $is_won ? 60000 : 6000 ) ? 0 : ( $is_won ? 4000 : 450 );
	$order    = array(
		'number'       => $number,
		'at'           => $at,
		'status'       => $status,
		'currency'     => $is_won ? 'KRW' : 'USD',
		'exponent'     => $exponent,
		'coupon'       => $coupon,
		'lines'        => $lines,
		'shipping'     => $shipping,
		'shipping_tax' => share( $shipping, 10 ),
		'fee'          => mt_rand( 1, 50 ) === 1 ? ( $is_won ? 2000 : 199 ) : 0,
	) + draw_buyer( $number, $total );
	$order['refunds'] = draw_refunds( $order, $now );
	return $order;
}

function draw_status( int $age ): string {
	$draw = mt_rand( 1, 1000 );
	foreach ( array( 'cancelled' => 45, 'failed' => 25, 'pending' => 20, 'on-hold' => 25, 'refunded' => 30, 'trash' => 5, 'checkout-draft' => 5 ) as $status => $share ) {
		$draw -= $share;
		if ( $draw <= 0 ) {
			return $status;
		}
	}
	return $age < 4 * DAY_IN_SECONDS ? 'processing' : 'completed';
}

/** @return array{customer: int, regular: int, email: string} The number of the lookup table, of the regular (0: a guest), and the address given. */
function draw_buyer( int $number, int $total ): array {
	$draw    = mt_rand( 1, 100 );
	$regular = 1 + (int) ( REGULARS * ( mt_rand() / ( mt_getrandmax() + 1 ) ) ** 1.5 );
	if ( $draw <= 45 ) {
		return array( 'customer' => $regular, 'regular' => $regular, 'email' => "regular$regular@example.com" );
	}
	// Some who have an account don't sign in.
	if ( $draw <= 48 ) {
		return array( 'customer' => $regular, 'regular' => 0, 'email' => "regular$regular@example.com" );
	}
	if ( $draw <= 49 ) {
		return array( 'customer' => 10000000 + $number, 'regular' => 0, 'email' => '' );
	}
	$guest = mt_rand( 1, max( 1, intdiv( $total, 3 ) ) );
	return array( 'customer' => 1000 + $guest, 'regular' => 0, 'email' => "guest$guest@example.com" );
}

/** @return list<array{at: int, lines: array<int, int>, amount: int, tax: int, shipping: int, is_full: bool}> `lines`: pieces by index of the line; none for a sum. */
function draw_refunds( array $order, int $now ): array {
	$at    = min( $now - 60, $order['at'] + mt_rand( 1, 20 ) * DAY_IN_SECONDS );
	$whole = order_total( $order );
	if ( 'refunded' === $order['status'] ) {
		$part = mt_rand( 1, 10 ) <= 2 ? array( refund_of_line( $order, $at, 0 ) ) : array();
		$left = $whole - array_sum( array_column( $part, 'amount' ) );
		$all  = array_map( static fn( array $line ): int => $line['quantity'], $order['lines'] );
		$last = mt_rand( 1, 10 ) <= 6 || $part || $order['fee']
			? array( 'lines' => array(), 'amount' => $left, 'tax' => 0, 'shipping' => 0 )
			: array( 'lines' => $all, 'amount' => $whole, 'tax' => order_tax( $order ), 'shipping' => $order['shipping'] );
		return array( ...$part, array( 'at' => $at + 60, 'is_full' => true ) + $last );
	}
	return 'completed' === $order['status'] && mt_rand( 1, 100 ) <= 4 ? array( refund_of_line( $order, $at, mt_rand( 0, count( $order['lines'] ) - 1 ) ) ) : array();
}

/** One piece of one line comes back. */
function refund_of_line( array $order, int $at, int $index ): array {
	$line = $order['lines'][ $index ];
	$net  = intdiv( $line['net'], $line['quantity'] );
	$tax  = intdiv( $line['tax'], $line['quantity'] );
	return array(
		'at'       => $at,
		'lines'    => array( $index => 1 ),
		'amount'   => $net + $tax,
		'tax'      => $tax,
		'shipping' => 0,
		'is_full'  => false,
	);
}

function order_net( array $order ): int {
	return array_sum( array_column( $order['lines'], 'net' ) );
}

function order_tax( array $order ): int {
	return array_sum( array_column( $order['lines'], 'tax' ) ) + $order['shipping_tax'];
}

function order_total( array $order ): int {
	return order_net( $order ) + order_tax( $order ) + $order['shipping'] + $order['fee'];
}

/** Half a unit goes away from zero, as WooCommerce rounds. */
function share( int $amount, int $percent ): int {
	return ( $amount < 0 ? -1 : 1 ) * intdiv( abs( $amount ) * $percent + 50, 100 );
}
