<?php
/**
 * What the report of an e-mail is narrowed to, and the days it was looked at for.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** @return array<string, list<string>> Values by filter, as the Reports screen leads here with them; the sidecar checks them. */
function asked_filters(): array {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended, WordPress.Security.ValidatedSanitizedInput -- an address, checked by its reader.
	$asked   = isset( $_GET['filters'] ) && is_array( $_GET['filters'] ) ? wp_unslash( $_GET['filters'] ) : array();
	$filters = array();
	foreach ( array_slice( $asked, 0, 20, true ) as $id => $values ) {
		$filters[ (string) $id ] = array_slice( array_values( array_filter( (array) $values, 'is_string' ) ), 0, 50 );
	}
	return array_filter( $filters );
}

/** @param array<string, mixed> $mail */
function print_mail_narrowed( array $mail ): void {
	$filters = (array) ( $mail['query']['filters'] ?? array() );
	if ( ! $filters ) {
		return;
	}
	?>
	<tr>
		<th scope="row"><?php esc_html_e( 'Narrowed to', 'gatehouse' ); ?></th>
		<td>
			<?php foreach ( narrowed_words( $mail, $filters ) as $words ) : ?>
				<p><?php echo esc_html( $words ); ?></p>
			<?php endforeach; ?>
			<p class="description"><?php esc_html_e( 'If you choose another report, it is sent whole.', 'gatehouse' ); ?></p>
		</td>
	</tr>
	<?php
}

/**
 * In the words of the report; as the address has them when the sidecar does not tell.
 *
 * @param array<string, mixed> $mail
 * @param array<mixed>         $filters
 * @return list<string>
 */
function narrowed_words( array $mail, array $filters ): array {
	$user     = wp_get_current_user();
	$answer   = document_for( $mail, $user->ID, grants_of( $user ), 'open' );
	$document = is_wp_error( $answer ) ? array() : $answer;
	$words    = array();
	foreach ( (array) ( $document['filters'] ?? array() ) as $filter ) {
		$column = array( 'kind' => 'text' );
		$labels = array_column( $filter['options'], 'label', 'value' );
		$chosen = array_map( static fn( string $value ): string => written_cell( $labels[ $value ] ?? $value, $column, $document ), $filter['chosen'] );
		if ( $chosen ) {
			$words[] = "{$filter['label']}: " . implode( ', ', $chosen );
		}
	}
	if ( $words ) {
		return $words;
	}
	return array_map( static fn( int|string $id, mixed $values ): string => "$id: " . implode( ', ', (array) $values ), array_keys( $filters ), $filters );
}

/** Days that stand still are none of an e-mail that comes again. */
function print_own_days_note(): void {
	$days = array_map( query_text( ... ), array( 'from', 'to' ) );
	if ( preg_grep( '/^\d{4}-\d\d-\d\d$/D', $days ) !== $days ) {
		return;
	}
	[ $from, $to ] = array_map( static fn( string $day ): string => (string) wp_date( (string) get_option( 'date_format' ), (int) strtotime( "$day 12:00 UTC" ), timezone_open( 'UTC' ) ?: null ), $days );
	/* translators: 1 and 2: dates. */
	echo '<p class="description">' . esc_html( sprintf( __( 'The report was open for %1$s to %2$s. Those days don’t come again: choose a period that moves on with each e-mail.', 'gatehouse' ), $from, $to ) ) . '</p>';
}
