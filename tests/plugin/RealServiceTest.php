<?php
/**
 * What the plugin and the real report service do together, without a browser.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;
use WP_Session_Tokens;
use WP_User;

use function Gatehouse\change_keys;
use function Gatehouse\leaked_key_waits;
use function Gatehouse\public_jwk;
use function Gatehouse\signing_seed;

require_once __DIR__ . '/served/ReportService.php';

#[TestDox( 'With the real report service,' )]
final class RealServiceTest extends PluginTestCase {

	/** Seconds. The service asks every five, and one question may just have gone out with the old keys. */
	private const TWO_QUESTIONS = 12;

	private ReportService $service;

	protected function setUp(): void {
		parent::setUp();
		$this->service = new ReportService();
		update_option( 'gatehouse_base', $this->service->base );
		$this->service->connect();
	}

	#[TestDox( 'the button for a leaked key ends within a second what a thief began, and he begins nothing more' )]
	public function test_leaked_key(): void {
		$user   = $this->make_user();
		$leaked = signing_seed();
		$stolen = $this->begin_session( $user, bin2hex( random_bytes( 32 ) ), $leaked );
		self::assertSame( 200, $this->service->status( $stolen ) );

		$this->press( 'leaked' );
		$pressed = microtime( true );

		self::assertLessThan( 1, $this->seconds_until( fn(): bool => 401 === $this->service->status( $stolen ), $pressed ) );
		self::assertSame( '', $this->begin_session( $user, bin2hex( random_bytes( 32 ) ), $leaked ) );
		// Tokens say only in which second they were signed.
		sleep( 1 );
		self::assertSame( 200, $this->service->status( $this->begin_session( $user, $this->hand_off_session( $user ) ) ) );
		self::assertLessThan( self::TWO_QUESTIONS, $this->seconds_until( static fn(): bool => 0 === leaked_key_waits() ) );
	}

	#[TestDox( 'a service that was away when a key leaked knows of it before it answers again' )]
	public function test_leaked_while_away(): void {
		$user   = $this->make_user();
		$stolen = $this->begin_session( $user, bin2hex( random_bytes( 32 ) ) );
		$this->service->stop();

		$this->press( 'leaked' );
		self::assertGreaterThan( 0, leaked_key_waits() );
		$this->service->start();

		self::assertSame( 401, $this->service->status( $stolen ) );
		self::assertLessThan( self::TWO_QUESTIONS, $this->seconds_until( static fn(): bool => 0 === leaked_key_waits() ) );
	}

	#[TestDox( 'a new key of the site signs from its time on, and nobody is signed out' )]
	public function test_rotation(): void {
		$user  = $this->make_user();
		$token = $this->begin_session( $user, $this->hand_off_session( $user ) );
		$old   = signing_seed();

		$this->press( 'rotate' );
		$this->let_time_come();

		self::assertNotSame( $old, signing_seed() );
		self::assertSame( 200, $this->service->status( $token ) );
		self::assertLessThan( 7, $this->seconds_until( fn(): bool => 200 === $this->service->status( $this->begin_session( $user, $this->hand_off_session( $user ) ) ) ) );
	}

	#[TestDox( 'a sign-out while it is away counts when it is back, before it answers' )]
	public function test_sign_out_while_away(): void {
		$user     = $this->make_user();
		$token    = $this->begin_session( $user, $this->hand_off_session( $user ) );
		$other    = $this->make_user();
		$of_other = $this->begin_session( $other, $this->hand_off_session( $other ) );
		$this->service->stop();
		$this->forget_marks();
		WP_Session_Tokens::get_instance( $user->ID )->destroy_all();
		$this->end_request();
		self::assertGreaterThan( 0, \Gatehouse\count_undelivered_states() );

		$this->service->start();

		self::assertSame( array( 401, 200 ), array( $this->service->status( $token ), $this->service->status( $of_other ) ) );
		self::assertLessThan( 6, $this->seconds_until( static fn(): bool => 0 === \Gatehouse\count_undelivered_states() ) );
	}

	#[TestDox( 'who signed in after the backup of a database that was put back is out, and a role of that time is gone' )]
	public function test_restored_site(): void {
		$user    = $this->make_user();
		$kept    = $this->hand_off_session( $user );
		$of_kept = $this->begin_session( $user, $kept );
		$risen   = $this->make_user();
		$rising  = $this->hand_off_session( $risen );
		$this->begin_session( $risen, $rising );
		self::assertLessThan( 15, $this->seconds_until( static fn(): bool => 0 === \Gatehouse\count_undelivered_states() ) );
		$backup = new Backup();
		$lost   = $this->begin_session( $user, $this->hand_off_session( $user ) );
		$this->forget_marks();
		$risen->set_role( 'administrator' );
		$this->end_request();
		$manages = $this->begin_session( $risen, $rising );
		self::assertSame( array( '', '' ), array( $this->service->refusal( $lost ), $this->service->refusal( $manages, '/api/activity?user=1' ) ) );
		$this->settle();

		$backup->put_back();
		$this->forget_marks();
		$later = $this->make_user();
		self::assertNotSame( '', $this->begin_session( $later, $this->hand_off_session( $later ) ) );

		self::assertLessThan( 10, $this->seconds_until( fn(): bool => 'session_signed_out' === $this->service->refusal( $lost ) ) );
		// Its access token has to be renewed, and no more than that.
		self::assertSame( 'access_expired', $this->service->refusal( $of_kept ) );
		self::assertLessThan( 3, $this->seconds_until( fn(): bool => '' === $this->service->refusal( $this->begin_session( $user, $kept ) ) ) );
		self::assertSame( 'permission_missing', $this->service->refusal( $this->begin_session( $risen, $rising ), '/api/activity?user=1' ) );
	}

	#[TestDox( 'who signed out after the backup of its own database stays out when that is put back, before it answers' )]
	public function test_restored_service(): void {
		$user   = $this->make_user();
		$kept   = $this->hand_off_session( $user );
		$other  = $this->make_user();
		$ended  = $this->begin_session( $other, $this->hand_off_session( $other ) );
		$this->begin_session( $user, $kept );
		$this->service->back_up();
		$this->forget_marks();
		WP_Session_Tokens::get_instance( $other->ID )->destroy_all();
		$this->end_request();
		$latest  = $this->make_user();
		$its_own = $this->hand_off_session( $latest );
		$unknown = $this->begin_session( $latest, $its_own );
		$this->settle();
		$this->service->stop();
		// Tokens say only in which second they were signed.
		sleep( 1 );

		$this->service->put_back();
		$this->service->start();

		self::assertSame( array( 'session_signed_out', 'access_expired' ), array( $this->service->refusal( $ended ), $this->service->refusal( $unknown ) ) );
		self::assertLessThan( 3, $this->seconds_until( fn(): bool => '' === $this->service->refusal( $this->begin_session( $user, $kept ) ) ) );
		self::assertSame( '', $this->service->refusal( $this->begin_session( $latest, $its_own ) ) );
	}

	/** Until the sidecar has heard everything, and the site that it has. */
	private function settle(): void {
		self::assertLessThan( 15, $this->seconds_until( static function (): bool {
			$mark = \Gatehouse\stored_mark();
			return 0 === \Gatehouse\count_undelivered_states() && $mark['given'] === $mark['heard'] && \Gatehouse\sum_of_versions()['sum'] === $mark['sum'];
		} ) );
	}

	/**
	 * @param non-empty-string|null $seed Another than the one that signs.
	 * @return string The access token; empty when refused.
	 */
	private function begin_session( WP_User $user, string $verifier, ?string $seed = null ): string {
		$arrival = array(
			'expires'  => time() + HOUR_IN_SECONDS,
			'remember' => false,
		);
		$claims  = \Gatehouse\hand_off_claims( $user->ID, $verifier, $arrival, 'php', false );
		// A thief names whatever he likes.
		$claims['state']['live'] = array_values( array_unique( array( ...$claims['state']['live'], $verifier ) ) );
		$answer                  = \Gatehouse\tell_sidecar( '/', 'gatehouse-handoff+jwt', $claims, 5, $seed );
		return is_wp_error( $answer ) ? '' : (string) ( $answer['cookies']['__Host-gatehouse_access'] ?? '' );
	}

	/** As an administrator does, in a request of its own. */
	private function press( string $order ): void {
		$admin = new Browser();
		$admin->sign_in( 'admin' );
		$page = $admin->get( '/wp-admin/options-general.php?page=gatehouse-settings' )['body'];
		preg_match( '/value="' . $order . '".*?name="_wpnonce" value="(\w+)"/s', $page, $nonce );
		self::assertSame( 302, $admin->post( '/wp-admin/admin-post.php', "action=gatehouse_keys&order=$order&_wpnonce=$nonce[1]" )['status'] );
		wp_cache_flush();
	}

	private function let_time_come(): void {
		$stored                 = maybe_unserialize( \Gatehouse\read_option( 'gatehouse_key' ) );
		$stored['next']['from'] = time() - 1;
		update_option( 'gatehouse_key', $stored );
	}

	/** @param callable(): bool $holds */
	private function seconds_until( callable $holds, ?float $from = null ): float {
		$from ??= microtime( true );
		while ( ! $holds() && microtime( true ) < $from + 15 ) {
			usleep( 50000 );
		}
		return microtime( true ) - $from;
	}
}
