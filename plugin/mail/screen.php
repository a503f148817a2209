<?php
/**
 * Reports > E-mails in wp-admin: what goes out, when next, and how it went last.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const MAIL_PAGE = 'gatehouse-mail';

function add_mail_screen(): void {
	$capability = may_open_reports() ? 'read' : 'do_not_allow';
	add_submenu_page( REPORTS_PAGE, __( 'E-mails', 'gatehouse' ), __( 'E-mails', 'gatehouse' ), $capability, MAIL_PAGE, __NAMESPACE__ . '\print_mail_screen' );
}

/** @param array<string, string|int> $query */
function mail_screen_address( array $query = array() ): string {
	return add_query_arg( $query, admin_url( 'admin.php?page=' . MAIL_PAGE ) );
}

/** With `manage` everybody's; others have their own, to themselves. */
function may_change_mail( int $owner ): bool {
	return may( 'manage' ) || ( may_open_reports() && get_current_user_id() === $owner );
}

function print_mail_screen(): void {
	?>
	<div class="wrap gatehouse-mail">
		<?php
		mail_screen_style();
		match ( true ) {
			! is_connected()              => print_mail_unconnected(),
			'' !== query_text( 'edit' )   => print_mail_form( query_text( 'edit' ) ),
			'' !== query_text( 'delete' ) => print_mail_deletion( (int) query_text( 'delete' ) ),
			'' !== query_text( 'log' )    => print_mail_log( max( 1, (int) query_text( 'log' ) ) ),
			default                       => print_mail_list(),
		};
		?>
	</div>
	<?php
}

