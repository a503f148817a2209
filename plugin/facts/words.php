<?php
/**
 * How many words a text has, as WordPress's editor counts them.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/**
 * Korean is counted by words too: its words stand apart, unlike those of Chinese.
 *
 * The rules are those of the wordcount package's type "words".
 */
function count_words( string $content ): int {
	$text = preg_replace( '/<!--.*?-->/s', ' ', $content ) ?? '';
	// Each tag ends a word, or the last of one paragraph would grow together with the next.
	$text = wp_strip_all_tags( str_replace( '<', ' <', $text ) );
	$text = without_shortcodes( $text );
	$text = preg_replace( '/&nbsp;|&#160;|--|\x{2014}/ui', ' ', $text ) ?? '';
	$text = preg_replace( '/&\S+?;/u', '', $text ) ?? '';
	$text = preg_replace( '/[\x{21}-\x{2F}\x{3A}-\x{40}\x{5B}-\x{60}\x{7B}-\x{7E}\x{80}-\x{BF}\x{D7}\x{F7}\x{2000}-\x{2BFF}\x{2E00}-\x{2E7F}]/u', '', $text ) ?? '';
	return (int) preg_match_all( '/\S+/u', $text );
}

function without_shortcodes( string $text ): string {
	global $shortcode_tags;
	if ( ! str_contains( $text, '[' ) || ! $shortcode_tags ) {
		return $text;
	}
	$names = implode( '|', array_map( static fn( string|int $tag ): string => preg_quote( (string) $tag, '/' ), array_keys( $shortcode_tags ) ) );
	return preg_replace( '/\[\/?(?:' . $names . ')(?=[\s\]\/])[^\]]*\]/', ' ', $text ) ?? $text;
}
