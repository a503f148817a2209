<?php
/**
 * The dataset of comments.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const COMMENT_STATUSES = array(
	'1'            => 'approved',
	'approve'      => 'approved',
	'0'            => 'pending',
	'hold'         => 'pending',
	'spam'         => 'spam',
	'trash'        => 'trash',
	'post-trashed' => 'trash',
);

/** @return list<string> Names of the comment types that are facts. */
function exported_comment_kinds(): array {
	/**
	 * Which kinds of comments the reports count. Others are notes of editors, shops and
	 * machines to themselves.
	 *
	 * @param string[] $kinds Comment types.
	 */
	return array_values( array_map( 'strval', (array) apply_filters( 'gatehouse_comment_kinds', array( 'comment', 'pingback', 'trackback', 'review' ) ) ) );
}

/** @return list<int> Ascending. */
function comment_ids( int $after, int $limit ): array {
	global $wpdb;
	return read_ids( $wpdb->prepare( 'SELECT comment_ID FROM %i WHERE comment_ID > %d AND ', $wpdb->comments, $after ) . are_exported_comments() . $wpdb->prepare( ' ORDER BY comment_ID LIMIT %d', $limit ) );
}

function count_comments(): int {
	global $wpdb;
	return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM %i WHERE ', $wpdb->comments ) . are_exported_comments() );
}

/**
 * @param non-empty-list<int> $ids
 * @return array<int, array<string, mixed>> CommentFact of the contract by id; no names, addresses or texts.
 */
function comment_facts( array $ids ): array {
	global $wpdb;
	$rows  = $wpdb->get_results(
		$wpdb->prepare( 'SELECT comment_ID, comment_post_ID, comment_approved, comment_type, comment_parent, comment_date, comment_date_gmt, user_id FROM %i WHERE comment_ID IN ( ' . placeholders( $ids ) . ' ) AND ', $wpdb->comments, ...$ids ) . are_exported_comments()
	);
	$facts = array();
	foreach ( $rows as $row ) {
		$has_utc                         = '0000-00-00 00:00:00' !== $row->comment_date_gmt;
		$facts[ (int) $row->comment_ID ] = array(
			'id'     => (int) $row->comment_ID,
			'post'   => (int) $row->comment_post_ID,
			'status' => COMMENT_STATUSES[ (string) $row->comment_approved ] ?? 'pending',
			'kind'   => '' === $row->comment_type ? 'comment' : (string) $row->comment_type,
			'author' => (int) $row->user_id,
			'parent' => (int) $row->comment_parent,
			'at'     => utc_seconds( $has_utc ? $row->comment_date_gmt : get_gmt_from_date( $row->comment_date ) ) ?? 0,
		);
	}
	return $facts;
}

/** Prepared condition. WordPress before 5.5 stored comments without a type. */
function are_exported_comments(): string {
	global $wpdb;
	$kinds = array( '', ...exported_comment_kinds() );
	return $wpdb->prepare( 'comment_type IN ( ' . placeholders( $kinds, '%s' ) . ' )', ...$kinds );
}
