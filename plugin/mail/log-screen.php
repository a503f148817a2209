<?php
/**
 * The delivery log in wp-admin.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

const LOG_ROWS = 50;

function print_mail_log( int $page ): void {
	$where = may( 'manage' ) ? array() : array( 'user_id' => get_current_user_id() );
	$rows  = delivery_rows( $where, LOG_ROWS + 1, ( $page - 1 ) * LOG_ROWS );
	$shown = array_slice( $rows, 0, LOG_ROWS );
	$names = names_of_people( array_values( array_unique( array_map( 'intval', array_column( $shown, 'user_id' ) ) ) ) );
	?>
	<h1 class="wp-heading-inline"><?php esc_html_e( 'Delivery log', 'gatehouse' ); ?></h1>
	<a class="page-title-action" href="<?php echo esc_url( mail_screen_address() ); ?>"><?php esc_html_e( 'Back to the e-mails', 'gatehouse' ); ?></a>
	<hr class="wp-header-end">
	<p><?php esc_html_e( 'What was handed to the mail server, and what was not and why. An e-mail that the recipient’s own server sends back later is not seen here. Entries are kept for 90 days.', 'gatehouse' ); ?></p>
	<?php if ( ! $shown ) : ?>
		<p><?php esc_html_e( 'Nothing was sent yet.', 'gatehouse' ); ?></p>
		<?php return; ?>
	<?php endif; ?>
	<table class="widefat striped">
		<caption class="screen-reader-text"><?php esc_html_e( 'Delivery log', 'gatehouse' ); ?></caption>
		<thead>
			<tr>
				<th scope="col"><?php esc_html_e( 'Due', 'gatehouse' ); ?></th>
				<th scope="col"><?php esc_html_e( 'Report', 'gatehouse' ); ?></th>
				<th scope="col"><?php esc_html_e( 'To', 'gatehouse' ); ?></th>
				<th scope="col"><?php esc_html_e( 'Outcome', 'gatehouse' ); ?></th>
				<th scope="col"><?php esc_html_e( 'Attempts', 'gatehouse' ); ?></th>
			</tr>
		</thead>
		<tbody>
			<?php foreach ( $shown as $row ) : ?>
				<tr>
					<th scope="row"><?php echo esc_html( mail_moment( (int) $row['due'] ) ); ?></th>
					<td data-colname="<?php esc_attr_e( 'Report', 'gatehouse' ); ?>"><?php echo esc_html( $row['title'] ); ?></td>
					<td data-colname="<?php esc_attr_e( 'To', 'gatehouse' ); ?>"><?php echo esc_html( $names[ (int) $row['user_id'] ] ?? __( 'Unknown person', 'gatehouse' ) ); ?></td>
					<td data-colname="<?php esc_attr_e( 'Outcome', 'gatehouse' ); ?>"><?php print_outcome( $row ); ?></td>
					<td data-colname="<?php esc_attr_e( 'Attempts', 'gatehouse' ); ?>"><?php echo esc_html( number_format_i18n( (int) $row['attempt'] ) ); ?></td>
				</tr>
			<?php endforeach; ?>
		</tbody>
	</table>
	<p>
		<?php if ( $page > 1 ) : ?>
			<a class="button" href="<?php echo esc_url( mail_screen_address( array( 'log' => $page - 1 ) ) ); ?>"><?php esc_html_e( 'Newer', 'gatehouse' ); ?></a>
		<?php endif; ?>
		<?php if ( count( $rows ) > LOG_ROWS ) : ?>
			<a class="button" href="<?php echo esc_url( mail_screen_address( array( 'log' => $page + 1 ) ) ); ?>"><?php esc_html_e( 'Older', 'gatehouse' ); ?></a>
		<?php endif; ?>
	</p>
	<?php
}
