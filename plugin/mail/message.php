<?php
/**
 * A report document as an e-mail, in the order that every surface has.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** Longer tables are a click away. */
const MAIL_ROWS = 31;

/**
 * @param array<string, mixed> $document With names filled in.
 * @param array<string, mixed> $mail
 * @param string               $without  Why files are missing; empty when none is.
 * @return array{subject: string, html: string, text: string, headers: list<string>}
 */
function mail_message( array $document, array $mail, int $user_id, string $without ): array {
	$stop  = isset( mail_recipients( $mail['id'] )[ $user_id ] ) ? stop_address( $mail['id'], $user_id ) : null;
	$notes = array_values( array_filter( array(
		$document['own'] ?? null,
		mail_state_sentence( $document ),
		'empty' === $document['state'] ? ( $document['emptyAdvice'] ?? null ) : null,
		mail_skipped_sentence( (int) $document['skipped'] ),
		match ( $without ) {
			'no_export'     => __( 'No files are attached: your account may not export reports.', 'gatehouse' ),
			'without_files' => __( 'The files could not be made this time. You can take them from the report.', 'gatehouse' ),
			default         => null,
		},
	) ) );
	$parts = array(
		'title'  => (string) $document['title'],
		/* translators: %s: date and time. */
		'as_of'  => sprintf( __( 'As of %s', 'gatehouse' ), mail_moment( (int) strtotime( (string) $document['asOf'] ) ) ),
		'link'   => report_address( $mail ),
		'notes'  => $notes,
		'tables' => array_slice( (array) $document['tables'], 0, 4 ),
		'why'    => sprintf(
			/* translators: 1: a rhythm such as "Every Monday at 08:00", 2: name of the site. */
			__( 'You get this report by e-mail from %2$s. %1$s.', 'gatehouse' ),
			mail_rhythm( $mail['every'], $mail['weekday'], $mail['monthday'], $mail['at_minute'] ),
			(string) $document['site']['name']
		),
		'stop'   => $stop,
	);
	return array(
		'subject' => sanitize_text_field( sprintf( '%1$s · %2$s · %3$s', $document['title'], $document['period']['label'], $document['site']['name'] ) ),
		'html'    => mail_html( $document, $parts ),
		'text'    => mail_text( $document, $parts ),
		// RFC 8058: mail programs show a button of their own.
		'headers' => null === $stop ? array() : array( "List-Unsubscribe: <$stop>", 'List-Unsubscribe-Post: List-Unsubscribe=One-Click' ),
	);
}

/** @param array<string, mixed> $document */
function mail_state_sentence( array $document ): ?string {
	return match ( $document['state'] ) {
		/* translators: %s: date and time. */
		'stale' => sprintf( __( 'The site has not confirmed these figures since %s.', 'gatehouse' ), mail_moment( (int) strtotime( (string) $document['asOf'] ) ) ),
		'empty' => __( 'There is nothing to count in this period.', 'gatehouse' ),
		default => null,
	};
}

function mail_skipped_sentence( int $rows ): ?string {
	/* translators: %s: a number. */
	return 0 === $rows ? null : sprintf( _n( '%s row could not be read and is not counted.', '%s rows could not be read and are not counted.', $rows, 'gatehouse' ), number_format_i18n( $rows ) );
}

/**
 * The sidecar's own page, which leads through the sign-in.
 *
 * @param array<string, mixed> $mail
 */
function report_address( array $mail ): string {
	$query = array_filter( $mail['query'], 'is_string' );
	foreach ( (array) ( $mail['query']['filters'] ?? array() ) as $id => $values ) {
		$query[ "filter.$id" ] = array_values( (array) $values );
	}
	// Repeated parameters, not PHP's brackets.
	$search = preg_replace( '/%5B\d+%5D=/', '=', http_build_query( $query ) );
	return base() . '/r/' . rawurlencode( $mail['report'] ) . ( '' === $search ? '' : "?$search" );
}

/**
 * Mail programs keep inline styles; those of dark mode only where they know them.
 *
 * @param array<string, mixed> $document
 * @param array<string, mixed> $parts
 */
