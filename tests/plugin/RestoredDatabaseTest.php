<?php
/**
 * What the site and the sidecar do when one of their databases was put back.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;
use WP_Session_Tokens;

use function Gatehouse\count_undelivered_states;
use function Gatehouse\queue_row;
use function Gatehouse\queued_state;

#[TestDox( 'After a database was put back' )]
final class RestoredDatabaseTest extends PluginTestCase {

	#[TestDox( 'the site does not know the sidecar\'s mark, though it has moved on since' )]
	public function test_restored_site(): void {
		$user = $this->make_user();
		$this->begin_session( $user );
		$mark   = $this->settle();
		$backup = new Backup();
		$this->begin_session( $user );
		$mark = $this->settle( $mark );

		$backup->put_back();
		// A sign-in between the restore and the next question has the newest version of all.
		$this->begin_session( $this->make_user() );

		self::assertNull( $this->ask( $mark )['mark'] );
	}

	#[TestDox( 'the site knows the sidecar\'s mark if nothing happened since the backup' )]
	public function test_same(): void {
		$this->begin_session( $this->make_user() );
		$mark   = $this->settle();
		$backup = new Backup();
		$backup->put_back();

		self::assertSame( $mark, $this->ask( $mark )['mark'] );
	}

	#[TestDox( 'a session of the time between is named ended, and one from before stays live' )]
	public function test_lost_session(): void {
		$user   = $this->make_user();
		$kept   = $this->begin_session( $user );
		$backup = new Backup();
		$lost   = $this->begin_session( $user );
		$held   = array( self::held( $user->ID, queue_row( $user->ID )['version'], $kept, $lost ) );

		$backup->put_back();
		$state = $this->tell( ...$held )['states'][0];

		self::assertSame( array( $user->ID, array( $kept ), array( $lost ) ), array( $state['user'], $state['live'], $state['ended'] ) );
		self::assertGreaterThan( $held[0][1]['version'], $state['version'] );
	}

	#[TestDox( 'a role given in the time between is taken back, above whatever version gave it' )]
	#[DataProvider( 'versions_ahead' )]
	public function test_lost_promotion( int $ahead ): void {
		$user     = $this->make_user( 'subscriber' );
		$verifier = $this->begin_session( $user );
		$backup   = new Backup();
		$user->set_role( 'administrator' );
		self::assertCount( 4, queued_state( $user->ID )['grants'] );
		$version = queue_row( $user->ID )['version'] + $ahead;

		$backup->put_back();
		$this->forget_marks();
		$state = $this->tell( self::held( $user->ID, $version, $verifier ) )['states'][0];

		self::assertSame( array(), $state['grants'] );
		self::assertGreaterThan( $version, $state['version'] );
		self::assertSame( $state['version'], queue_row( $user->ID )['version'] );
	}

	public static function versions_ahead(): array {
		return array(
			'an ordinary one'              => array( 0 ),
			'one of a clock a year ahead'  => array( 31536000000 ),
		);
	}

	#[TestDox( 'a user of the time between loses everything, and nothing is kept of who does not exist' )]
	public function test_lost_user(): void {
		$backup   = new Backup();
		$user     = $this->make_user( 'administrator' );
		$verifier = $this->begin_session( $user );
		$version  = queue_row( $user->ID )['version'];

		$backup->put_back();
		$state = $this->tell( self::held( $user->ID, $version, $verifier ) )['states'][0];

		self::assertSame( array( array(), array( $verifier ) ), array( $state['grants'], $state['ended'] ) );
		self::assertGreaterThan( $version, $state['version'] );
		self::assertSame( array(), $this->column( 'states', 'user_id' ) );
		self::assertSame( array(), $this->column( 'arrivals', 'verifier' ) );
	}

	#[TestDox( 'of the sidecar, what was told and acknowledged is told again' )]
	public function test_restored_sidecar(): void {
		$user     = $this->make_user();
		$verifier = $this->begin_session( $user );
		$version  = queue_row( $user->ID )['version'];
		$mark     = $this->settle();
		WP_Session_Tokens::get_instance( $user->ID )->destroy_all();
		queued_state( $user->ID );
		$this->settle( $mark );
		$this->forget_marks();
		self::assertSame( 0, count_undelivered_states() );

		self::assertNull( $this->ask( $mark )['mark'] );
		self::assertSame( array( $verifier ), $this->tell( self::held( $user->ID, $version, $verifier ) )['states'][0]['ended'] );
	}

	#[TestDox( 'of the sidecar, or with another one in its place, a mark comes after the last page and not before' )]
	public function test_pages(): void {
		$this->begin_session( $this->make_user() );
		$this->settle();

		self::assertNull( $this->ask( '' )['mark'] );
		self::assertNull( $this->tell_page( '', array(), true )['mark'] );
		$mark = $this->tell_page( '', array(), false )['mark'];
		self::assertNotSame( '', $mark );
		self::assertSame( $mark, $this->ask( $mark )['mark'] );
	}

	#[TestDox( 'lost tables count as one that was put back' )]
	public function test_lost_tables(): void {
		$this->begin_session( $this->make_user() );
		$mark = $this->settle();
		\Gatehouse\drop_tables();
		\Gatehouse\make_tables();

		self::assertNull( $this->ask( $mark )['mark'] );
		$mark = $this->tell_page( $mark, array(), false )['mark'];
		self::assertSame( $mark, $this->ask( $mark )['mark'] );
	}

	#[TestDox( 'a state with more sessions than one page holds is told in several' )]
	public function test_many_sessions(): void {
		$user      = $this->make_user();
		$verifiers = array_map( static fn( int $number ): string => hash( 'sha256', (string) $number ), range( 1, 320 ) );
		foreach ( $verifiers as $verifier ) {
			\Gatehouse\expect_arrival( $verifier, $user->ID, time() + 60, false );
			\Gatehouse\move_arrival( $verifier, 'awaiting', 'handed_off' );
		}

		$states = $this->tell( self::held( $user->ID, 1, hash( 'sha256', 'lost' ) ) )['states'];

		self::assertSame( array( 300, 21 ), array_map( static fn( array $page ): int => count( $page['ended'] ), $states ) );
	}

	#[TestDox( 'no sidecar can use the versions up, fill the tables or have more read than a page' )]
	public function test_stolen_sidecar(): void {
		$user     = $this->make_user();
		$verifier = hash( 'sha256', 'nobody' );
		foreach ( array( PHP_INT_MAX, ( time() + YEAR_IN_SECONDS + 60 ) * 1000, -1, 0, '1', 1.5, null ) as $version ) {
			self::assertSame( array(), $this->tell_page( '', array( self::session( $user->ID, $version, $verifier ) ), false )['states'] );
			$this->sidecar->asks( 'states', array( 'delivered' => array( array(
			'user'    => $user->ID,
			'version' => $version
			) ) ) );
		}
		foreach ( array( 'x', '', null, "$verifier\n", array() ) as $other ) {
			self::assertSame( array(), $this->tell_page( '', array( self::session( $user->ID, 1, $other ) ), false )['states'] );
		}
		$many = array_map( static fn( int $id ): array => self::session( $id, 1, $verifier ), range( 900000, 900300 ) );
		self::assertCount( 100, $this->tell_page( '', $many, true )['states'] );
		foreach ( array( 'x', array( 'x' ), null ) as $sessions ) {
			self::assertSame( array(), $this->sidecar->asks( 'states', array( 'held' => array(
			'sessions' => $sessions,
			'more'     => true
			) ) )['states'] );
		}

		self::assertSame( array(), $this->column( 'states', 'user_id' ) );
		self::assertSame( array(), $this->column( 'arrivals', 'verifier' ) );
	}

	#[TestDox( 'or not: an answer that got lost is no restored database' )]
	public function test_lost_answer(): void {
		$user = $this->make_user();
		$this->begin_session( $user );
		$mark = $this->settle();
		$this->begin_session( $user );

		$given = $this->ask( $mark )['mark'];
		self::assertNotSame( $mark, $given );
		self::assertSame( $given, $this->ask( $mark )['mark'] );
		self::assertSame( $given, $this->ask( $given )['mark'] );
	}

	#[TestDox( 'or not: the mark changes with every version, also beside one of a clock that ran ahead, and rests otherwise' )]
	public function test_rest(): void {
		global $wpdb;
		$ahead = $this->make_user();
		$this->begin_session( $ahead );
		$wpdb->query( 'UPDATE ' . \Gatehouse\table( 'states' ) . ' SET version = ' . ( time() + YEAR_IN_SECONDS / 2 ) * 1000 );
		$user = $this->make_user();
		$this->begin_session( $user );
		$mark = $this->settle();

		self::assertSame( array( $mark, $mark ), array( $this->ask( $mark )['mark'], $this->ask( $mark )['mark'] ) );
		$this->begin_session( $user );
		self::assertNotSame( $mark, $this->settle( $mark ) );
	}

	/** @return string Its verifier; the sidecar has been told. */
	private function begin_session( \WP_User $user ): string {
		$verifier = $this->hand_off_session( $user );
		queued_state( $user->ID );
		return $verifier;
	}

	/** As a sidecar does that takes everything: asks until there is nothing more. Its mark. */
	private function settle( string $mark = '' ): string {
		$delivered = array();
		$asked     = 0;
		do {
			self::assertLessThan( 50, $asked++, 'The states never rest.' );
			$answer    = $this->sidecar->asks( 'states', array(
			'delivered' => $delivered,
			'mark'      => $mark
			) );
			$delivered = $answer['states'];
			$rests     = $mark === $answer['mark'];
			$mark      = $answer['mark'];
		} while ( $delivered || ! $rests );
		return $mark;
	}

	/** @return array<string, mixed> */
	private function ask( string $mark ): array {
		return $this->sidecar->asks( 'states', array( 'mark' => $mark ) );
	}

	/**
	 * The last page of what it holds.
	 *
	 * @param list<array<string, mixed>> ...$of_users
	 * @return array<string, mixed>
	 */
	private function tell( array ...$of_users ): array {
		return $this->tell_page( '', array_merge( ...$of_users ), false );
	}

	/** @param list<array<string, mixed>> $sessions */
	private function tell_page( string $mark, array $sessions, bool $more ): array {
		return $this->sidecar->asks( 'states', array(
		'mark' => $mark,
		'held' => array(
		'sessions' => $sessions,
		'more'     => $more
		)
		) );
	}

	/** @return list<array<string, mixed>> */
	private static function held( int $user_id, int $version, string ...$verifiers ): array {
		return array_map( static fn( string $verifier ): array => self::session( $user_id, $version, $verifier ), $verifiers );
	}

	/** @return array<string, mixed> */
	private static function session( int $user_id, mixed $version, mixed $verifier ): array {
		return array(
		'user'     => $user_id,
		'version'  => $version,
		'verifier' => $verifier
		);
	}
}
