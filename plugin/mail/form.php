<?php
/**
 * The form of a scheduled e-mail.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** @return array<string, string> */
function mail_periods(): array {
	return array(
		'today'          => __( 'Today', 'gatehouse' ),
		'last-7-days'    => __( 'Last 7 days', 'gatehouse' ),
		'last-28-days'   => __( 'Last 28 days', 'gatehouse' ),
		'last-90-days'   => __( 'Last 90 days', 'gatehouse' ),
		'this-month'     => __( 'This month', 'gatehouse' ),
		'last-month'     => __( 'Last month', 'gatehouse' ),
		'this-quarter'   => __( 'This quarter', 'gatehouse' ),
		'last-quarter'   => __( 'Last quarter', 'gatehouse' ),
		'this-year'      => __( 'This year', 'gatehouse' ),
		'last-year'      => __( 'Last year', 'gatehouse' ),
		'last-12-months' => __( 'Last 12 months', 'gatehouse' ),
	);
}

/** @return array<string, string> */
function mail_comparisons(): array {
	return array(
		'previous' => __( 'Previous period', 'gatehouse' ),
		'year'     => __( 'A year earlier', 'gatehouse' ),
		'none'     => __( 'Nothing', 'gatehouse' ),
	);
}

/** @return array<string, mixed> With what an address asks for: the Reports screen leads here. */
function new_mail(): array {
	$paper = query_text( 'paper' );
	$query = array_filter( array_map( query_text( ... ), array_combine( array( 'period', 'by', 'compare', 'currency' ), array( 'period', 'by', 'compare', 'currency' ) ) ) + array( 'filters' => asked_filters() ) );
	return array(
		'id'        => 0,
		'owner'     => get_current_user_id(),
		'report'    => query_text( 'report' ),
		'title'     => '',
		'query'     => $query + array( 'period' => 'last-7-days' ),
		'every'     => 'week',
		'weekday'   => 1,
		'monthday'  => 1,
		'at_minute' => 8 * 60,
		'formats'   => array( 'pdf' ),
		'paper'     => in_array( $paper, array( 'a4', 'letter' ), true ) ? $paper : default_paper(),
		'next_at'   => 0,
	);
}

function print_mail_form( string $which ): void {
	$mail = 'new' === $which ? new_mail() : mail_schedule( (int) $which );
	if ( null === $mail || ! may_change_mail( $mail['owner'] ) ) {
		print_mail_list();
		return;
	}
	$reports = offered_reports();
	// One that is gone, or of somebody else's grants, stays chosen until another is.
	$reports += '' === $mail['title'] ? array() : array( $mail['report'] => $mail['title'] );
	?>
	<h1><?php echo esc_html( $mail['id'] ? __( 'Edit e-mail', 'gatehouse' ) : __( 'Add e-mail', 'gatehouse' ) ); ?></h1>
	<?php settings_errors( 'gatehouse_mail' ); ?>
	<?php if ( ! $reports ) : ?>
		<p><?php esc_html_e( 'The report service did not say which reports there are. Try again in a moment.', 'gatehouse' ); ?></p>
		<p><a class="button" href="<?php echo esc_url( mail_screen_address() ); ?>"><?php esc_html_e( 'Back to the e-mails', 'gatehouse' ); ?></a></p>
		<?php return; ?>
	<?php endif; ?>
	<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
		<?php mail_order_fields( 'save', $mail['id'] ); ?>
		<input type="hidden" name="query_of" value="<?php echo esc_attr( $mail['report'] ); ?>">
		<input type="hidden" name="query" value="<?php echo esc_attr( json( $mail['query'] ) ); ?>">
		<table class="form-table" role="presentation">
			<tr>
				<th scope="row"><label for="gatehouse-report"><?php esc_html_e( 'Report', 'gatehouse' ); ?></label></th>
				<td><?php print_choice( 'report', $reports, $mail['report'] ); ?></td>
			</tr>
			<tr>
				<th scope="row"><label for="gatehouse-period"><?php esc_html_e( 'Period', 'gatehouse' ); ?></label></th>
				<td>
					<?php print_choice( 'period', mail_periods(), $mail['query']['period'] ?? 'last-28-days' ); ?>
					<label for="gatehouse-compare"><?php esc_html_e( 'Compare with', 'gatehouse' ); ?></label>
					<?php print_choice( 'compare', mail_comparisons(), $mail['query']['compare'] ?? 'previous' ); ?>
					<?php print_own_days_note(); ?>
				</td>
			</tr>
			<?php print_mail_narrowed( $mail ); ?>
			<tr>
				<th scope="row"><label for="gatehouse-every"><?php esc_html_e( 'When', 'gatehouse' ); ?></label></th>
				<td><?php print_mail_rhythm_fields( $mail ); ?></td>
			</tr>
			<tr>
				<th scope="row"><?php esc_html_e( 'Attach', 'gatehouse' ); ?></th>
				<td><?php print_mail_format_fields( $mail ); ?></td>
			</tr>
			<tr>
				<th scope="row"><?php esc_html_e( 'To', 'gatehouse' ); ?></th>
				<td><?php print_recipient_fields( $mail['id'] ); ?></td>
			</tr>
		</table>
		<p class="submit">
			<?php submit_button( __( 'Save', 'gatehouse' ), 'primary', 'submit', false ); ?>
			<a class="button" href="<?php echo esc_url( mail_screen_address() ); ?>"><?php esc_html_e( 'Cancel', 'gatehouse' ); ?></a>
		</p>
	</form>
	<?php
}

