<?php
/**
 * A visitor of the served WordPress, with cookies of its own.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use CurlHandle;

/**
 * @phpstan-type Answer array{status: int, headers: array<string, list<string>>, body: string, seconds: float}
 */
final class Browser {

	private readonly CurlHandle $curl;

	public function __construct() {
		$this->curl = curl_init();
		curl_setopt_array(
			$this->curl,
			array(
				CURLOPT_COOKIEFILE     => '',
				CURLOPT_RETURNTRANSFER => true,
			)
		);
	}

	/** @return Answer */
	public function sign_in( string $login, bool $remember = false ): array {
		$fields = array(
			'log'         => $login,
			'pwd'         => 'password',
			'redirect_to' => Server::$current->home . '/wp-admin/',
			'testcookie'  => '1',
		);
		$this->get( '/wp-login.php' );
		return $this->post( '/wp-login.php', http_build_query( $fields + ( $remember ? array( 'rememberme' => 'forever' ) : array() ) ) );
	}

	/**
	 * @param list<string> $headers
	 * @return Answer
	 */
	public function get( string $path, array $headers = array() ): array {
		curl_setopt( $this->curl, CURLOPT_HTTPGET, true );
		return $this->send( $path, $headers );
	}

	/**
	 * @param list<string> $headers
	 * @return Answer
	 */
	public function post( string $path, string $body, array $headers = array() ): array {
		curl_setopt( $this->curl, CURLOPT_POST, true );
		curl_setopt( $this->curl, CURLOPT_POSTFIELDS, $body );
		return $this->send( $path, $headers );
	}

	/** As core gives it to a signed-in page. */
	public function rest_nonce(): string {
		return $this->get( '/wp-admin/admin-ajax.php?action=rest-nonce' )['body'];
	}

	/** @param array<string, mixed> $body */
	public function ask_for_hand_off( array $body = array(), string $nonce = '' ): array {
		return $this->post( '/?rest_route=/gatehouse/v1/handoff', (string) json_encode( $body ), array( 'Content-Type: application/json', 'X-WP-Nonce: ' . ( '' === $nonce ? $this->rest_nonce() : $nonce ) ) );
	}

	/**
	 * The cookies that an answer sets for the sidecar.
	 *
	 * @param Answer $answer
	 * @return list<string>
	 */
	public static function relayed( array $answer ): array {
		return array_values( array_filter( $answer['headers']['set-cookie'] ?? array(), static fn( string $cookie ): bool => str_contains( $cookie, 'gatehouse' ) ) );
	}

	/** @return list<string> As name=value. */
	public function cookie_pairs(): array {
		return array_map( static fn( string $line ): string => implode( '=', array_slice( explode( "\t", $line ), 5, 2 ) ), curl_getinfo( $this->curl, CURLINFO_COOKIELIST ) );
	}

	/**
	 * @param list<string> $headers
	 * @return Answer
	 */
	private function send( string $path, array $headers ): array {
		$received = array();
		curl_setopt_array(
			$this->curl,
			array(
				CURLOPT_URL            => str_starts_with( $path, 'http' ) ? $path : Server::$current->home . $path,
				CURLOPT_HTTPHEADER     => $headers,
				CURLOPT_HEADERFUNCTION => static function ( CurlHandle $curl, string $line ) use ( &$received ): int {
					if ( str_contains( $line, ':' ) ) {
						[ $name, $value ]                 = explode( ':', $line, 2 );
						$received[ strtolower( $name ) ][] = trim( $value );
					}
					return strlen( $line );
				},
			)
		);
		$body = curl_exec( $this->curl );
		return array(
			'status'  => curl_getinfo( $this->curl, CURLINFO_RESPONSE_CODE ),
			'headers' => $received,
			'body'    => (string) $body,
			'seconds' => curl_getinfo( $this->curl, CURLINFO_TOTAL_TIME ),
		);
	}
}