function mail_html( array $document, array $parts ): string {
	$head = '<h1 class="gh-text" style="margin:0 0 4px;font-size:22px;line-height:1.3;font-weight:600;color:#1e1e1e">' . esc_html( $parts['title'] ) . '</h1>'
		. '<p class="gh-quiet" style="margin:0;font-size:13px;line-height:1.6;color:#50575e">' . esc_html( "{$document['period']['label']} · {$parts['as_of']}" ) . '</p>'
		. implode( '', array_map( static fn( string $note ): string => '<p class="gh-text" style="margin:8px 0 0;font-size:14px;line-height:1.5;font-weight:600;color:#1e1e1e">' . esc_html( $note ) . '</p>', $parts['notes'] ) );
	$link = '<p style="margin:20px 0"><a class="gh-link" href="' . esc_url( $parts['link'] ) . '" style="display:inline-block;padding:10px 16px;border-radius:3px;background:#2145e6;color:#ffffff;font-size:14px;text-decoration:none">' . esc_html__( 'Open the report', 'gatehouse' ) . '</a></p>';
	$body = $head . mail_figures( $document )
		. '<p class="gh-text" style="margin:16px 0 0;font-size:15px;line-height:1.6;color:#1e1e1e">' . esc_html( (string) $document['summary'] ) . '</p>'
		. $link
		. implode( '', array_map( static fn( array $table ): string => mail_table( $table, $document ), $parts['tables'] ) )
		. mail_definitions( $document );
	return '<!doctype html><html lang="' . esc_attr( (string) $document['locale'] ) . '" dir="' . ( is_rtl() ? 'rtl' : 'ltr' ) . '"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
		. '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>' . esc_html( $parts['title'] ) . '</title><style>:root{color-scheme:light dark}'
		. '@media (prefers-color-scheme:dark){.gh-page{background:#1d2327!important}.gh-card{background:#2c3338!important}.gh-text{color:#f0f0f1!important}.gh-quiet{color:#c3c4c7!important}.gh-line{border-color:#50575e!important}.gh-good{color:#68de7c!important}.gh-bad{color:#ffabaf!important}.gh-foot-link{color:#9ec2e6!important}}</style></head>'
		. '<body class="gh-page" style="margin:0;padding:0;background:#f0f0f1"><table role="presentation" class="gh-page" width="100%" cellpadding="0" cellspacing="0" style="background:#f0f0f1"><tr><td align="center" style="padding:24px 12px">'
		. '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;font-family:-apple-system,BlinkMacSystemFont,\'Segoe UI\',Roboto,\'Apple SD Gothic Neo\',\'Malgun Gothic\',sans-serif">'
		. '<tr><td class="gh-card" style="padding:24px;background:#ffffff;border-radius:4px">' . $body . '</td></tr>'
		. '<tr><td class="gh-quiet" style="padding:16px 24px;font-size:12px;line-height:1.6;color:#50575e">' . esc_html( $parts['why'] ) . mail_stop_link( $parts['stop'] ) . '</td></tr></table></td></tr></table></body></html>';
}

function mail_stop_link( ?string $stop ): string {
	return null === $stop ? '' : '<br><a class="gh-foot-link" style="color:#2145e6" href="' . esc_url( $stop ) . '">' . esc_html__( 'Stop sending me this', 'gatehouse' ) . '</a>';
}

/** @param array<string, mixed> $document */
function mail_figures( array $document ): string {
	$end    = is_rtl() ? 'left' : 'right';
	$colour = array(
		'good'    => '#007017',
		'bad'     => '#b32d2e',
		'neutral' => '#50575e',
	);
	$rows   = '';
	foreach ( (array) $document['figures'] as $figure ) {
		$change  = figure_change( $figure, $document['currency'] ?? null );
		$value   = null === $figure['value'] ? __( 'Nothing to measure', 'gatehouse' ) : written_number( $figure['value'], (string) $figure['format'], $document['currency'] ?? null );
		$changed = null === $change ? '' : '<br><span class="gh-' . esc_attr( 'neutral' === $change['tone'] ? 'quiet' : $change['tone'] ) . '" style="font-size:12px;font-weight:400;color:' . $colour[ $change['tone'] ] . '">' . esc_html( trim( "{$change['arrow']} {$change['words']}" ) ) . '</span>';
		$rows   .= '<tr><td class="gh-text gh-line" style="padding:10px 0;border-bottom:1px solid #dcdcde;font-size:14px;color:#1e1e1e">' . esc_html( (string) $figure['label'] ) . '</td>'
			. '<td class="gh-text gh-line" align="' . $end . '" style="padding:10px 0;border-bottom:1px solid #dcdcde;font-size:20px;line-height:1.3;font-weight:600;color:#1e1e1e;font-variant-numeric:tabular-nums">' . esc_html( $value ) . $changed . '</td></tr>';
	}
	return '' === $rows ? '' : '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin-top:12px;border-collapse:collapse">' . $rows . '</table>';
}

