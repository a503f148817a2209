<?php
/**
 * The kinds of facts that the site exports.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/**
 * @return array<string, array{ids: callable( int, int ): list<int>, total: callable(): int, facts: callable( non-empty-list<int> ): array<int, array<string, mixed>>}>
 */
function datasets(): array {
	/**
	 * The datasets of this site, by name. Each has three callables:
	 * ids( $after, $limit ) gives the next ids, ascending; total() counts them;
	 * facts( $ids ) gives the facts by id and leaves out ids that are none.
	 *
	 * @param array<string, array<string, callable>> $datasets
	 */
	return (array) apply_filters(
		'gatehouse_datasets',
		array(
			'posts'    => array(
				'ids'   => __NAMESPACE__ . '\post_ids',
				'total' => __NAMESPACE__ . '\count_posts',
				'facts' => __NAMESPACE__ . '\post_facts',
			),
			'comments' => array(
				'ids'   => __NAMESPACE__ . '\comment_ids',
				'total' => __NAMESPACE__ . '\count_comments',
				'facts' => __NAMESPACE__ . '\comment_facts',
			),
		)
	);
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
	$facts = $ids ? $dataset['facts']( $ids ) : array();
	ksort( $facts );
	return array(
		'facts' => array_values( $facts ),
		'next'  => count( $ids ) < $limit ? null : (int) end( $ids ),
		'total' => $dataset['total'](),
	);
}
