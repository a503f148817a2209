<?php
/**
 * By what the sidecar notices that the database of the site was put back.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\changes_after;
use function Gatehouse\write_changes;

require_once __DIR__ . '/served/DatabaseCopy.php';

#[TestDox( 'The change log' )]
final class LogMarksTest extends PluginTestCase {

	#[TestDox( 'does not know a mark that it gave after the database was copied which is back now, however long it is' )]
	#[DataProvider( 'lengths' )]
	public function test_put_back( int $more ): void {
		$mark = $this->follow( '' );
		$this->change();
		$known = $this->follow( $mark );
		$copy  = new DatabaseCopy();
		$this->change();
		$lost = $this->follow( $known );
		$head = changes_after( 0, 1 )['head'];

		$copy->put_back();
		for ( $added = 0; $added < $more; $added++ ) {
			$this->change();
		}

		self::assertSame( $more > 0, changes_after( 0, 1 )['head'] > $head );
		self::assertFalse( $this->ask( $lost, $head )['knows'] );
		self::assertTrue( $this->ask( $known, 0 )['knows'] );
	}

	public static function lengths(): array {
		return array(
			'shorter than it was'  => array( 0 ),
			'longer than it was'   => array( 5 ),
		);
	}

	#[TestDox( 'knows its marks while nothing was put back, also those before the last' )]
	public function test_known(): void {
		$marks = array( $this->follow( '' ) );
		for ( $round = 0; $round < 5; $round++ ) {
			$this->change();
			$marks[] = $this->follow( end( $marks ) );
		}

		self::assertSame( $marks, array_unique( $marks ) );
		foreach ( $marks as $mark ) {
			$answer = $this->ask( $mark, 0 );
			self::assertTrue( $answer['knows'] );
			// It is of all that was told now.
			self::assertNotSame( $marks[4], $answer['mark'] );
		}
		self::assertFalse( $this->ask( '', 0 )['knows'] );
		self::assertFalse( $this->ask( 'another', 0 )['knows'] );
	}

	#[TestDox( 'gives another mark with what it has not told yet, committed late or changed before it was logged, and rests otherwise' )]
	public function test_rest(): void {
		global $wpdb;
		$id    = $this->change();
		$first = $this->follow( '' );
		$head  = changes_after( 0, 1 )['head'];
		$again = $this->ask( $first, $head )['mark'];
		self::assertSame( array( $again, $again ), array( $this->ask( $again, $head )['mark'], $this->ask( $again, $head )['mark'] ) );

		$wpdb->update( $wpdb->posts, array( 'post_title' => 'Not logged yet' ), array( 'ID' => $id ) );
		wp_cache_flush();
		self::assertNotSame( $again, $this->ask( $again, $head )['mark'] );
	}

	#[TestDox( 'knows no mark after the plugin was switched off: nobody logged anything meanwhile' )]
	public function test_deactivation(): void {
		$mark = $this->follow( '' );
		\Gatehouse\deactivate();
		\Gatehouse\install();

		self::assertFalse( $this->ask( $mark, 0 )['knows'] );
	}

	/** @return array<string, mixed> */
	private function ask( string $mark, int $after ): array {
		return $this->sidecar->asks( 'changes', array(
		'after' => $after,
		'limit' => 100,
		'mark'  => $mark
		) );
	}

	private function follow( string $mark ): string {
		return $this->ask( $mark, 0 )['mark'];
	}

	private function change(): int {
		$id = ChangeLogTest::make_post();
		write_changes();
		return $id;
	}
}