/**
 * @param array<string, mixed> $table
 * @param array<string, mixed> $document
 */
function mail_table( array $table, array $document ): string {
	if ( ! $table['rows'] ) {
		return '';
	}
	$end   = is_rtl() ? 'left' : 'right';
	$start = is_rtl() ? 'right' : 'left';
	$side  = static fn( array $column ): string => 'text' === $column['kind'] ? $start : $end;
	$head  = '';
	foreach ( $table['columns'] as $column ) {
		$head .= '<th scope="col" class="gh-quiet gh-line" align="' . $side( $column ) . '" style="padding:6px 4px;border-bottom:1px solid #dcdcde;font-size:12px;font-weight:600;color:#50575e">' . esc_html( (string) $column['label'] ) . '</th>';
	}
	$rows = '';
	foreach ( array_slice( $table['rows'], 0, MAIL_ROWS ) as $row ) {
		$rows .= '<tr>';
		foreach ( $table['columns'] as $index => $column ) {
			$rows .= '<td class="gh-text gh-line" align="' . $side( $column ) . '" style="padding:6px 4px;border-bottom:1px solid #f0f0f1;font-size:13px;color:#1e1e1e;font-variant-numeric:tabular-nums">' . esc_html( written_cell( $row[ $index ] ?? null, $column, $document ) ) . '</td>';
		}
		$rows .= '</tr>';
	}
	$left = rows_left_sentence( $table );
	return '<h2 class="gh-text" style="margin:24px 0 4px;font-size:15px;font-weight:600;color:#1e1e1e">' . esc_html( (string) $table['title'] ) . '</h2><table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse"><tr>' . $head . '</tr>' . $rows . '</table>'
		. ( null === $left ? '' : '<p class="gh-quiet" style="margin:6px 0 0;font-size:12px;color:#50575e">' . esc_html( $left ) . '</p>' );
}

/**
 * What is not in the e-mail row by row: below its last one, or summed up in it.
 *
 * @param array<string, mixed> $table
 */
function rows_left_sentence( array $table ): ?string {
	$others       = (int) $table['othersCount'];
	$has_sum      = $others > 0 && null === ( array_slice( $table['keys'], -1 )[0] ?? null );
	$below        = count( $table['rows'] ) - MAIL_ROWS;
	$is_sum_shown = $has_sum && $below <= 0;
	if ( $is_sum_shown ) {
		/* translators: %s: a number. */
		return sprintf( _n( 'The last row sums up %s other.', 'The last row sums up %s others.', $others, 'gatehouse' ), number_format_i18n( $others ) );
	}
	$left = max( 0, $below ) + $others - ( $has_sum ? 1 : 0 );
	if ( 0 === $left ) {
		return null;
	}
	/* translators: %s: a number. */
	return sprintf( _n( '%s more row is in the report.', '%s more rows are in the report.', $left, 'gatehouse' ), number_format_i18n( $left ) );
}

/** @param array<string, mixed> $document */
function mail_definitions( array $document ): string {
	$words = '';
	foreach ( (array) $document['definitions'] as $definition ) {
		$words .= '<p class="gh-quiet" style="margin:4px 0 0;font-size:12px;line-height:1.5;color:#50575e"><strong>' . esc_html( (string) $definition['term'] ) . '</strong> ' . esc_html( (string) $definition['text'] ) . '</p>';
	}
	return '' === $words ? '' : '<h2 class="gh-quiet" style="margin:24px 0 4px;font-size:13px;font-weight:600;color:#50575e">' . esc_html__( 'What is counted', 'gatehouse' ) . '</h2>' . $words;
}
