<?php
/**
 * The kinds of facts that the site exports.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** What they are read from takes ten times their memory. */
const FACTS_AT_ONCE = 1000;

/**
 * @return array<string, Dataset>
 */
function datasets(): array {
	return with_own_datasets(
		array(
			'posts'    => dataset( 'post_ids', 'count_posts', 'post_facts' ),
			'comments' => dataset( 'comment_ids', 'count_comments', 'comment_facts' ),
			'users'    => dataset( 'user_ids', 'count_users_here', 'user_facts' ),
			'terms'    => dataset( 'term_ids', 'count_terms', 'term_facts' ),
		) + ( has_shop() ? shop_datasets() : array() )
	);
}

/** @return array<string, Dataset> */
function shop_datasets(): array {
	return array(
		'orders'      => dataset( 'order_ids', 'count_orders', 'order_facts' ),
		'order_items' => dataset( 'order_item_ids', 'count_order_items', 'order_item_facts' ),
		'products'    => dataset( 'product_ids', 'count_products', 'product_facts' ),
		'coupon_uses' => dataset( 'coupon_use_ids', 'count_coupon_uses', 'coupon_use_facts' ),
	);
}

/** @return Dataset */
function dataset( string $ids, string $total, string $facts ): array {
	/** @var Dataset $dataset */
	$dataset = array(
		'ids'   => __NAMESPACE__ . "\\$ids",
		'total' => __NAMESPACE__ . "\\$total",
		'facts' => __NAMESPACE__ . "\\$facts",
	);
	return $dataset;
}

/**
 * @return array{facts: list<array<string, mixed>>, next: ?int, total: int}|null Null for an unknown dataset.
 */
function facts_page( string $name, int $after, int $limit ): ?array {
	$dataset = datasets()[ $name ] ?? null;
	if ( null === $dataset ) {
		return null;
	}
	$ids   = $dataset['ids']( $after, $limit );
	$facts = array();
	foreach ( array_chunk( $ids, FACTS_AT_ONCE ) as $some ) {
		$facts += $dataset['facts']( $some );
	}
	ksort( $facts );
	return array(
		'facts' => array_values( $facts ),
		'next'  => count( $ids ) < $limit ? null : (int) end( $ids ),
		'total' => $dataset['total'](),
	);
}
