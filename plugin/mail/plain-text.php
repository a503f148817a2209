<?php
/**
 * The same e-mail for programs that show text alone.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/**
 * @param array<string, mixed> $document
 * @param array<string, mixed> $parts    As mail_message() puts them together.
 */
function mail_text( array $document, array $parts ): string {
	$figures = array();
	foreach ( (array) $document['figures'] as $figure ) {
		$change    = figure_change( $figure, $document['currency'] ?? null );
		$value     = null === $figure['value'] ? __( 'Nothing to measure', 'gatehouse' ) : written_number( $figure['value'], (string) $figure['format'], $document['currency'] ?? null );
		$figures[] = "{$figure['label']}: $value" . ( null === $change ? '' : ' (' . trim( "{$change['arrow']} {$change['words']}" ) . ')' );
	}
	$definitions = array_map( static fn( array $definition ): string => "{$definition['term']}: {$definition['text']}", (array) $document['definitions'] );
	$blocks      = array(
		array( $parts['title'], "{$document['period']['label']} · {$parts['as_of']}", ...$parts['notes'] ),
		$figures,
		array( (string) $document['summary'] ),
		array( __( 'Open the report', 'gatehouse' ) . ': ' . $parts['link'] ),
		...array_map( static fn( array $table ): array => text_table( $table, $document ), $parts['tables'] ),
		$definitions ? array( __( 'What is counted', 'gatehouse' ), ...$definitions ) : array(),
		array( $parts['why'], ...( null === $parts['stop'] ? array() : array( __( 'Stop sending me this', 'gatehouse' ) . ': ' . $parts['stop'] ) ) ),
	);
	return implode( "\n\n", array_map( static fn( array $lines ): string => implode( "\n", $lines ), array_filter( $blocks ) ) ) . "\n";
}

/**
 * @param array<string, mixed> $table
 * @param array<string, mixed> $document
 * @return list<string>
 */
function text_table( array $table, array $document ): array {
	if ( ! $table['rows'] ) {
		return array();
	}
	$lines = array( (string) $table['title'], implode( ' | ', array_column( $table['columns'], 'label' ) ) );
	foreach ( array_slice( $table['rows'], 0, MAIL_ROWS ) as $row ) {
		$cells = array();
		foreach ( $table['columns'] as $index => $column ) {
			$cells[] = written_cell( $row[ $index ] ?? null, $column, $document );
		}
		$lines[] = implode( ' | ', $cells );
	}
	$left = rows_left_sentence( $table );
	return null === $left ? $lines : array( ...$lines, $left );
}
