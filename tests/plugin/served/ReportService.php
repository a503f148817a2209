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
	private readonly int $port;

	/** @var resource|null */
	private $process = null;

	public function __construct() {
		$node = self::ROOT . '/node_modules/.bin/node';
		$this->run( array( $node, '-e', "import( './scripts/bundle.mjs' ).then( ( { bundleSidecar } ) => bundleSidecar() )" ) );
		$this->port   = self::free_port();
		$this->base   = "http://localhost:$this->port";
		$this->folder = Server::$current->folder . '-service';
		mkdir( $this->folder, 0700 );
		$this->start();
	}

	/** Answers when it does. */
	public function start(): void {
		$pipes         = array();
		$log           = array( 'file', $this->folder . '/log', 'a' );
		$this->process = proc_open(
			array( self::ROOT . '/node_modules/.bin/node', self::ROOT . '/dist/sidecar/gatehouse.cjs' ),
			array(
				1 => $log,
				2 => $log,
			),
			$pipes,
			null,
			array(
				'GATEHOUSE_SITES' => Server::$current->home . '=' . $this->base,
				'GATEHOUSE_DATA'  => $this->folder,
				'GATEHOUSE_PORT'  => (string) $this->port,
				'GATEHOUSE_HOST'  => 'localhost',
				'PATH'            => (string) getenv( 'PATH' ),
			)
		);
		for ( $try = 0; $try < 200; $try++ ) {
			// phpcs:ignore WordPress.PHP.NoSilencedErrors -- it is not up yet.
			$socket = @fsockopen( 'localhost', $this->port );
			if ( $socket ) {
				fclose( $socket );
				return;
			}
			usleep( 50000 );
		}
		throw new RuntimeException( 'The report service did not start: ' . file_get_contents( $this->folder . '/log' ) );
	}

	public function stop(): void {
		if ( $this->process ) {
			proc_terminate( $this->process );
			proc_close( $this->process );
			$this->process = null;
		}
	}

	/** Of its catalogue, for the bearer of an access token. */
	public function status( string $access_token ): int {
		$response = wp_remote_get( $this->base . '/api/reports', array( 'headers' => array( 'Cookie' => "__Host-gatehouse_access=$access_token" ) ) );
		return (int) wp_remote_retrieve_response_code( $response );
	}

	public function __destruct() {
		$this->stop();
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
