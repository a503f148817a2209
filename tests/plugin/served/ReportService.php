<?php
/**
 * The real sidecar, as the bundle that is released, on a port of its own.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use RuntimeException;

final class ReportService {

	private const ROOT = __DIR__ . '/../../..';

	public readonly string $base;
	private readonly string $folder;

	/** @var resource */
	private $process;

	public function __construct() {
		$node = self::ROOT . '/node_modules/.bin/node';
		$this->run( array( $node, '-e', "import( './scripts/bundle.mjs' ).then( ( { bundleSidecar } ) => bundleSidecar() )" ) );
		$port         = self::free_port();
		$this->base   = "http://localhost:$port";
		$this->folder = Server::$current->folder . '-service';
		mkdir( $this->folder );
		$pipes         = array();
		$this->process = proc_open(
			array( $node, self::ROOT . '/dist/sidecar/gatehouse.cjs' ),
			array(
				1 => array( 'file', $this->folder . '/log', 'a' ),
				2 => array( 'file', $this->folder . '/log', 'a' ),
			),
			$pipes,
			null,
			array(
				'GATEHOUSE_SITES' => Server::$current->home . '=' . $this->base,
				'GATEHOUSE_DATA'  => $this->folder,
				'GATEHOUSE_PORT'  => (string) $port,
				'GATEHOUSE_HOST'  => 'localhost',
				'PATH'            => (string) getenv( 'PATH' ),
			)
		);
	}

	public function __destruct() {
		proc_terminate( $this->process );
		proc_close( $this->process );
		array_map( 'unlink', (array) glob( $this->folder . '/*' ) );
		rmdir( $this->folder );
	}

	/** As the settings screen does, step by step. */
	public function connect(): void {
		foreach ( \Gatehouse\CONNECT_STEPS as $step ) {
			for ( $try = 0; is_wp_error( \Gatehouse\connect_step( $step ) ); $try++ ) {
				if ( $try > 40 ) {
					throw new RuntimeException( "Connecting failed at $step: " . file_get_contents( $this->folder . '/log' ) );
				}
				usleep( 250000 );
			}
		}
	}

	/** @param list<string> $command */
	private function run( array $command ): void {
		$pipes = array();
		if ( 0 !== proc_close( proc_open( $command, array( 2 => STDERR ), $pipes, self::ROOT ) ) ) {
			throw new RuntimeException( 'The bundle could not be built.' );
		}
	}

	private static function free_port(): int {
		$socket = stream_socket_server( 'tcp://127.0.0.1:0' );
		$name   = (string) stream_socket_get_name( $socket, false );
		fclose( $socket );
		return (int) substr( (string) strrchr( $name, ':' ), 1 );
	}
}
