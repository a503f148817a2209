<?php
/**
 * <home>/?gatehouse=open: from the reports through WordPress and back.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/**
 * The sidecar sends people here who have no session there. Three ways on, and no loop: sign in
 * first, be told why not, or post a hand-off by a form, which leaves from here and not from the
 * sidecar's own page.
 */
function open_reports(): void {
	if ( 'open' !== gatehouse_page() ) {
		return;
	}
	nocache_headers();
	defined( 'DONOTCACHEPAGE' ) || define( 'DONOTCACHEPAGE', true );

	$to    = onward_path( query_text( 'to' ) );
	$again = '1' === query_text( 'again' );
	if ( ! is_connected() ) {
		print_onward_page( 503, __( 'The reports are not available yet', 'gatehouse' ), __( 'This site is not connected with its report service. An administrator can connect it under Settings, Gatehouse.', 'gatehouse' ) );
	}
	$verifier = current_verifier();
	if ( null === $verifier ) {
		ask_to_sign_in( $to, $again );
	}
	if ( ! grants_of( wp_get_current_user() ) ) {
		print_onward_page( 403, __( 'These reports are not open to your account', 'gatehouse' ), __( 'You are signed in, but your account may not see them. An administrator of this site can allow it.', 'gatehouse' ) );
	}

	$is_click = 'POST' === server_variable( 'REQUEST_METHOD' );
	if ( $is_click ) {
		check_admin_referer( 'gatehouse_again' );
	} elseif ( $again ) {
		print_again_page( $to );
	}
	arrival_of_current_session( $verifier );
	move_arrival( $verifier, 'awaiting', 'arrived' );
	$hand_off = hand_off_for_browser( $verifier, 'form', $is_click, array( 'to' => $to ) );
	if ( is_wp_error( $hand_off ) ) {
		'session_ended' === $hand_off->get_error_code() ? print_again_page( $to ) : print_onward_page( 503, __( 'The reports cannot be opened', 'gatehouse' ), $hand_off->get_error_message() );
	}
	print_hand_off_page( $hand_off );
}

/** A path below the base, whatever was asked for. */
function onward_path( string $to ): string {
	return strlen( $to ) <= 2000 && preg_match( '~^/(?![/\\\\])[^\\\\\x00-\x20\x7f]*$~D', $to ) ? $to : '/';
}

function query_text( string $name ): string {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended, WordPress.Security.ValidatedSanitizedInput -- an address, checked by its reader.
	return isset( $_GET[ $name ] ) && is_string( $_GET[ $name ] ) ? wp_unslash( $_GET[ $name ] ) : '';
}

function open_address( string $to, bool $again ): string {
	return home() . '/?gatehouse=open&to=' . rawurlencode( $to ) . ( $again ? '&again=1' : '' );
}

/** Not by auth_redirect(): its cookie is not sent to front pages. */
function ask_to_sign_in( string $to, bool $again ): never {
	if ( '1' === query_text( 'signed' ) ) {
		print_onward_page( 403, __( 'The sign-in did not reach this page', 'gatehouse' ), __( 'WordPress signed you in, but your browser sent no cookie here. Allow cookies for this site, and open it under the address it has in its settings.', 'gatehouse' ) );
	}
	wp_safe_redirect( wp_login_url( open_address( $to, $again ) . '&signed=1' ) );
	exit;
}

/** One button: only a click starts a session again that somebody has ended. */
function print_again_page( string $to ): never {
	$form = sprintf(
		'<form action="%s" method="post">%s<p><button class="button button-primary button-large">%s</button></p></form>',
		esc_url( open_address( $to, false ) ),
		wp_nonce_field( 'gatehouse_again', '_wpnonce', true, false ),
		esc_html__( 'Sign in again', 'gatehouse' )
	);
	print_onward_page( 200, __( 'Your report session was ended', 'gatehouse' ), __( 'It ended in this browser or was ended by an administrator. You can start another.', 'gatehouse' ), $form );
}

/** The script submits the form; without it the button does. */
function print_hand_off_page( string $hand_off ): never {
	$form = sprintf(
		'<form id="gatehouse-onward" action="%s" method="post"><input type="hidden" name="handoff" value="%s"><p><button class="button button-primary button-large">%s</button></p></form>',
		esc_url( base() . '/' ),
		esc_attr( $hand_off ),
		esc_html__( 'Continue', 'gatehouse' )
	);
	print_onward_page( 200, __( 'Opening the reports', 'gatehouse' ), '', $form, enqueue_built_script( 'gatehouse-onward', 'onward/index' ) );
}

/** @param string $form Escaped markup. */
function print_onward_page( int $status, string $title, string $sentence, string $form = '', bool $has_script = false ): never {
	status_header( $status );
	header( 'Content-Type: text/html; charset=' . get_option( 'blog_charset' ) );
	// With no-referrer the form would be posted with "Origin: null".
	header( 'Referrer-Policy: strict-origin' );
	header( "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; form-action 'self' " . origin_of( (string) base() ) . "; base-uri 'none'; frame-ancestors 'none'" );
	?>
<!doctype html>
<html <?php language_attributes(); ?>>
<head>
	<meta charset="<?php bloginfo( 'charset' ); ?>">
	<meta name="viewport" content="width=device-width">
	<meta name="robots" content="noindex">
	<title><?php echo esc_html( $title ); ?></title>
	<?php wp_admin_css( 'login', true ); ?>
</head>
<body class="login wp-core-ui">
	<main id="login">
		<h1><?php echo esc_html( $title ); ?></h1>
		<?php if ( '' !== $sentence ) : ?>
			<p class="message"><?php echo esc_html( $sentence ); ?></p>
		<?php endif; ?>
		<?php echo $form; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- built from escaped parts. ?>
		<p id="backtoblog"><a href="<?php echo esc_url( home() . '/' ); ?>"><?php echo esc_html( wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES ) ); ?></a></p>
	</main>
	<?php $has_script && wp_print_scripts( array( 'gatehouse-onward' ) ); ?>
</body>
</html>
	<?php
	exit;
}
