<?php
/**
 * Users and terms as the sidecar copies them, and what is logged of them.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\changes_after;
use function Gatehouse\facts_page;
use function Gatehouse\write_changes;

#[TestDox( 'The datasets of users and terms' )]
final class PeopleFactsTest extends PluginTestCase {

	#[TestDox( 'have of a user the first role and the day, and nothing that tells who it is' )]
	public function test_user(): void {
		global $wpdb;
		$user = $this->make_user( 'author' );
		$wpdb->update( $wpdb->users, array( 'user_registered' => '2026-02-03 04:05:06' ), array( 'ID' => $user->ID ) );

		self::assertSame(
			array(
				'id'   => $user->ID,
				'role' => 'author',
				'at'   => gmmktime( 4, 5, 6, 2, 3, 2026 ),
			),
			facts_page( 'users', $user->ID - 1, 1 )['facts'][0]
		);
	}

	#[TestDox( 'call it a role only where the site has it' )]
	public function test_roles(): void {
		$user = $this->make_user();
		$user->set_role( '' );
		$user->add_cap( 'edit_posts' );

		self::assertSame( 'none', facts_page( 'users', $user->ID - 1, 1 )['facts'][0]['role'] );
	}

	#[TestDox( 'are paged by id to their end' )]
	public function test_pages(): void {
		$ids   = array( $this->make_user()->ID, $this->make_user()->ID, $this->make_user()->ID );
		$first = facts_page( 'users', $ids[0] - 1, 2 );
		$last  = facts_page( 'users', (int) $first['next'], 2 );

		self::assertSame( array( $ids[0], $ids[1] ), array_column( $first['facts'], 'id' ) );
		self::assertSame( array( array( $ids[2] ), null ), array( array_column( $last['facts'], 'id' ), $last['next'] ) );
	}

	#[TestDox( 'have categories with their place in the tree, and no tags' )]
	public function test_terms(): void {
		$parent = wp_insert_term( uniqid( 'Fish &amp; ' ), 'category' )['term_id'];
		$child  = wp_insert_term( uniqid( '항구' ), 'category', array( 'parent' => $parent ) )['term_id'];
		$tag    = wp_insert_term( uniqid( 'tag' ), 'post_tag' )['term_id'];
		$facts  = array_column( facts_page( 'terms', 0, 5000 )['facts'], null, 'id' );

		self::assertSame( array( 'category', $parent ), array( $facts[ $child ]['taxonomy'], $facts[ $child ]['parent'] ) );
		self::assertStringStartsWith( 'Fish & ', $facts[ $parent ]['title'] );
		self::assertArrayNotHasKey( $tag, $facts );
	}

	#[TestDox( 'are logged: a user who came, got another role, and went' )]
	public function test_logged_users(): void {
		require_once ABSPATH . 'wp-admin/includes/user.php';
		$user = $this->make_user();
		self::assertSame( 'editor', $this->logged( 'users', $user->ID )['role'] );

		$user->set_role( 'subscriber' );
		self::assertSame( 'subscriber', $this->logged( 'users', $user->ID )['role'] );

		wp_delete_user( $user->ID );
		self::assertNull( $this->logged( 'users', $user->ID ) );
	}

	#[TestDox( 'are logged: a term made, renamed and deleted' )]
	public function test_logged_terms(): void {
		$term = wp_insert_term( uniqid( 'Old' ), 'category' )['term_id'];
		$this->logged( 'terms', $term );

		wp_update_term( $term, 'category', array( 'name' => 'New' ) );
		self::assertSame( 'New', $this->logged( 'terms', $term )['title'] );

		wp_delete_term( $term, 'category' );
		self::assertNull( $this->logged( 'terms', $term ) );
	}

	#[TestDox( 'are logged: a post that got another category' )]
	public function test_logged_post(): void {
		$post = ChangeLogTest::make_post();
		$term = wp_insert_term( uniqid( 'Shelf' ), 'category' )['term_id'];
		$this->logged( 'posts', $post );

		wp_set_object_terms( $post, array( $term ), 'category' );

		self::assertSame( array( $term ), $this->logged( 'posts', $post )['terms'] );
	}

	/** @return array<string, mixed>|null What was logged since the last question. */
	private function logged( string $dataset, int $id ): ?array {
		global $wpdb;
		write_changes();
		$changes = changes_after( 0, 1000 )['changes'];
		$wpdb->query( 'DELETE FROM ' . \Gatehouse\table( 'changes' ) );
		foreach ( $changes as $change ) {
			if ( array( $dataset, $id ) === array( $change['dataset'], $change['id'] ) ) {
				return $change['fact'];
			}
		}
		self::fail( "$dataset $id was not logged." );
	}
}
