<?php
/**
 * What the site writes down about its changes, and what the sidecar reads of them.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\changes_after;
use function Gatehouse\write_changes;

#[TestDox( 'The change log' )]
final class ChangeLogTest extends PluginTestCase {

	#[TestDox( 'has a written, a trashed and a deleted post' )]
	public function test_posts(): void {
		$id = self::make_post();
		self::assertSame( 'publish', $this->logged( 'posts', $id )['status'] );

		wp_trash_post( $id );
		self::assertSame( 'trash', $this->logged( 'posts', $id )['status'] );

		wp_delete_post( $id, true );
		self::assertNull( $this->logged( 'posts', $id ) );
	}

	#[TestDox( 'has posts that went to another author when theirs was deleted' )]
	public function test_reassigned(): void {
		require_once ABSPATH . 'wp-admin/includes/user.php';
		$id = self::make_post( array( 'post_author' => $this->make_user()->ID ) );
		$this->start_anew();

		wp_delete_user( (int) get_post( $id )->post_author, 1 );

		self::assertSame( 1, $this->logged( 'posts', $id )['author'] );
	}

	#[TestDox( 'has a post that became another type' )]
	public function test_type(): void {
		$id = self::make_post();
		$this->start_anew();
		clean_post_cache( $id );
		set_post_type( $id, 'page' );

		self::assertSame( 'page', $this->logged( 'posts', $id )['type'] );
	}

	#[TestDox( 'has a comment, its approval, and the post whose count it changes' )]
	public function test_comments(): void {
		$post    = self::make_post();
		$comment = wp_insert_comment( array(
		'comment_post_ID'  => $post,
		'comment_content'  => 'x',
		'comment_approved' => 0
		) );
		self::assertSame( 'pending', $this->logged( 'comments', $comment )['status'] );
		$this->start_anew();

		wp_set_comment_status( $comment, 'approve' );

		self::assertSame( 'approved', $this->logged( 'comments', $comment )['status'] );
		self::assertSame( 1, $this->logged( 'posts', $post )['comments'] );
	}

	#[TestDox( 'has the comments of a trashed post' )]
	public function test_trashed_comments(): void {
		$post    = self::make_post();
		$comment = wp_insert_comment( array(
		'comment_post_ID' => $post,
		'comment_content' => 'x'
		) );
		$this->start_anew();

		wp_trash_post( $post );

		self::assertSame( 'trash', $this->logged( 'comments', $comment )['status'] );
	}

	#[TestDox( 'has what an importer writes, which suspends the caches' )]
	public function test_importer(): void {
		wp_suspend_cache_invalidation( true );
		$id = self::make_post();
		wp_suspend_cache_invalidation( false );

		self::assertIsArray( $this->logged( 'posts', $id ) );
		$this->start_anew();

		wp_suspend_cache_invalidation( true );
		wp_delete_post( $id, true );
		wp_suspend_cache_invalidation( false );

		self::assertNull( $this->logged( 'posts', $id ) );
	}

	#[TestDox( 'has no revisions, and no drafts that only opening the editor makes' )]
	public function test_inner_posts(): void {
		$id       = self::make_post();
		$revision = wp_save_post_revision( $id );
		$draft    = self::make_post( array( 'post_status' => 'auto-draft' ) );
		write_changes();

		$changes = array_column( changes_after( 0, 100 )['changes'], 'fact', 'id' );

		self::assertArrayNotHasKey( (int) $revision, $changes );
		self::assertNull( $changes[ $draft ] );
	}

	#[TestDox( 'keeps one row for each fact, at the end' )]
	public function test_order(): void {
		$first = self::make_post();
		write_changes();
		$second = self::make_post();
		write_changes();
		wp_update_post( array(
		'ID'         => $first,
		'post_title' => 'again'
		) );
		write_changes();

		$changes = changes_after( 0, 100 );

		self::assertSame( array( $second, $first ), array_column( $changes['changes'], 'id' ) );
		self::assertSame( $changes['head'], $changes['changes'][1]['seq'] );
	}

	#[TestDox( 'is read in pages, and tells what is younger than a minute again' )]
	public function test_pages(): void {
		global $wpdb;
		$ids = array( self::make_post(), self::make_post(), self::make_post() );
		write_changes();

		$first = changes_after( 0, 2 );
		$last  = changes_after( $first['changes'][1]['seq'], 2 );
		$wpdb->query( 'UPDATE ' . \Gatehouse\table( 'changes' ) . ' SET changed = changed - 50' );
		$again = changes_after( $last['head'], 10 );
		$wpdb->query( 'UPDATE ' . \Gatehouse\table( 'changes' ) . ' SET changed = changed - 11' );
		$later = changes_after( $last['head'], 10 );

		self::assertSame( array( true, array( $ids[0], $ids[1] ) ), array( $first['more'], array_column( $first['changes'], 'id' ) ) );
		self::assertSame( array( false, array( $ids[1], $ids[2] ) ), array( $last['more'], array_column( $last['changes'], 'id' ) ) );
		self::assertSame( $ids, array_column( $again['changes'], 'id' ) );
		self::assertSame( array(), $later['changes'] );
	}

	#[TestDox( 'tells what is young again only where what is new leaves room, the youngest, and before it' )]
	public function test_room(): void {
		$ids = array( self::make_post(), self::make_post(), self::make_post(), self::make_post() );
		write_changes();
		$second = changes_after( 0, 2 )['changes'][1]['seq'];

		$full = changes_after( $second, 2 );
		$room = changes_after( $second, 3 );

		self::assertSame( array( $ids[2], $ids[3] ), array_column( $full['changes'], 'id' ) );
		self::assertSame( array( $ids[1], $ids[2], $ids[3] ), array_column( $room['changes'], 'id' ) );
	}

	#[TestDox( 'writes every hundred ids without waiting for the end' )]
	public function test_batches(): void {
		for ( $id = 1; $id <= 150; $id++ ) {
			do_action( 'clean_comment_cache', $id );
		}

		self::assertSame( 100, count( $this->column( 'changes', 'seq' ) ) );
	}

	#[TestDox( 'does not tell again for an hour what was written when the clock was ahead' )]
	public function test_future_rows(): void {
		global $wpdb;
		self::make_post();
		write_changes();
		$head = changes_after( 0, 10 )['head'];
		$wpdb->query( 'UPDATE ' . \Gatehouse\table( 'changes' ) . ' SET changed = changed + 3600' );

		self::assertSame( array(), changes_after( $head, 10 )['changes'] );
	}

	/** @param array<string, mixed> $fields */
	public static function make_post( array $fields = array() ): int {
		return wp_insert_post( $fields + array(
		'post_title'   => 'A post',
		'post_content' => 'Some words.',
		'post_status'  => 'publish',
		'post_author'  => 1
		) );
	}

	/** @return array<string, mixed>|null */
	private function logged( string $dataset, int $id ): ?array {
		write_changes();
		foreach ( changes_after( 0, 1000 )['changes'] as $change ) {
			if ( array( $dataset, $id ) === array( $change['dataset'], $change['id'] ) ) {
				return $change['fact'];
			}
		}
		self::fail( "$dataset $id was not logged." );
	}

	private function start_anew(): void {
		global $wpdb;
		$this->forget_marks();
		$wpdb->query( 'DELETE FROM ' . \Gatehouse\table( 'changes' ) );
	}
}
