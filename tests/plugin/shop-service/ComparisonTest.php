<?php
/**
 * What no hook tells of a real shop, in the reports of the real service.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;
use WP_Session_Tokens;

use function Gatehouse\expect_arrival;
use function Gatehouse\move_arrival;
use function Gatehouse\table;
use function Gatehouse\tell_sidecar;
use function Gatehouse\verifier_of;

use const Gatehouse\OVERLAP_SECONDS;

require_once __DIR__ . '/../served/ReportService.php';

#[TestDox( 'The nightly comparison of a shop' )]
final class ComparisonTest extends ShopTestCase {

	private ReportService $service;
	private string $token;

	protected function setUp(): void {
		self::begin_anew();
		$this->service = new ReportService();
		update_option( 'gatehouse_base', $this->service->base );
		$this->service->connect();
		$this->token = $this->sign_in();
	}

	protected function tearDown(): void {
		unset( $this->service );
		self::begin_anew();
	}

	private static function begin_anew(): void {
		\Gatehouse\remove_everything();
		wp_cache_flush();
		\Gatehouse\install();
	}

	#[TestDox( 'finds a refund that was deleted, an order that was changed by SQL, and a post that has another author' )]
	public function test_unseen(): void {
		global $wpdb;
		$author = self::make_person();
		$heir   = self::make_person();
		wp_insert_post( array( 'post_title' => 'Mine', 'post_status' => 'publish', 'post_author' => $author ) );
		$order  = self::make_order();
		$given  = self::make_order();
		$refund = wc_create_refund( array( 'order_id' => $given->get_id(), 'amount' => 5 ) );
		self::assertInstanceOf( \WC_Order_Refund::class, $refund );
		$this->settle();
		// So few facts are compared at once, and then once a night.
		$this->wait_until( fn(): bool => null !== ( $this->document()['lastAgreed'] ?? null ) );
		$before = $this->figures();
		$agreed = $this->document()['lastAgreed'];
		self::assertSame( array( 1, 0 ), array( $this->posts_of( $author ), $this->posts_of( $heir ) ) );

		// What was logged within the last minute is read again anyway.
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET changed = changed - %d', table( 'changes' ), 2 * OVERLAP_SECONDS ) );
		Server::$current->run_php( array( __DIR__ . '/unseen.php', ABSPATH, (string) $refund->get_id(), (string) $order->get_id(), (string) $author, (string) $heir ) );
		self::make_order();
		$this->settle();
		$this->wait_until( fn(): bool => $before['orders'] + 1 === $this->figures()['orders'] );
		// The change log brought the new order and nothing else.
		self::assertSame( array( 2000, 0 ), array( $this->figures()['total'] - $before['total'], $this->figures()['refunds'] - $before['refunds'] ) );
		self::assertSame( 1, $this->posts_of( $author ) );

		sleep( self::let_night_fall() );
		$this->settle();
		$this->wait_until( fn(): bool => $agreed < $this->document()['lastAgreed'] );

		$after = $this->figures();
		self::assertSame( -500, $after['refunds'] - $before['refunds'] );
		self::assertSame( 2000 + 500 + 123456 - 2000, $after['total'] - $before['total'] );
		self::assertSame( array( 0, 1 ), array( $this->posts_of( $author ), $this->posts_of( $heir ) ) );
	}

	/** By the site's timezone. The comparison begins between one and four, for each site at another second. */
	private static function let_night_fall(): int {
		$begin  = 3600 + hexdec( substr( hash( 'sha256', Server::$current->home ), 0, 8 ) ) % ( 3 * 3600 );
		$ahead  = ( $begin - time() % DAY_IN_SECONDS + 3 * DAY_IN_SECONDS / 2 ) % DAY_IN_SECONDS - DAY_IN_SECONDS / 2;
		$offset = (int) floor( $ahead / 60 );
		update_option( 'timezone_string', '' );
		// A little more, for WordPress cuts off what floating point has lost.
		update_option( 'gmt_offset', ( $offset + ( $offset < 0 ? -0.01 : 0.01 ) ) / 60 );
		return (int) $ahead - 60 * $offset + 2;
	}

	private static function make_person(): int {
		$login = uniqid( 'writer' );
		return (int) wp_insert_user( array( 'user_login' => $login, 'user_email' => "$login@example.com", 'user_pass' => 'x', 'role' => 'author' ) );
	}

	private function sign_in(): string {
		$expires  = time() + HOUR_IN_SECONDS;
		$verifier = verifier_of( WP_Session_Tokens::get_instance( 1 )->create( $expires ) );
		expect_arrival( $verifier, 1, $expires, false );
		move_arrival( $verifier, 'awaiting', 'handed_off' );
		$claims = \Gatehouse\hand_off_claims( 1, $verifier, array( 'expires' => $expires, 'remember' => false ), 'php', false );
		return (string) tell_sidecar( '/', 'gatehouse-handoff+jwt', $claims, 5 )['cookies']['__Host-gatehouse_access'];
	}

	/** The end of the request, and a word to the service that doesn't wait for two seconds to pass. */
	private function settle(): void {
		\Gatehouse\settle_orders();
		\Gatehouse\write_changes();
		tell_sidecar( '/site/ping', 'gatehouse-ping+jwt', array(), 5 );
	}

	/** @return array<string, int> */
	private function figures(): array {
		return array_column( $this->document()['figures'] ?? array(), 'value', 'id' );
	}

	private function posts_of( int $author ): int {
		return $this->document( 'publishing/rows', "&table=authors&key=$author" )['count'] ?? 0;
	}

	/** @return array<string, mixed> Of the days around today. */
	private function document( string $report = 'sales', string $more = '&currency=USD' ): array {
		$day = static fn( string $when ): string => gmdate( 'Y-m-d', (int) strtotime( $when ) );
		return $this->service->document( $this->token, "$report?from={$day( '-3 days' )}&to={$day( '+3 days' )}$more" );
	}

	/** @param callable(): bool $holds */
	private function wait_until( callable $holds ): void {
		$until = microtime( true ) + 240;
		while ( ! $holds() && microtime( true ) < $until ) {
			// More often would be too many requests.
			sleep( 1 );
		}
		self::assertTrue( $holds(), (string) json_encode( $this->document() ) );
	}
}