/** @param array<array-key, string> $options */
function print_choice( string $name, array $options, string|int $chosen ): void {
	printf( '<select id="gatehouse-%1$s" name="%1$s">', esc_attr( $name ) );
	foreach ( $options as $value => $label ) {
		printf( '<option value="%s" %s>%s</option>', esc_attr( (string) $value ), selected( (string) $chosen, (string) $value, false ), esc_html( $label ) );
	}
	echo '</select>';
}

/** @param array<string, mixed> $mail */
function print_mail_rhythm_fields( array $mail ): void {
	global $wp_locale;
	$days = array();
	for ( $ahead = 0; $ahead < 7; $ahead++ ) {
		$weekday          = ( (int) get_option( 'start_of_week' ) + $ahead ) % 7;
		$days[ $weekday ] = $wp_locale->get_weekday( $weekday );
	}
	print_choice(
		'every',
		array(
			'day'   => __( 'Every day', 'gatehouse' ),
			'week'  => __( 'Every week', 'gatehouse' ),
			'month' => __( 'Every month', 'gatehouse' ),
		),
		$mail['every']
	);
	?>
	<label for="gatehouse-at"><?php esc_html_e( 'at', 'gatehouse' ); ?></label>
	<input type="time" id="gatehouse-at" name="at" required value="<?php echo esc_attr( clock_time( $mail['at_minute'] ) ); ?>">
	<p class="gatehouse-weekly">
		<label for="gatehouse-weekday"><?php esc_html_e( 'Weekly on', 'gatehouse' ); ?></label>
		<?php print_choice( 'weekday', $days, $mail['weekday'] ); ?>
	</p>
	<p class="gatehouse-monthly">
		<label for="gatehouse-monthday"><?php esc_html_e( 'Monthly on day', 'gatehouse' ); ?></label>
		<input type="number" id="gatehouse-monthday" name="monthday" min="1" max="31" required value="<?php echo esc_attr( (string) $mail['monthday'] ); ?>">
	</p>
	<p class="description">
		<?php
		/* translators: %s: name of a timezone. */
		echo esc_html( sprintf( __( 'In the site’s time (%s). Where a month is shorter, its last day counts.', 'gatehouse' ), wp_timezone_string() ) );
		?>
	</p>
	<?php
}

/** @param array<string, mixed> $mail */
function print_mail_format_fields( array $mail ): void {
	?>
	<fieldset>
		<legend class="screen-reader-text"><?php esc_html_e( 'Attach', 'gatehouse' ); ?></legend>
		<label><input type="checkbox" name="formats[]" value="pdf" <?php checked( in_array( 'pdf', $mail['formats'], true ) ); ?>> PDF</label>
		<label><input type="checkbox" name="formats[]" value="csv" <?php checked( in_array( 'csv', $mail['formats'], true ) ); ?>> CSV</label>
		<label for="gatehouse-paper"><?php esc_html_e( 'Paper of the PDF', 'gatehouse' ); ?></label>
		<?php
		print_choice(
			'paper',
			array(
				'a4'     => 'A4',
				'letter' => 'Letter',
			),
			$mail['paper']
		);
		?>
	</fieldset>
	<p class="description"><?php esc_html_e( 'The report itself is in the e-mail. Files go only to those who may export.', 'gatehouse' ); ?></p>
	<?php
}
