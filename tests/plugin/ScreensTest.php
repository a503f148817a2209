<?php
/**
 * What people see in WordPress, over HTTP.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse\Tests;

use PHPUnit\Framework\Attributes\TestDox;

use WP_Block_Type_Registry;
use WP_User;

use function Gatehouse\base;

#[TestDox( 'Screens' )]
final class ScreensTest extends PluginTestCase {

	#[TestDox( 'show the Reports screen to those with the grant, and not its menu to others' )]
	public function test_reports_screen(): void {
		$editor = new Browser();
		$editor->sign_in( $this->make_user( 'editor' )->user_login );
		$author = new Browser();
		$author->sign_in( $this->make_user( 'author' )->user_login );
		$reader = new Browser();
		$reader->sign_in( $this->make_user( 'subscriber' )->user_login );

		foreach ( array( $editor, $author ) as $browser ) {
			self::assertStringContainsString( '<div id="gatehouse-reports"', $browser->get( '/wp-admin/admin.php?page=gatehouse' )['body'] );
		}
		self::assertSame( 403, $reader->get( '/wp-admin/admin.php?page=gatehouse' )['status'] );
		self::assertStringNotContainsString( 'page=gatehouse', $reader->get( '/wp-admin/index.php' )['body'] );
	}

	#[TestDox( 'lead from the Reports screen to the settings until the site is connected' )]
	public function test_not_connected(): void {
		delete_option( 'gatehouse_sidecar_keys' );
		$admin = new Browser();
		$admin->sign_in( 'admin' );

		self::assertStringContainsString( 'page=gatehouse-settings', $admin->get( '/wp-admin/admin.php?page=gatehouse' )['body'] );
	}

	#[TestDox( 'keep places in the admin bar for the session and for the notice of a theft' )]
	public function test_admin_bar(): void {
		$editor = new Browser();
		$editor->sign_in( $this->make_user( 'editor' )->user_login );

		$dashboard = $editor->get( '/wp-admin/index.php' )['body'];
		self::assertStringContainsString( 'wp-admin-bar-gatehouse-session', $dashboard );
		self::assertMatchesRegularExpression( "~id='wp-admin-bar-gatehouse-notice'><a class='ab-item'[^>]* href='[^']+page=gatehouse'></a>~", $dashboard );
		self::assertStringContainsString( 'wp-admin-bar-gatehouse-session', $editor->get( '/' )['body'] );
		self::assertStringNotContainsString( 'wp-admin-bar-gatehouse-session', $editor->get( '/wp-admin/admin.php?page=gatehouse' )['body'] );
	}

	#[TestDox( 'tell the settings screen of states that wait' )]
	public function test_waiting(): void {
		$user = $this->make_user();
		$this->hand_off_session( $user );
		\Gatehouse\queued_state( $user->ID );
		$admin = new Browser();
		$admin->sign_in( 'admin' );

		self::assertStringContainsString( 'Changes to 1 user wait', $admin->get( '/wp-admin/options-general.php?page=gatehouse-settings' )['body'] );
	}

	#[TestDox( 'show the steps of connecting as open only until the site is connected' )]
	public function test_steps(): void {
		$admin = new Browser();
		$admin->sign_in( 'admin' );
		$steps = '#<ol class="gatehouse-steps" hidden>#';

		self::assertMatchesRegularExpression( $steps, $admin->get( '/wp-admin/options-general.php?page=gatehouse-settings' )['body'] );
		delete_option( 'gatehouse_sidecar_keys' );
		self::assertDoesNotMatchRegularExpression( $steps, $admin->get( '/wp-admin/options-general.php?page=gatehouse-settings' )['body'] );
	}

	#[TestDox( 'give the block to those with the grant, with a link for those without JavaScript' )]
	public function test_block(): void {
		wp_set_current_user( $this->make_user()->ID );
		$block = self::render( array(
		'report' => 'publishing',
		'period' => 'last-7-days',
		'chart'  => false
		) );

		self::assertStringStartsWith( '<div class="wp-block-gatehouse-report" data-report', $block );
		self::assertStringContainsString( 'data-report="publishing" data-period="last-7-days" data-figures="true" data-chart="false" data-table="true"', $block );
		self::assertStringContainsString( 'href="' . base() . '/r/publishing?period=last-7-days"', $block );
	}

	#[TestDox( 'give others a friendly sentence, and strangers a way to sign in' )]
	public function test_block_for_others(): void {
		$stranger = self::render( array( 'report' => 'publishing' ) );
		wp_set_current_user( $this->make_user( 'subscriber' )->ID );
		$subscriber = self::render( array( 'report' => 'publishing' ) );

		self::assertStringContainsString( 'wp-login.php', $stranger );
		self::assertStringNotContainsString( 'wp-login.php', $subscriber );
		self::assertStringNotContainsString( 'data-report', $stranger . $subscriber );
	}

	#[TestDox( 'show a block that an author embedded by the rights of its reader, with nothing of a report in the page' )]
	public function test_block_of_an_author(): void {
		$author  = $this->make_user( 'author' );
		$content = '<!-- wp:gatehouse/report {"report":"publishing"} /-->';
		$post    = wp_insert_post( array(
			'post_author'  => $author->ID,
			'post_status'  => 'publish',
			'post_title'   => 'Mine',
			'post_content' => $content,
		) );
		$read    = static function ( ?WP_User $reader ) use ( $post ): string {
			$browser = new Browser();
			$reader && $browser->sign_in( $reader->user_login );
			return $browser->get( "/?p=$post" )['body'];
		};

		self::assertStringContainsString( 'data-report="publishing"', $read( $author ) );
		self::assertStringContainsString( 'data-report="publishing"', $read( $this->make_user() ) );
		foreach ( array( null, $this->make_user( 'subscriber' ) ) as $other ) {
			$page = $read( $other );
			self::assertStringContainsString( 'wp-block-gatehouse-report', $page );
			self::assertStringNotContainsString( 'data-report', $page );
		}
		// What is in the report each reader's browser asks for itself: WordPress has asked for nobody.
		self::assertSame( array(), $this->sidecar->requests( '/site/report' ) );
	}

	#[TestDox( 'do not let a report\'s name break out of the markup' )]
	public function test_escaping(): void {
		wp_set_current_user( $this->make_user()->ID );

		self::assertStringNotContainsString( '<script>', self::render( array(
		'report' => '"><script>',
		'period' => "'><script>"
		) ) );
	}

	/** @param array<string, mixed> $attributes */
	private static function render( array $attributes ): string {
		// Without a build there is no block.json, but still its callback.
		if ( ! WP_Block_Type_Registry::get_instance()->is_registered( 'gatehouse/report' ) ) {
			register_block_type( 'gatehouse/report', array( 'render_callback' => 'Gatehouse\render_report_block' ) );
		}
		return render_block( array(
		'blockName'    => 'gatehouse/report',
		'attrs'        => $attributes,
		'innerBlocks'  => array(),
		'innerHTML'    => '',
		'innerContent' => array()
		) );
	}
}
