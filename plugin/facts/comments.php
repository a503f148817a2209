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
	$owners  = owners_of_commented_posts( $ids );
	$answers = answers_to_comments( $ids );
	$facts   = array();
	foreach ( $rows as $row ) {
		$id           = (int) $row->comment_ID;
		$at           = commented_at( $row );
		$facts[ $id ] = array(
			'id'       => $id,
			'post'     => (int) $row->comment_post_ID,
			'owner'    => $owners[ (int) $row->comment_post_ID ] ?? 0,
			'status'   => COMMENT_STATUSES[ (string) $row->comment_approved ] ?? 'pending',
			'kind'     => '' === $row->comment_type ? 'comment' : (string) $row->comment_type,
			'author'   => (int) $row->user_id,
			'parent'   => (int) $row->comment_parent,
			'at'       => $at,
			'answered' => isset( $answers[ $id ] ) ? max( 0, $answers[ $id ] - $at ) : null,
		);
	}
	return $facts;
}

/** @param object{comment_date: string, comment_date_gmt: string} $row Rows written by SQL alone may have only the local date. */
function commented_at( object $row ): int {
	$has_utc = '0000-00-00 00:00:00' !== $row->comment_date_gmt;
	return utc_seconds( $has_utc ? $row->comment_date_gmt : get_gmt_from_date( $row->comment_date ) ) ?? 0;
}

/**
 * @param non-empty-list<int> $ids Of comments.
 * @return array<int, int> Authors by post.
 */
function owners_of_commented_posts( array $ids ): array {
	global $wpdb;
	$rows = $wpdb->get_results( $wpdb->prepare( 'SELECT DISTINCT p.ID, p.post_author FROM %i AS c JOIN %i AS p ON p.ID = c.comment_post_ID WHERE c.comment_ID IN ( ' . placeholders( $ids ) . ' )', $wpdb->comments, $wpdb->posts, ...$ids ) );
	return array_map( 'intval', array_column( $rows, 'post_author', 'ID' ) );
}

/**
 * The first approved reply of somebody else.
 *
 * @param non-empty-list<int> $ids
 * @return array<int, int> Seconds since 1970 by the comment that was answered.
 */
function answers_to_comments( array $ids ): array {
	global $wpdb;
	$rows    = $wpdb->get_results(
		$wpdb->prepare(
			"SELECT a.comment_parent AS answered, a.comment_date, a.comment_date_gmt FROM %i AS a JOIN %i AS c ON c.comment_ID = a.comment_parent WHERE a.comment_parent IN ( " . placeholders( $ids ) . " ) AND a.comment_approved = '1' AND ( a.user_id <> c.user_id OR a.comment_author_email <> c.comment_author_email )",
			$wpdb->comments,
			$wpdb->comments,
			...$ids
		)
	);
	$answers = array();
	foreach ( $rows as $row ) {
		$at                              = commented_at( $row );
		$answers[ (int) $row->answered ] = min( $at, $answers[ (int) $row->answered ] ?? $at );
	}
	return $answers;
}

/** Prepared condition. WordPress before 5.5 stored comments without a type. */
function are_exported_comments(): string {
	global $wpdb;
	$kinds = array( '', ...exported_comment_kinds() );
	return $wpdb->prepare( 'comment_type IN ( ' . placeholders( $kinds, '%s' ) . ' )', ...$kinds );
}
