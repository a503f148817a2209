<?php
/**
 * The datasets as the sidecar copies them.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\count_words;
use function Gatehouse\facts_page;

#[TestDox( 'A dataset' )]
final class FactsTest extends PluginTestCase {

	protected function setUp(): void {
		parent::setUp();
		global $wpdb;
		$wpdb->query( "DELETE FROM $wpdb->posts" );
		$wpdb->query( "DELETE FROM $wpdb->comments" );
		wp_cache_flush();
	}

	#[TestDox( 'is paged by id to its end' )]
	public function test_pages(): void {
		$ids = array( ChangeLogTest::make_post(), ChangeLogTest::make_post(), ChangeLogTest::make_post() );

		$first  = facts_page( 'posts', 0, 2 );
		$second = facts_page( 'posts', $first['next'], 2 );

		self::assertSame( array( $ids[0], $ids[1] ), array_column( $first['facts'], 'id' ) );
		self::assertSame( array( $ids[2] ), array_column( $second['facts'], 'id' ) );
		self::assertSame( array( $ids[1], null, 3 ), array( $first['next'], $second['next'], $first['total'] ) );
	}

	#[TestDox( 'of posts has every status but the automatic draft, and public types but attachments' )]
	public function test_statuses(): void {
		foreach ( array( 'publish', 'draft', 'pending', 'private', 'trash', 'auto-draft' ) as $status ) {
			ChangeLogTest::make_post( array( 'post_status' => $status ) );
		}
		ChangeLogTest::make_post( array( 'post_type' => 'page' ) );
		ChangeLogTest::make_post( array( 'post_type' => 'attachment' ) );
		ChangeLogTest::make_post( array( 'post_type' => 'wp_block' ) );

		$facts = facts_page( 'posts', 0, 100 )['facts'];

		self::assertSame( array( 'publish', 'draft', 'pending', 'private', 'trash', 'publish' ), array_column( $facts, 'status' ) );
		self::assertSame( array( 'post', 'page' ), array_values( array_unique( array_column( $facts, 'type' ) ) ) );
	}

	#[TestDox( 'of posts has the moment of publishing in UTC, and none for what never was' )]
	public function test_moments(): void {
		update_option( 'timezone_string', 'Asia/Seoul' );
		ChangeLogTest::make_post( array( 'post_date' => '2026-01-01 00:30:00' ) );
		ChangeLogTest::make_post( array( 'post_status' => 'draft' ) );
		ChangeLogTest::make_post( array( 'post_date' => '2099-01-01 00:00:00' ) );
		update_option( 'timezone_string', '' );

		self::assertSame( array( gmmktime( 15, 30, 0, 12, 31, 2025 ), null, null ), array_column( facts_page( 'posts', 0, 9 )['facts'], 'at' ) );
	}

	#[TestDox( 'of posts has plain titles' )]
	public function test_title(): void {
		ChangeLogTest::make_post( array( 'post_title' => 'Tea &amp; <em>cake</em> “오후”' ) );

		self::assertSame( 'Tea & cake “오후”', facts_page( 'posts', 0, 1 )['facts'][0]['title'] );
	}

	#[TestDox( 'of comments has no name, address or text in it' )]
	public function test_comment(): void {
		$id   = wp_insert_comment(
			array(
				'comment_post_ID'      => ChangeLogTest::make_post(),
				'comment_author'       => 'Jane Secret',
				'comment_author_email' => 'jane@example.com',
				'comment_author_IP'    => '203.0.113.9',
				'comment_content'      => 'hello',
				'user_id'              => 1,
				'comment_date_gmt'     => '2026-02-03 04:05:06',
			)
		);
		$fact = facts_page( 'comments', $id - 1, 1 )['facts'][0];

		self::assertSame( array( 'id', 'post', 'owner', 'status', 'kind', 'author', 'parent', 'at', 'answered' ), array_keys( $fact ) );
		self::assertSame( array( 'approved', 'comment', 1, gmmktime( 4, 5, 6, 2, 3, 2026 ) ), array( $fact['status'], $fact['kind'], $fact['author'], $fact['at'] ) );
	}

	#[TestDox( 'of comments has no notes that shops and editors write to themselves' )]
	public function test_kinds(): void {
		$post = ChangeLogTest::make_post();
		wp_insert_comment( array(
		'comment_post_ID' => $post,
		'comment_type'    => 'order_note'
		) );
		wp_insert_comment( array(
		'comment_post_ID' => $post,
		'comment_type'    => 'pingback'
		) );

		self::assertSame( array( 'pingback' ), array_column( facts_page( 'comments', 0, 99 )['facts'], 'kind' ) );
	}

	#[DataProvider( 'texts' )]
	#[TestDox( 'counts words as the editor does: $_dataName' )]
	public function test_words( string $text, int $words ): void {
		self::assertSame( $words, count_words( $text ) );
	}

	public static function texts(): array {
		return array(
			'nothing'              => array( '', 0 ),
			'English'              => array( "It's a well-known fact.", 4 ),
			'Korean'               => array( '오늘은 날씨가 아주 좋습니다.', 4 ),
			'both'                 => array( '새로운 WordPress 블록을 소개합니다', 4 ),
			'neighbouring blocks'  => array( '<!-- wp:paragraph --><p>one two</p><!-- /wp:paragraph --><!-- wp:paragraph --><p>three</p><!-- /wp:paragraph -->', 3 ),
			'attributes of blocks' => array( '<!-- wp:image {"id":7,"alt":"not a word"} --><figure><img alt="nor this" src="x.jpg"/></figure><!-- /wp:image -->', 0 ),
			'scripts and styles'   => array( '<style>p { color: red }</style>one<script>var two = 2;</script>', 1 ),
			'entities'             => array( 'one&nbsp;two &amp; three', 3 ),
			'dashes'               => array( 'one--two — three', 3 ),
			'a shortcode'          => array( '[gallery ids="1,2,3"] one [not a shortcode]', 4 ),
			'a lone less-than'     => array( '1 < 2 and so on', 5 ),
		);
	}
}
