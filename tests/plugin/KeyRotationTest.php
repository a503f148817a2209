<?php
/**
 * New keys, on the site's side and on the sidecar's, and the drill for a leaked one.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\RunInSeparateProcess;
use PHPUnit\Framework\Attributes\TestDox;

use function Gatehouse\believed_keys;
use function Gatehouse\change_keys;
use function Gatehouse\is_connected;
use function Gatehouse\key_at;
use function Gatehouse\offered_keys;
use function Gatehouse\leaked_key_waits;
use function Gatehouse\note_trusted_keys;
use function Gatehouse\own_key_set;
use function Gatehouse\pinned_keys;
use function Gatehouse\public_jwk;
use function Gatehouse\read_key_set;
use function Gatehouse\read_option;
use function Gatehouse\refresh_sidecar_keys;
use function Gatehouse\signing_seed;
use function Gatehouse\to_base64url;

#[TestDox( 'A new key' )]
final class KeyRotationTest extends PluginTestCase {

	#[TestDox( 'of the site is published a minute before it signs, and the old one a week longer' )]
	public function test_rotation(): void {
		$old = signing_seed();

		self::assertIsString( change_keys( 'rotate', '' ) );
		$stored = read_option( 'gatehouse_key' );
		$kids   = array_column( own_key_set()['keys'], 'kid' );
		$later  = key_at( $stored, time() + 61 );

		self::assertSame( $kids, self::believed( own_key_set(), public_jwk( $old )['x'] ) );
		self::assertSame( $old, signing_seed() );
		self::assertSame( array( public_jwk( $old )['kid'], public_jwk( $later['seed'] )['kid'] ), $kids );
		self::assertNotSame( $old, $later['seed'] );
		self::assertSame( public_jwk( $old )['x'], $later['old'][0]['x'] );
		self::assertSame( own_key_set()['keys'][1]['vouched'], $later['vouched'] );
		self::assertSame( array(), key_at( $stored, time() + 61 + WEEK_IN_SECONDS )['old'] );
	}

	#[TestDox( 'of the site is shown to the sidecar while the old one still signs' )]
	public function test_shown(): void {
		change_keys( 'rotate', '' );

		$kids = array_column( own_key_set()['keys'], 'kid' );
		self::assertSame( array( array( $kids[0] ), array( $kids ) ), $this->announced() );
	}

	#[TestDox( 'of the site ends nobody\'s session, and waits for the one before it' )]
	public function test_quiet(): void {
		$this->hand_off_session( $this->make_user() );
		$this->forget_marks();

		change_keys( 'rotate', '' );
		$this->end_request();

		self::assertSame( array( 'handed_off' ), $this->column( 'arrivals', 'state' ) );
		self::assertSame( array(), $this->sidecar->requests( '/site/state' ) );
		self::assertSame( 'gatehouse_key_changing', change_keys( 'rotate', '' )->get_error_code() );
	}

	#[TestDox( 'in the constant for a leaked one is waited for, until the sidecar has dropped that' )]
	#[RunInSeparateProcess]
	public function test_leaked_constant_waits(): void {
		$seeds = array( str_repeat( 'n', 32 ), str_repeat( 'o', 32 ) );
		$kids  = array_map( static fn( string $seed ): string => public_jwk( $seed )['kid'], $seeds );
		define( 'GATEHOUSE_PRIVATE_KEY', to_base64url( $seeds[0] ) . ' leaked:' . to_base64url( $seeds[1] ) );

		note_trusted_keys( array( $kids[1] ) );
		self::assertGreaterThan( 0, leaked_key_waits() );

		note_trusted_keys( array( $kids[0] ) );
		self::assertSame( 0, leaked_key_waits() );
	}

	#[TestDox( 'in the constant for a leaked one is waited for, in sight, even while the sidecar is away' )]
	#[RunInSeparateProcess]
	public function test_leaked_constant_seen(): void {
		wp_set_current_user( 1 );
		set_current_screen( 'dashboard' );
		$new = str_repeat( 'n', 32 );
		define( 'GATEHOUSE_PRIVATE_KEY', to_base64url( $new ) . ' leaked:' . to_base64url( str_repeat( 'o', 32 ) ) );

		self::assertStringContainsString( 'has not dropped the leaked key yet', $this->warning() );
		self::assertStringContainsString( 'id="gatehouse-leaked-key-waits"', self::settings() );

		note_trusted_keys( array( public_jwk( $new )['kid'] ) );
		self::assertStringNotContainsString( 'leaked key yet', $this->warning() . self::settings() );
	}

	#[TestDox( 'for a leaked one signs at once, and the old one is public as revoked' )]
	public function test_leaked(): void {
		$old      = public_jwk( signing_seed() );
		$verifier = $this->hand_off_session( $this->make_user() );

		self::assertIsString( change_keys( 'leaked', '' ) );

		$keys = own_key_set()['keys'];
		self::assertSame( public_jwk( signing_seed() )['kid'], $keys[0]['kid'] );
		self::assertSame( array_column( $keys, 'kid' ), self::believed( own_key_set(), $old['x'] ) );
		self::assertSame( array( $old['kid'], 'compromised' ), array( $keys[1]['kid'], $keys[1]['revoked']['reason'] ) );
		self::assertCount( 2, $keys );
		$stored = read_option( 'gatehouse_key' );
		self::assertCount( 1, key_at( $stored, time() + 39 * DAY_IN_SECONDS )['old'] );
		self::assertSame( array(), key_at( $stored, time() + 41 * DAY_IN_SECONDS )['old'] );
		self::assertSame( array( array( $old['kid'] ), array( array( $keys[0]['kid'] ) ) ), $this->announced() );
		self::assertSame( array( $verifier ), $this->sidecar->heard( '/site/state' )[0]['states'][0]['ended'] );
	}

	#[TestDox( 'for a leaked one takes the place of every key that lay beside it' )]
	public function test_leaked_beside(): void {
		change_keys( 'rotate', '' );
		$before = array_column( own_key_set()['keys'], 'kid' );
		change_keys( 'leaked', '' );

		$keys = own_key_set()['keys'];
		self::assertSame( array_merge( array( public_jwk( signing_seed() )['kid'] ), $before ), array_column( $keys, 'kid' ) );
		self::assertSame( array_column( $keys, 'kid' ), self::believed( own_key_set(), $keys[1]['x'] ) );
		self::assertSame( array( false, true, true ), array_map( static fn( array $jwk ): bool => isset( $jwk['revoked'] ), $keys ) );
	}

	#[TestDox( 'for a leaked one waits, in sight, until the sidecar says that it has dropped the old one' )]
	public function test_leaked_waits(): void {
		wp_set_current_user( 1 );
		set_current_screen( 'dashboard' );
		$old = public_jwk( signing_seed() )['kid'];
		change_keys( 'leaked', '' );
		$new  = public_jwk( signing_seed() )['kid'];
		$says = fn( array $keys ): array => $this->sidecar->asks( 'states', array(
			'delivered' => array(),
			'keys'      => $keys,
		) );
		self::assertSame( array( $new ), $says( array( $old ) )['keys'] );
		$says( array( $old, $new ) );

		self::assertStringContainsString( 'has not dropped the leaked key yet', $this->warning() );
		self::assertMatchesRegularExpression( '~notice-warning[^>]+id="gatehouse-leaked-key-waits".+may still read reports~', self::settings() );
		$says( array( $new ) );
		self::assertStringNotContainsString( 'leaked', $this->warning() . self::settings() );
		set_current_screen( 'front' );
	}

	#[TestDox( 'of the constant replaces a leaked one that stands behind its mark, with those before it' )]
	public function test_leaked_constant(): void {
		[ $one, $two, $three ] = array_map( self::kid( ... ), array( 'k', 'l', 'm' ) );

		$printed = self::published_with_constant( self::seed( 'k' ) . ' leaked:' . self::seed( 'l' ) . ' ' . self::seed( 'm' ) );

		self::assertSame( "$one by $two $two by $three revoked $three revoked", $printed );
	}

	#[TestDox( 'of the constant stands behind its mark first, and is vouched for by the old one, never the old one by it' )]
	public function test_constant(): void {
		[ $one, $two ] = array_map( self::kid( ... ), array( 'k', 'l' ) );

		$printed = array(
			self::published_with_constant( self::seed( 'k' ) . ' next:' . self::seed( 'l' ) ),
			self::published_with_constant( self::seed( 'l' ) . ' ' . self::seed( 'k' ) ),
		);

		self::assertSame( array( "$one $two by $one", "$two by $one $one" ), $printed );
	}

	#[TestDox( 'of the sidecar that nobody has announced is shown beside the trusted one, and trusted by a click alone' )]
	public function test_offered(): void {
		$known = $this->sidecar->jwk()['kid'];
		$other = public_jwk( str_repeat( 'n', 32 ) );
		$this->sidecar->answers( '/.well-known/jwks.json', array( 'body' => array( 'keys' => array( $other ) ) ) );
		refresh_sidecar_keys();
		$admin = new Browser();
		$admin->sign_in( 'admin' );
		$page = $admin->get( '/wp-admin/options-general.php?page=gatehouse-settings' )['body'];

		self::assertMatchesRegularExpression( "/gatehouse-offered-keys.*$known.*$other[kid]/s", $page );
		self::assertSame( array( $known ), array_keys( pinned_keys() ) );
		self::assertSame( 'gatehouse_keys_changed', change_keys( 'trust', 'another' )->get_error_code() );
		self::assertSame( 'gatehouse_keys_changed', \Gatehouse\connect_step( 'pin' )->get_error_code() );

		preg_match( '/value="trust".*?name="_wpnonce" value="(\w+)"/s', $page, $nonce );
		$admin->post( '/wp-admin/admin-post.php', http_build_query( array(
		'action'   => 'gatehouse_keys',
		'order'    => 'trust',
		'shown'    => $other['kid'],
		'_wpnonce' => $nonce[1]
		) ) );
		wp_cache_flush();
		self::assertSame( array( $other['kid'] ), array_keys( pinned_keys() ) );
		self::assertSame( array(), offered_keys() );
	}

	#[TestDox( 'of the sidecar that is refused changes nothing' )]
	public function test_refused(): void {
		$this->hand_off_session( $this->make_user() );
		$other = public_jwk( str_repeat( 'n', 32 ) );
		$this->sidecar->answers( '/.well-known/jwks.json', array( 'body' => array( 'keys' => array( $other ) ) ) );
		refresh_sidecar_keys();

		self::assertIsString( change_keys( 'refuse', $other['kid'] ) );

		self::assertSame( array( array( $this->sidecar->jwk()['kid'] ), array() ), array( array_keys( pinned_keys() ), offered_keys() ) );
		self::assertTrue( is_connected() );
		self::assertSame( array( 'handed_off' ), $this->column( 'arrivals', 'state' ) );
	}

	#[TestDox( 'is for administrators with the nonce of that very button' )]
	public function test_permission(): void {
		$editor = new Browser();
		$editor->sign_in( $this->make_user()->user_login );
		$admin = new Browser();
		$admin->sign_in( 'admin' );
		$page = $admin->get( '/wp-admin/options-general.php?page=gatehouse-settings' )['body'];
		preg_match( '/value="rotate".*?name="_wpnonce" value="(\w+)"/s', $page, $nonce );
		$seed = signing_seed();

		self::assertSame( 403, $editor->post( '/wp-admin/admin-post.php', 'action=gatehouse_keys&order=leaked&_wpnonce=' . $nonce[1] )['status'] );
		self::assertSame( 403, $admin->post( '/wp-admin/admin-post.php', 'action=gatehouse_keys&order=leaked&_wpnonce=' . $nonce[1] )['status'] );
		self::assertSame( $seed, signing_seed() );
		self::assertSame( 302, $admin->post( '/wp-admin/admin-post.php', 'action=gatehouse_keys&order=rotate&_wpnonce=' . $nonce[1] )['status'] );
		self::assertCount( 2, own_key_set()['keys'] );
	}

	/** @return array{list<string>, list<list<string>>} With which keys the sidecar was told of which. */
	private function announced(): array {
		$pings = array_column( $this->sidecar->requests( '/site/ping' ), 'body' );
		return array(
			array_map( static fn( string $ping ): string => json_decode( (string) \Gatehouse\from_base64url( explode( '.', $ping )[0] ), true )['kid'], $pings ),
			array_column( array_map( Sidecar::claims( ... ), $pings ), 'keys' ),
		);
	}

	private static function seed( string $letter ): string {
		return to_base64url( str_repeat( $letter, 32 ) );
	}

	private static function kid( string $letter ): string {
		return public_jwk( str_repeat( $letter, 32 ) )['kid'];
	}

	private static function published_with_constant( string $value ): string {
		putenv( "GATEHOUSE_TEST_PRIVATE_KEY=$value" );
		try {
			return Server::$current->run_php( array( __DIR__ . '/served/print-key-id.php', ABSPATH, 'all' ) );
		} finally {
			putenv( 'GATEHOUSE_TEST_PRIVATE_KEY' );
		}
	}

	/** @return list<string> Kids that a receiver which trusts this one believes of what the site publishes. */
	private static function believed( array $set, string $x ): array {
		return array_keys( believed_keys( read_key_set( $set ), array( \Gatehouse\thumbprint( $x ) => $x ), \Gatehouse\home() ) );
	}

	private static function settings(): string {
		ob_start();
		\Gatehouse\print_waiting_states();
		return (string) ob_get_clean();
	}

	private function warning(): string {
		ob_start();
		\Gatehouse\warn_of_waiting_states();
		return (string) ob_get_clean();
	}
}
