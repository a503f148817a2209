<?php
/**
 * The test's end of the sidecar's stand-in.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use function Gatehouse\from_base64url;
use function Gatehouse\home;
use function Gatehouse\public_jwk;
use function Gatehouse\sign_statement;
use function Gatehouse\to_base64url;

final class Sidecar {

	public readonly string $base;
	private readonly string $seed;

	/** @var array<string, array<string, mixed>> */
	private array $answers = array();

	public function __construct() {
		$this->base = Server::$current->home . '/reports';
		$this->seed = str_repeat( 's', 32 );
		$this->forget();
		$this->answers( '/.well-known/jwks.json', array( 'body' => array( 'keys' => array( $this->jwk() ) ) ) );
		$this->answers( '/healthz', array( 'body' => array( 'status' => 'ok' ) ) );
		$this->answers( '/site/ping', array( 'body' => array( 'site' => home() ) ) );
		$this->answers( '/site/state', array( 'body' => array( 'applied' => array() ) ) );
		$this->starts_sessions();
	}

	public function vouches_for( string $kid ): string {
		return \Gatehouse\voucher( $this->seed, $this->base, $kid );
	}

	/** @param array{status?: int, headers?: list<string>, body?: mixed, seconds?: float} $answer */
	public function answers( string $path, array $answer ): void {
		$this->answers[ $path ] = $answer;
		file_put_contents( Server::$current->folder . '/sidecar.json', json_encode( $this->answers ) );
	}

	public function starts_sessions(): void {
		$this->answers(
			'/',
			array(
				'headers' => array(
					'Set-Cookie: __Secure-gatehouse_access=' . self::token( 'access' ) . '; Path=/; HttpOnly',
					'Set-Cookie: __Secure-gatehouse_refresh=' . self::token( 'refresh' ) . '; Path=/; Max-Age=99999999',
					'Set-Cookie: wordpress_logged_in_evil=1; Path=/',
					'X-Foreign: header',
				),
				'body'    => array(
					'expiresInSeconds' => 1800,
					'endsInSeconds'    => 2592000,
				),
			)
		);
	}

	public static function token( string $name ): string {
		return to_base64url( '{"alg":"Ed25519"}' ) . '.' . to_base64url( $name ) . '.' . to_base64url( 'signature' );
	}

	/** @return list<array{path: string, method: string, headers: array<string, string>, body: string, at: float}> */
	public function requests( string $path ): array {
		$file     = Server::$current->folder . '/requests.jsonl';
		$requests = array_map( static fn( string $line ) => json_decode( $line, true ), is_file( $file ) ? file( $file ) : array() );
		return array_values( array_filter( $requests, static fn( array $request ): bool => $path === $request['path'] ) );
	}

	/** @return list<array<string, mixed>> Claims of the statements posted there. */
	public function heard( string $path ): array {
		return array_map( static fn( array $request ): array => self::claims( $request['body'] ), $this->requests( $path ) );
	}

	/** @return array<string, mixed> */
	public static function claims( string $jws ): array {
		return json_decode( (string) from_base64url( explode( '.', $jws )[1] ), true );
	}

	public function forget(): void {
		file_put_contents( Server::$current->folder . '/requests.jsonl', '' );
	}

	/** @return array<string, string> */
	public function jwk(): array {
		return public_jwk( $this->seed );
	}

	/** @param array<string, mixed> $claims */
	public function statement( string $name, array $claims ): string {
		return sign_statement(
			"gatehouse-$name+jwt",
			$claims + array(
				'iss' => $this->base,
				'aud' => home(),
				'iat' => time(),
				'exp' => time() + 60,
				'jti' => to_base64url( random_bytes( 16 ) ),
			),
			$this->seed
		);
	}

	/**
	 * Asks the site over HTTP, as the sidecar does.
	 *
	 * @param array<string, mixed> $claims
	 * @return array<string, mixed>
	 */
	public function asks( string $name, array $claims = array() ): array {
		$answer = ( new Browser() )->post( "/?rest_route=/gatehouse/v1/$name", $this->statement( $name, $claims ), array( 'Content-Type: application/jose' ) );
		return json_decode( $answer['body'], true );
	}
}
