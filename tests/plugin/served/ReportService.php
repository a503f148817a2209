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
			$this->environment()
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
		return (int) wp_remote_retrieve_response_code( $this->get( '/api/reports', $access_token ) );
	}

	/** The code with which it refuses its catalogue or another route; empty if it does not. */
	public function refusal( string $access_token, string $path = '/api/reports' ): string {
		return json_decode( wp_remote_retrieve_body( $this->get( $path, $access_token ) ), true )['code'] ?? '';
	}

	/** @return array<string, mixed> The document of a report; empty if it is refused. */
	public function document( string $access_token, string $report ): array {
		return json_decode( wp_remote_retrieve_body( $this->get( "/api/reports/$report", $access_token ) ), true ) ?? array();
	}

	/** @return array<string, mixed> How the facts come in. */
	public function sync( string $access_token ): array {
		return json_decode( wp_remote_retrieve_body( $this->get( '/api/sync', $access_token ) ), true ) ?? array();
	}

	/** @return array<string, mixed>|\WP_Error */
	private function get( string $path, string $access_token ): array|\WP_Error {
		return wp_remote_get( $this->base . $path, array( 'headers' => array( 'Cookie' => "__Host-gatehouse_access=$access_token" ) ) );
	}

	/** By its own command, while it runs. */
	public function back_up(): void {
		$pipes = array();
		$ended = proc_close( proc_open(
			array( self::ROOT . '/node_modules/.bin/node', self::ROOT . '/dist/sidecar/gatehouse.cjs', 'backup', $this->folder . '-backup' ),
			array( 1 => array( 'file', '/dev/null', 'w' ) ),
			$pipes,
			null,
			$this->environment()
		) );
		if ( 0 !== $ended ) {
			throw new RuntimeException( 'The report service could not be backed up.' );
		}
	}

	/** The backup of its sessions, while it is stopped. */
	public function put_back(): void {
		array_map( 'unlink', (array) glob( $this->folder . '/sessions.sqlite*' ) );
		copy( $this->backups()[0] . '/sessions.sqlite', $this->folder . '/sessions.sqlite' );
	}

	/** @return list<string> */
	private function backups(): array {
		return (array) glob( $this->folder . '-backup/*' );
	}

	/** @return array<string, string> */
	private function environment(): array {
		return array(
			'GATEHOUSE_SITES' => Server::$current->home . '=' . $this->base,
			'GATEHOUSE_DATA'  => $this->folder,
			'GATEHOUSE_PORT'  => (string) $this->port,
			'GATEHOUSE_HOST'  => 'localhost',
			'PATH'            => (string) getenv( 'PATH' ),
		);
	}

	public function __destruct() {
		$this->stop();
		$backups = $this->backups();
		foreach ( array( ...$backups, ...( $backups ? array( $this->folder . '-backup' ) : array() ), $this->folder ) as $folder ) {
			array_map( 'unlink', (array) glob( $folder . '/*' ) );
			rmdir( $folder );
		}
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
