<?php
/**
 * PHP's own web server over WordPress, with the sidecar's stand-in below /reports.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use RuntimeException;

final class Server {

	public static Server $current;

	public readonly string $folder;
	public readonly string $home;
	private readonly int $port;

	/** @var resource|null */
	private $process = null;

	public function __construct( private readonly string $wordpress ) {
		$this->folder = sys_get_temp_dir() . '/gatehouse-tests-' . getmypid();
		mkdir( $this->folder );
		$this->port = self::free_port();
		$this->home = 'http://localhost:' . $this->port;
		register_shutdown_function( $this->stop( ... ) );
	}

	public function install(): void {
		$this->run_php( array( '-d', 'auto_prepend_file=', __DIR__ . '/install.php', $this->wordpress ) );
	}

	/** @param list<string> $arguments */
	public function run_php( array $arguments ): string {
		$pipes   = array();
		$process = proc_open( array( PHP_BINARY, ...$arguments ), array(
		1 => array( 'pipe', 'w' ),
		2 => STDERR
		), $pipes );
		$printed = (string) stream_get_contents( $pipes[1] );
		if ( 0 !== proc_close( $process ) ) {
			throw new RuntimeException( "PHP failed:\n" . $printed );
		}
		return $printed;
	}

	public function start(): void {
		putenv( 'PHP_CLI_SERVER_WORKERS=4' );
		$log = array( 'file', $this->folder . '/server.log', 'a' );
		// A group of its own: ending the master alone leaves its workers on the port.
		$command       = array( 'setsid', PHP_BINARY, '-d', 'auto_prepend_file=' . __DIR__ . '/prepend.php', '-S', 'localhost:' . $this->port, '-t', $this->wordpress, __DIR__ . '/router.php' );
		$pipes         = array();
		$this->process = proc_open( $command, array(
		0 => array( 'file', '/dev/null', 'r' ),
		1 => $log,
		2 => $log
		), $pipes );
		putenv( 'PHP_CLI_SERVER_WORKERS' );
		for ( $i = 0; $i < 100; $i++ ) {
			// phpcs:ignore WordPress.PHP.NoSilencedErrors -- it is not up yet.
			$socket = @fsockopen( 'localhost', $this->port );
			if ( $socket ) {
				fclose( $socket );
				return;
			}
			usleep( 50000 );
		}
		throw new RuntimeException( 'The web server did not start: ' . file_get_contents( $this->folder . '/server.log' ) );
	}

	public function stop(): void {
		if ( $this->process ) {
			posix_kill( -proc_get_status( $this->process )['pid'], SIGTERM );
			proc_close( $this->process );
			$this->process = null;
		}
		if ( is_dir( $this->folder ) ) {
			foreach ( array_diff( scandir( $this->folder ), array( '.', '..' ) ) as $file ) {
				unlink( $this->folder . '/' . $file );
			}
			rmdir( $this->folder );
		}
	}

	private static function free_port(): int {
		$socket = stream_socket_server( 'tcp://127.0.0.1:0' );
		$name   = (string) stream_socket_get_name( $socket, false );
		fclose( $socket );
		return (int) substr( (string) strrchr( $name, ':' ), 1 );
	}
}
