<?php
/**
 * The form of a scheduled e-mail: to whom.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** People to tick; more are named by login. */
const LISTED_PEOPLE = 50;

/** Whoever does not manage sends to himself, beside those whom a manager chose. */
function print_recipient_fields( int $mail_id ): void {
	$recipients = mail_recipients( $mail_id );
	if ( ! may( 'manage' ) ) {
		$me = get_current_user_id();
		echo '<p>' . esc_html( sprintf( '%1$s (%2$s)', wp_get_current_user()->display_name, wp_get_current_user()->user_email ) ) . '</p>';
		$others = array_values( array_diff( array_keys( $recipients ), array( $me ) ) );
		if ( $others ) {
			/* translators: %s: names of people. */
			echo '<p>' . esc_html( sprintf( __( 'Also %s, chosen by who manages the reports. They stay.', 'gatehouse' ), wp_sprintf( '%l', names_of_people( $others ) ) ) ) . '</p>';
		}
		if ( $recipients[ $me ] ?? false ) {
			echo '<label><input type="checkbox" name="resume" value="1"> ' . esc_html__( 'You have stopped this e-mail. Take it up again.', 'gatehouse' ) . '</label>';
		}
		return;
	}
	$listed = people_with_reports();
	?>
	<fieldset>
		<legend class="screen-reader-text"><?php esc_html_e( 'To', 'gatehouse' ); ?></legend>
		<?php foreach ( $listed as $user ) : ?>
			<label>
				<input type="checkbox" name="people[]" value="<?php echo esc_attr( (string) $user->ID ); ?>" <?php checked( $mail_id ? isset( $recipients[ $user->ID ] ) : get_current_user_id() === $user->ID ); ?>>
				<?php echo esc_html( "$user->display_name ($user->user_login)" ); ?>
				<?php echo esc_html( ( $recipients[ $user->ID ] ?? false ) ? __( '– has stopped it', 'gatehouse' ) : '' ); ?>
			</label>
		<?php endforeach; ?>
		<?php if ( $recipients[ get_current_user_id() ] ?? false ) : ?>
			<label><input type="checkbox" name="resume" value="1"> <?php esc_html_e( 'You have stopped this e-mail. Take it up again.', 'gatehouse' ); ?></label>
		<?php endif; ?>
		<label for="gatehouse-logins"><?php esc_html_e( 'Others, by login name, one a line', 'gatehouse' ); ?></label>
		<textarea id="gatehouse-logins" name="logins" rows="3" class="regular-text" aria-describedby="gatehouse-logins-help"><?php echo esc_textarea( implode( "\n", logins_beside( array_keys( $recipients ), $listed ) ) ); ?></textarea>
	</fieldset>
	<p class="description" id="gatehouse-logins-help"><?php esc_html_e( 'Only users of this site. Each gets what that account may see at the time of sending, in its own language; who may see nothing gets nothing.', 'gatehouse' ); ?></p>
	<?php
}

/** @return list<\WP_User> */
function people_with_reports(): array {
	return array_values( get_users( array(
		'capability__in' => array_map( capability_of( ... ), OPENING_GRANTS ),
		'number'         => LISTED_PEOPLE,
		'orderby'        => 'display_name',
	) ) );
}

/**
 * @param list<int>      $users
 * @param list<\WP_User> $listed
 * @return list<string>
 */
function logins_beside( array $users, array $listed ): array {
	$rest = array_diff( $users, array_column( $listed, 'ID' ) );
	return array_values( array_filter( array_map( static fn( int $id ): string => get_userdata( $id )->user_login ?? '', $rest ) ) );
}
