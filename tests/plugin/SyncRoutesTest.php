<?php
/**
 * What the sidecar asks of the site, over HTTP.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

#[TestDox( 'The routes for the sidecar' )]
final class SyncRoutesTest extends PluginTestCase {

	#[TestDox( 'answer a signed question, not to be stored' )]
	public function test_facts(): void {
		$id     = ChangeLogTest::make_post();
		$answer = ( new Browser() )->post( '/?rest_route=/gatehouse/v1/facts', $this->sidecar->statement( 'facts', array(
		'dataset' => 'posts',
		'after'   => $id - 1,
		'limit'   => 1
		) ), array( 'Content-Type: application/jose' ) );
		$page   = json_decode( $answer['body'], true );

		self::assertSame( array( 200, array( 'no-store' ) ), array( $answer['status'], $answer['headers']['cache-control'] ) );
		self::assertSame( $id, $page['facts'][0]['id'] );
	}

	#[TestDox( 'stand alone when one of them is asked for, and beside all others else' )]
	public function test_alone(): void {
		global $wp_filter;
		$before  = $wp_filter['rest_api_init'];
		$request = new \WP();
		$left    = array();
		foreach ( array( '/gatehouse/v1/facts', '/gatehouse/v1/handoff', '/wp/v2/posts' ) as $route ) {
			$wp_filter['rest_api_init']      = clone $before; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- put back below.
			$request->query_vars['rest_route'] = $route;
			\Gatehouse\leave_out_other_routes( $request );
			$left[] = array( has_action( 'rest_api_init', 'create_initial_rest_routes' ), has_action( 'rest_api_init', 'Gatehouse\register_sync_routes' ) );
		}
		$wp_filter['rest_api_init'] = $before; // phpcs:ignore WordPress.WP.GlobalVariablesOverride.Prohibited -- as it was.

		self::assertSame( array( array( false, 10 ), array( 99, 10 ), array( 99, 10 ) ), $left );
	}

	#[TestDox( 'refuse an unsigned, a foreign and another question alike' )]
	public function test_refusals(): void {
		$refusals = array();
		foreach ( array( '', 'a.b.c', $this->sidecar->statement( 'people', array() ), $this->sidecar->statement( 'facts', array( 'iss' => 'https://evil.example' ) ) ) as $statement ) {
			$answer     = ( new Browser() )->post( '/?rest_route=/gatehouse/v1/facts', $statement, array( 'Content-Type: application/jose' ) );
			$refusals[] = $answer['status'] . $answer['body'];
		}

		self::assertCount( 1, array_unique( $refusals ) );
		self::assertStringStartsWith( '401{"code":"statement_refused"', $refusals[0] );
	}

	#[TestDox( 'do not take claims from the address' )]
	public function test_parameters(): void {
		self::assertSame( 401, ( new Browser() )->post( '/?rest_route=/gatehouse/v1/people&claims[ids][]=1&ids[]=1', '' )['status'] );
	}

	#[TestDox( 'name an unknown dataset as such' )]
	public function test_unknown_dataset(): void {
		self::assertSame( 'dataset_unknown', $this->sidecar->asks( 'facts', array(
		'dataset' => 'orders',
		'after'   => 0,
		'limit'   => 1
		) )['code'] );
	}

	#[TestDox( 'sum up a range as its facts say, and tell what it has cost' )]
	public function test_ranges(): void {
		$id     = ChangeLogTest::make_post( array( 'post_title' => '오후 / 🚢' ) );
		$range  = array(
			'dataset' => 'posts',
			'after'   => $id - 1,
			'limit'   => 1,
		);
		$fields = array(
			array(
				'name'   => 'title',
				'length' => 4,
			),
			array(
				'name'   => 'words',
				'length' => null,
			),
		);
		$before = $this->sidecar->asks( 'ranges', $range + array( 'fields' => $fields ) );
		wp_update_post( array(
		'ID'           => $id,
		'post_content' => 'Some more words.'
		) );
		$after = $this->sidecar->asks( 'ranges', $range + array( 'fields' => $fields ) );

		self::assertSame( hash( 'crc32b', "[$id,\"오후 /\",2]\n" ), $before['checksum'] );
		self::assertSame( array( 1, $id, $id ), array( $before['count'], $before['last'], $before['next'] ) );
		self::assertSame( hash( 'crc32b', "[$id,\"오후 /\",3]\n" ), $after['checksum'] );
		self::assertGreaterThan( 0, $before['spent']['reading'] );
		self::assertGreaterThan( $before['spent']['reading'], $before['spent']['request'] );
		self::assertSame( 'dataset_unknown', $this->sidecar->asks( 'ranges', array( 'dataset' => 'nothing' ) )['code'] );
	}

	#[TestDox( 'describe the site beside its changes' )]
	public function test_changes(): void {
		update_option( 'timezone_string', 'Asia/Seoul' );
		update_option( 'blogname', 'Tea & cake' );
		$answer = $this->sidecar->asks( 'changes', array(
		'after' => 0,
		'limit' => 10
		) );
		update_option( 'timezone_string', '' );

		self::assertSame( array( 'Tea & cake', 'en-US', 'Asia/Seoul', 1 ), array( $answer['site']['name'], $answer['site']['locale'], $answer['site']['timezone'], $answer['site']['weekStartsOn'] ) );
		self::assertSame( array(
		'post' => 'Posts',
		'page' => 'Pages'
		), $answer['site']['types'] );
		self::assertSame( array( 0, array(), false ), array( $answer['head'], $answer['changes'], $answer['more'] ) );
	}

	#[TestDox( 'name people by id, and nobody else' )]
	public function test_people(): void {
		$user = $this->make_user();

		self::assertSame( array( $user->ID => $user->display_name ), $this->sidecar->asks( 'people', array( 'ids' => array( $user->ID, 999999, 'x' ) ) )['people'] );
		self::assertSame( array(), $this->sidecar->asks( 'people', array( 'ids' => array() ) )['people'] );
	}
}