/** WordPress's own tables turn into cards on a phone by data-colname; rows without "column-primary" only need this. */
function mail_screen_style(): void {
	?>
	<style>
		.gatehouse-mail td form { display: inline; }
		.gatehouse-mail .form-table td fieldset label { display: block; margin: 0 0 .6em; }
		.gatehouse-mail .gatehouse-bad { color: #b32d2e; }
		.gatehouse-mail form:not( :has( [name="every"] [value="week"]:checked ) ) .gatehouse-weekly,
		.gatehouse-mail form:not( :has( [name="every"] [value="month"]:checked ) ) .gatehouse-monthly { display: none; }
		@media ( max-width: 782px ) {
			.gatehouse-mail table.widefat thead { position: absolute; clip-path: inset( 50% ); }
			.gatehouse-mail table.widefat :is( tr, td, th ) { display: block; }
			.gatehouse-mail table.widefat td :is( a, .button-link ) { display: inline-block; padding: .8em .3em; }
			.gatehouse-mail table.widefat td::before { content: attr( data-colname ); display: block; color: #50575e; font-size: 12px; }
		}
	</style>
	<?php
}

function print_mail_unconnected(): void {
	?>
	<h1><?php esc_html_e( 'E-mails', 'gatehouse' ); ?></h1>
	<p><?php esc_html_e( 'This site is not connected with its report service yet.', 'gatehouse' ); ?></p>
	<?php
}

function print_mail_list(): void {
	$mails = mail_schedules( may( 'manage' ) ? null : get_current_user_id() );
	?>
	<h1 class="wp-heading-inline"><?php esc_html_e( 'E-mails', 'gatehouse' ); ?></h1>
	<a class="page-title-action" href="<?php echo esc_url( mail_screen_address( array( 'edit' => 'new' ) ) ); ?>"><?php esc_html_e( 'Add e-mail', 'gatehouse' ); ?></a>
	<a class="page-title-action" href="<?php echo esc_url( mail_screen_address( array( 'log' => 1 ) ) ); ?>"><?php esc_html_e( 'Delivery log', 'gatehouse' ); ?></a>
	<hr class="wp-header-end">
	<?php settings_errors( 'gatehouse_mail' ); ?>
	<?php if ( ! $mails ) : ?>
		<p><?php esc_html_e( 'No report goes out by e-mail yet. Add one to have it in the inbox every day, week or month.', 'gatehouse' ); ?></p>
		<?php return; ?>
	<?php endif; ?>
	<table class="widefat striped">
		<caption class="screen-reader-text"><?php esc_html_e( 'Reports that go out by e-mail', 'gatehouse' ); ?></caption>
		<thead>
			<tr>
				<th scope="col"><?php esc_html_e( 'Report', 'gatehouse' ); ?></th>
				<th scope="col"><?php esc_html_e( 'When', 'gatehouse' ); ?></th>
				<th scope="col"><?php esc_html_e( 'To', 'gatehouse' ); ?></th>
				<th scope="col"><?php esc_html_e( 'Next', 'gatehouse' ); ?></th>
				<th scope="col"><?php esc_html_e( 'Last', 'gatehouse' ); ?></th>
				<th scope="col"><?php esc_html_e( 'Actions', 'gatehouse' ); ?></th>
			</tr>
		</thead>
		<tbody>
			<?php array_map( print_mail_row( ... ), $mails ); ?>
		</tbody>
	</table>
	<p class="description">
		<?php
		/* translators: %s: name of a timezone. */
		echo esc_html( sprintf( __( 'Times are those of the site (%s).', 'gatehouse' ), wp_timezone_string() ) );
		?>
	</p>
	<?php
}

/** @param array<string, mixed> $mail */
function print_mail_row( array $mail ): void {
	$last   = delivery_rows( array( 'mail_id' => $mail['id'] ), 1 )[0] ?? null;
	$rhythm = mail_rhythm( $mail['every'], $mail['weekday'], $mail['monthday'], $mail['at_minute'] );
	?>
	<tr>
		<th scope="row">
			<strong><?php echo esc_html( $mail['title'] ); ?></strong>
			<?php print_mail_owner( $mail['owner'] ); ?>
		</th>
		<td data-colname="<?php esc_attr_e( 'When', 'gatehouse' ); ?>"><?php echo esc_html( $rhythm ); ?></td>
		<td data-colname="<?php esc_attr_e( 'To', 'gatehouse' ); ?>"><?php print_mail_recipients( $mail['id'] ); ?></td>
		<td data-colname="<?php esc_attr_e( 'Next', 'gatehouse' ); ?>"><?php echo esc_html( mail_moment( $mail['next_at'] ) ); ?></td>
		<td data-colname="<?php esc_attr_e( 'Last', 'gatehouse' ); ?>">
			<?php if ( null === $last ) : ?>
				<?php esc_html_e( 'Never sent.', 'gatehouse' ); ?>
			<?php else : ?>
				<?php print_outcome( $last ); ?><br><small><?php echo esc_html( mail_moment( (int) $last['changed'] ) ); ?></small>
			<?php endif; ?>
		</td>
		<td data-colname="<?php esc_attr_e( 'Actions', 'gatehouse' ); ?>">
			<a href="<?php echo esc_url( mail_screen_address( array( 'edit' => $mail['id'] ) ) ); ?>" aria-label="<?php echo esc_attr( __( 'Edit', 'gatehouse' ) . ": {$mail['title']}, $rhythm" ); ?>"><?php esc_html_e( 'Edit', 'gatehouse' ); ?></a> |
			<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
				<?php mail_order_fields( 'send', $mail['id'] ); ?>
				<button class="button-link" aria-label="<?php echo esc_attr( __( 'Send now to me', 'gatehouse' ) . ": {$mail['title']}, $rhythm" ); ?>"><?php esc_html_e( 'Send now to me', 'gatehouse' ); ?></button>
			</form> |
			<a class="submitdelete" href="<?php echo esc_url( mail_screen_address( array( 'delete' => $mail['id'] ) ) ); ?>" aria-label="<?php echo esc_attr( __( 'Delete', 'gatehouse' ) . ": {$mail['title']}, $rhythm" ); ?>"><?php esc_html_e( 'Delete', 'gatehouse' ); ?></a>
		</td>
	</tr>
	<?php
}

/** Where it is another's. */
function print_mail_owner( int $owner ): void {
	$name = get_current_user_id() === $owner ? null : names_of_people( array( $owner ) )[ $owner ] ?? null;
	if ( null !== $name ) {
		/* translators: %s: name of a person. */
		echo '<br><small>' . esc_html( sprintf( __( 'Set up by %s', 'gatehouse' ), $name ) ) . '</small>';
	}
}

function print_mail_recipients( int $mail_id ): void {
	$recipients = mail_recipients( $mail_id );
	$names      = names_of_people( array_keys( $recipients ) );
	$written    = array();
	foreach ( $recipients as $user_id => $is_stopped ) {
		$name = $names[ $user_id ] ?? __( 'Unknown person', 'gatehouse' );
		/* translators: %s: name of a person. */
		$written[] = $is_stopped ? sprintf( __( '%s (stopped it)', 'gatehouse' ), $name ) : $name;
	}
	echo esc_html( $written ? implode( ', ', $written ) : __( 'Nobody any more', 'gatehouse' ) );
}

/** @param array<string, string> $row Of the log. */
function print_outcome( array $row ): void {
	printf( '<span class="%s">%s</span>', in_array( $row['state'], array( 'failed', 'not_sent' ), true ) ? 'gatehouse-bad' : '', esc_html( delivery_sentence( $row ) ) );
}

function mail_order_fields( string $order, int $mail_id ): void {
	?>
	<input type="hidden" name="action" value="gatehouse_mail">
	<input type="hidden" name="order" value="<?php echo esc_attr( $order ); ?>">
	<input type="hidden" name="mail" value="<?php echo esc_attr( (string) $mail_id ); ?>">
	<?php
	wp_nonce_field( "gatehouse_mail_{$order}_$mail_id", '_wpnonce', true );
}

function print_mail_deletion( int $id ): void {
	$mail = mail_schedule( $id );
	if ( null === $mail || ! may_change_mail( $mail['owner'] ) ) {
		print_mail_list();
		return;
	}
	?>
	<h1><?php esc_html_e( 'Delete this e-mail?', 'gatehouse' ); ?></h1>
	<p>
		<strong><?php echo esc_html( $mail['title'] ); ?></strong>,
		<?php echo esc_html( mail_rhythm( $mail['every'], $mail['weekday'], $mail['monthday'], $mail['at_minute'] ) ); ?>,
		<?php print_mail_recipients( $id ); ?>
	</p>
	<p><?php esc_html_e( 'Nobody gets it any more, and what still waits to be sent is not sent. The log keeps what was sent. This can’t be undone.', 'gatehouse' ); ?></p>
	<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
		<?php mail_order_fields( 'delete', $id ); ?>
		<p>
			<?php submit_button( __( 'Delete', 'gatehouse' ), 'primary', 'submit', false ); ?>
			<a class="button" href="<?php echo esc_url( mail_screen_address() ); ?>"><?php esc_html_e( 'Keep it', 'gatehouse' ); ?></a>
		</p>
	</form>
	<?php
}
