<?php
/**
 * The screen of e-mails in wp-admin, over HTTP.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\TestDox;
use WP_User;

use function Gatehouse\mail_recipients;
use function Gatehouse\mail_schedule;
use function Gatehouse\mail_schedules;

require_once __DIR__ . '/MailDocument.php';

#[TestDox( 'The screen of e-mails' )]
final class MailScreenTest extends PluginTestCase {

	private const PAGE = '/wp-admin/admin.php?page=gatehouse-mail';

	private const FIELDS = array(
		'report'   => 'publishing',
		'period'   => 'last-7-days',
		'compare'  => 'year',
		'every'    => 'month',
		'weekday'  => '0',
		'monthday' => '31',
		'at'       => '23:59',
		'formats'  => array( 'csv', 'exe' ),
		'paper'    => 'letter',
	);

	protected function setUp(): void {
		parent::setUp();
		$this->sidecar->answers( '/site/report', array( 'body' => MailDocument::of() ) );
		$this->sidecar->answers( '/site/catalogue', array( 'body' => array(
			'reports' => array( array(
				'id'          => 'publishing',
				'title'       => 'Publishing',
				'description' => '',
				'grant'       => 'view',
			) ),
		) ) );
		file_put_contents( Server::$current->folder . '/mail.jsonl', '' );
	}

	protected function tearDown(): void {
		unlink( Server::$current->folder . '/mail.jsonl' );
	}

	#[TestDox( 'makes an e-mail to chosen users, and shows it with its next time' )]
	public function test_add(): void {
		// Fifty are listed, by name.
		$editor  = new WP_User( wp_update_user( array( 'ID' => $this->make_user()->ID, 'display_name' => 'Aada Aalto' ) ) );
		$author  = $this->make_user( 'author' );
		$reader  = $this->make_user( 'subscriber' );
		$browser = $this->browser_of( new WP_User( 1 ) );
		$form    = $browser->get( self::PAGE . '&edit=new&report=publishing&by=month' )['body'];

		self::assertStringContainsString( "$editor->display_name ($editor->user_login)", $form );
		self::assertStringNotContainsString( $reader->user_login, $form );
		$this->save( $browser, $form, array(
			'people' => array( (string) $editor->ID ),
			'logins' => "$author->user_login\r\n$reader->user_login",
		) );

		$mail = mail_schedules( null )[0];
		self::assertSame( array( 1, 'publishing', 'Publishing', 'month', 31, 1439, array( 'csv' ), 'letter' ), array( $mail['owner'], $mail['report'], $mail['title'], $mail['every'], $mail['monthday'], $mail['at_minute'], $mail['formats'], $mail['paper'] ) );
		self::assertSame( array(
			'period'  => 'last-7-days',
			'compare' => 'year',
			'by'      => 'month',
		), $mail['query'] );
		self::assertSame( array( $editor->ID, $author->ID, $reader->ID ), array_keys( mail_recipients( $mail['id'] ) ) );
		$list = $browser->get( self::PAGE . '&settings-updated=1' )['body'];
		self::assertStringContainsString( 'Saved. It goes out next on', $list );
		self::assertStringContainsString( 'Every month on day 31 at 23:59', $list );
		self::assertStringContainsString( 'Never sent.', $list );
	}

	#[TestDox( 'keeps what the report on the screen was narrowed to, in its words, until another report is chosen' )]
	public function test_narrowed(): void {
		$this->sidecar->answers( '/site/report', array( 'body' => MailDocument::of( array( 'filters' => array(
			array(
				'id'      => 'product',
				'label'   => 'Product',
				'options' => array( array( 'value' => '7', 'label' => 'Tea <b>' ), array( 'value' => '8', 'label' => array( 'person' => 1 ) ), array( 'value' => '9', 'label' => 'Cake' ) ),
				'chosen'  => array( '7', '8' ),
			),
		) ) ) ) );
		$this->sidecar->answers( '/site/catalogue', array( 'body' => array( 'reports' => array_map( static fn( string $id ): array => array( 'id' => $id, 'title' => $id, 'description' => '', 'grant' => 'view' ), array( 'publishing', 'comments' ) ) ) ) );
		$browser = $this->browser_of( new WP_User( 1 ) );
		$address = self::PAGE . '&edit=new&report=publishing&paper=letter&from=2026-10-01&to=2026-10-09&by=month&currency=EUR&filters[product][]=7&filters[product][]=8';
		$form    = $browser->get( $address )['body'];

		self::assertStringContainsString( '<p>Product: Tea &lt;b&gt;, admin</p>', $form );
		self::assertStringContainsString( 'The report was open for October 1, 2026 to October 9, 2026.', $form );
		self::assertMatchesRegularExpression( '/value="letter"\s+selected/', $form );
		self::assertSame( array( 'product' => array( '7', '8' ) ), $this->sidecar->heard( '/site/report' )[0]['query']['filters'] );
		$people = array( 'people' => array( '1' ) );
		$this->save( $browser, $form, $people );
		self::assertSame( array( 'product' => array( '7', '8' ) ), mail_schedules( null )[0]['query']['filters'] );

		$this->save( $browser, $browser->get( $address )['body'], array( 'report' => 'comments' ) + $people );
		wp_cache_flush();
		self::assertSame( array( 'period', 'compare' ), array_keys( array_column( mail_schedules( null ), 'query', 'report' )['comments'] ) );

		$this->sidecar->answers( '/site/report', array( 'status' => 502 ) );
		self::assertStringContainsString( '<p>product: 7, 8</p>', $browser->get( $address )['body'] );
	}

	/** @param array<string, mixed> $fields */
	#[DataProvider( 'wrong' )]
	#[TestDox( 'says what is wrong with $name' )]
	public function test_wrong( string $name, array $fields, string $sentence ): void {
		$browser = $this->browser_of( new WP_User( 1 ) );
		$form    = $browser->get( self::PAGE . '&edit=new' )['body'];

		$this->save( $browser, $form, $fields + array( 'people' => array( '1' ) ) );

		self::assertSame( array(), mail_schedules( null ) );
		self::assertStringContainsString( $sentence, $browser->get( self::PAGE . '&edit=new&settings-updated=1' )['body'] );
	}

	public static function wrong(): array {
		return array(
			array( 'an address in place of a login', array( 'logins' => 'someone@example.org' ), 'Reports go to users only, not to addresses.' ),
			array( 'a report of nobody', array( 'report' => 'weather' ), 'Choose one of the reports.' ),
			array( 'a time that is none', array( 'at' => '24:00' ), 'such as 08:00' ),
			array( 'the 32nd', array( 'monthday' => '32' ), 'A month has the days 1 to 31.' ),
			array( 'nobody to send to', array( 'people' => array( '0' ) ), 'Choose at least one person.' ),
		);
	}

	#[TestDox( 'lets an author send to himself alone, and neither see nor change what is others’' )]
	public function test_author(): void {
		$editor  = $this->make_user();
		$author  = $this->make_user( 'author' );
		$others  = MailDocument::schedule( array( $editor->ID ), array( 'title' => 'Of the administrator' ) );
		$browser = $this->browser_of( $author );

		$this->save( $browser, $browser->get( self::PAGE . '&edit=new' )['body'], array(
			'people' => array( (string) $editor->ID ),
			'logins' => $editor->user_login,
		) );
		$own = mail_schedules( $author->ID )[0]['id'];
		self::assertSame( array( $author->ID ), array_keys( mail_recipients( $own ) ) );
		self::assertSame( array( $author->ID, array( 'own' ) ), array_values( $this->sidecar->heard( '/site/catalogue' )[0]['viewer'] ) );

		foreach ( array( '', "&edit=$others", "&delete=$others", '&log=1' ) as $place ) {
			self::assertStringNotContainsString( 'Of the administrator', $browser->get( self::PAGE . $place )['body'] );
		}
		foreach ( array( 'save', 'delete', 'send' ) as $order ) {
			self::assertSame( 403, $browser->post( '/wp-admin/admin-post.php', "action=gatehouse_mail&order=$order&mail=$others" )['status'] );
		}
		self::assertNotNull( mail_schedule( $others ) );
	}

	#[TestDox( 'keeps for an author whom a manager added to his e-mail, and says so' )]
	public function test_added_by_manager(): void {
		[ $author, $editor ] = array( $this->make_user( 'author' ), $this->make_user() );
		$mail                = MailDocument::schedule( array( $author->ID, $editor->ID ), array( 'owner' => $author->ID ) );
		$browser             = $this->browser_of( $author );
		$form                = $browser->get( self::PAGE . "&edit=$mail" )['body'];

		self::assertStringContainsString( "Also $editor->display_name, chosen by who manages the reports. They stay.", $form );
		$this->save( $browser, $form, array( 'people' => array( (string) $author->ID ) ), $mail );

		wp_cache_flush();
		self::assertSame( 'month', mail_schedule( $mail )['every'] ?? null );
		self::assertSame( array( $author->ID, $editor->ID ), array_keys( mail_recipients( $mail ) ) );
		self::assertStringNotContainsString( 'They stay.', $browser->get( self::PAGE . '&edit=new' )['body'] );
	}

	#[TestDox( 'is closed to who may see no report' )]
	public function test_subscriber(): void {
		$browser = $this->browser_of( $this->make_user( 'subscriber' ) );

		self::assertSame( 403, $browser->get( self::PAGE )['status'] );
		self::assertSame( 403, $browser->post( '/wp-admin/admin-post.php', 'action=gatehouse_mail&order=save&mail=0' )['status'] );
	}

	#[TestDox( 'asks before it deletes, and changes nothing without its form' )]
	public function test_delete(): void {
		$mail    = MailDocument::schedule( array( 1 ) );
		$browser = $this->browser_of( new WP_User( 1 ) );
		self::assertSame( 403, $browser->post( '/wp-admin/admin-post.php', "action=gatehouse_mail&order=delete&mail=$mail" )['status'] );

		$asked = $browser->get( self::PAGE . "&delete=$mail" )['body'];
		self::assertStringContainsString( 'This can’t be undone.', $asked );
		self::assertNotNull( mail_schedule( $mail ) );
		$browser->post( '/wp-admin/admin-post.php', "action=gatehouse_mail&order=delete&mail=$mail&_wpnonce=" . self::nonce( $asked, 'delete' ) );

		self::assertNull( mail_schedule( $mail ) );
	}

	#[TestDox( 'sends now to who asks, and keeps it in the log' )]
	public function test_send_now(): void {
		$mail    = MailDocument::schedule( array( $this->make_user()->ID ) );
		MailDocument::make_due( $mail, time() + 1000 );
		$browser = $this->browser_of( new WP_User( 1 ) );

		$browser->post( '/wp-admin/admin-post.php', "action=gatehouse_mail&order=send&mail=$mail&_wpnonce=" . self::nonce( $browser->get( self::PAGE )['body'], 'send' ) );

		self::assertMatchesRegularExpression( '/notice-success.*?Handed to the mail server\./s', $browser->get( self::PAGE . '&settings-updated=1' )['body'] );
		self::assertStringContainsString( 'Handed to the mail server.', $browser->get( self::PAGE . '&log=1' )['body'] );
		self::assertCount( 1, (array) file( Server::$current->folder . '/mail.jsonl' ) );
	}

	#[TestDox( 'calls it no success when what was sent now waits, or can’t be sent' )]
	public function test_send_now_fails(): void {
		$mail    = MailDocument::schedule( array( $this->make_user()->ID ) );
		MailDocument::make_due( $mail, time() + 1000 );
		$browser = $this->browser_of( new WP_User( 1 ) );
		$send    = function ( int $status, array $body ) use ( $browser, $mail ): string {
			$this->sidecar->answers( '/site/report', array(
				'status' => $status,
				'body'   => $body,
			) );
			$browser->post( '/wp-admin/admin-post.php', "action=gatehouse_mail&order=send&mail=$mail&_wpnonce=" . self::nonce( $browser->get( self::PAGE )['body'], 'send' ) );
			return $browser->get( self::PAGE . '&settings-updated=1' )['body'];
		};

		self::assertMatchesRegularExpression( '/notice-warning(?:(?!<\/div>).)*The report service did not answer\. Attempt 2 of 3/s', $send( 502, array() ) );
		// One e-mail a second.
		sleep( 1 );
		self::assertMatchesRegularExpression( '/notice-error(?:(?!<\/div>).)*This report does not exist any more\./s', $send( 404, array( 'code' => 'report_unknown' ) ) );
	}

	#[TestDox( 'says so when the report service is away, and keeps what is there' )]
	public function test_away(): void {
		$mail = MailDocument::schedule( array( 1 ) );
		$this->sidecar->answers( '/site/catalogue', array( 'status' => 502 ) );
		$browser = $this->browser_of( new WP_User( 1 ) );

		self::assertStringContainsString( 'did not say which reports there are', $browser->get( self::PAGE . '&edit=new' )['body'] );
		$this->save( $browser, $browser->get( self::PAGE . "&edit=$mail" )['body'], array( 'people' => array( '1' ) ), $mail );
		wp_cache_flush();
		self::assertSame( 'month', mail_schedule( $mail )['every'] ?? null );
	}

	private function browser_of( WP_User $user ): Browser {
		$browser = new Browser();
		$browser->sign_in( $user->user_login );
		return $browser;
	}

	/** @param array<string, mixed> $fields */
	private function save( Browser $browser, string $form, array $fields, int $mail = 0 ): void {
		preg_match( '~name="query" value="([^"]*)"~', $form, $query );
		preg_match( '~name="query_of" value="([^"]*)"~', $form, $of );
		$sent = $fields + self::FIELDS + array(
			'action'   => 'gatehouse_mail',
			'order'    => 'save',
			'mail'     => (string) $mail,
			'query'    => html_entity_decode( $query[1] ),
			'query_of' => $of[1],
			'_wpnonce' => self::nonce( $form, 'save' ),
		);
		self::assertSame( 302, $browser->post( '/wp-admin/admin-post.php', http_build_query( $sent ) )['status'] );
	}

	private static function nonce( string $page, string $order ): string {
		preg_match( "~name=\"order\" value=\"$order\">\s*<input[^>]*>\s*<input type=\"hidden\" id=\"_wpnonce\" name=\"_wpnonce\" value=\"(\w+)\"~", $page, $match );
		return $match[1] ?? '';
	}
}
