<?php
/**
 * Each action that changes a fact is heard by itself: an importer or another plugin may fire no other.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;
use WP_Comment;
use WP_Post;
use WP_User;

#[TestDox( 'The change log' )]
final class FactHooksTest extends PluginTestCase {

	private const ID = 4711;

	/** @param list<mixed> $with */
	#[DataProvider( 'actions' )]
	#[TestDox( 'has one of the $dataset after $action alone' )]
	public function test_alone( string $dataset, string $action, array $with ): void {
		do_action( $action, ...$with );
		\Gatehouse\write_changes();

		self::assertSame( array( $dataset ), $this->column( 'changes', 'dataset' ) );
		self::assertSame( array( (string) self::ID ), $this->column( 'changes', 'object_id' ) );
	}

	/** @return iterable<array{string, string, list<mixed>}> With what core fires them. */
	public static function actions(): iterable {
		global $wpdb;
		$post    = new WP_Post( (object) array(
		'ID'        => self::ID,
		'post_type' => 'page'
		) );
		$comment = new WP_Comment( (object) array( 'comment_ID' => self::ID ) );
		$key     = $wpdb->get_blog_prefix() . 'capabilities';
		yield array( 'posts', 'wp_after_insert_post', array( self::ID, $post, false, null ) );
		yield array( 'posts', 'clean_post_cache', array( self::ID, $post ) );
		yield array( 'posts', 'deleted_post', array( self::ID, $post ) );
		yield array( 'comments', 'wp_insert_comment', array( self::ID, $comment ) );
		yield array( 'comments', 'edit_comment', array( self::ID, array() ) );
		yield array( 'comments', 'wp_set_comment_status', array( (string) self::ID, 'spam' ) );
		yield array( 'comments', 'deleted_comment', array( (string) self::ID, $comment ) );
		yield array( 'comments', 'clean_comment_cache', array( self::ID ) );
		yield array( 'posts', 'set_object_terms', array( self::ID, array(), array(), 'category', false, array() ) );
		yield array( 'terms', 'saved_term', array( self::ID, self::ID, 'category', false, array() ) );
		yield array( 'terms', 'delete_term', array( self::ID, self::ID, 'category', null, array() ) );
		yield array( 'users', 'user_register', array( self::ID, array() ) );
		yield array( 'users', 'profile_update', array( self::ID, new WP_User(), array() ) );
		yield array( 'users', 'deleted_user', array( self::ID, null, new WP_User() ) );
		yield array( 'users', 'remove_user_from_blog', array( self::ID, 1, 0 ) );
		yield array( 'users', 'clean_user_cache', array( self::ID, new WP_User() ) );
		yield array( 'users', 'added_user_meta', array( 1, self::ID, $key, array() ) );
		yield array( 'users', 'updated_user_meta', array( 1, self::ID, $key, array() ) );
		yield array( 'users', 'deleted_user_meta', array( array( 1 ), self::ID, $key, '' ) );
	}
}
