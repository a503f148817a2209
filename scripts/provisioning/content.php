<?php
/**
 * A year of a small magazine: the same one on every machine, ending today.
 *
 * One article and its comments are one unit, drawn from a random sequence of its own, so a
 * batch may begin anywhere.
 */

const ARTICLES = 400;
const PAGES    = array( 'About', 'Contact', 'Write for us', 'Where to find the magazine', 'Corrections', 'Privacy', '소개', '연락처', '기고 안내', '배포처', '바로잡습니다' );
const AUTHORS  = array(
	'clara'  => array( 'Clara Whitfield', 'en', 'author' ),
	'daniel' => array( 'Daniel Osei', 'en', 'author' ),
	'jiwoo'  => array( '한지우', 'ko', 'author' ),
	'minseo' => array( '오민서', 'ko', 'editor' ),
	'theo'   => array( 'Theo Marsh', 'en', 'contributor' ),
);

function content_total(): int {
	return count( PAGES ) + ARTICLES;
}

function write_unit( int $index ): void {
	mt_srand( 19640 + $index );
	if ( $index < count( PAGES ) ) {
		write_page( $index );
	} else {
		write_article( $index - count( PAGES ) );
	}
}

function write_page( int $index ): void {
	$title    = PAGES[ $index ];
	$language = preg_match( '/\p{Hangul}/u', $title ) ? 'ko' : 'en';
	wp_insert_post(
		array(
			'post_type'     => 'page',
			'post_status'   => 'publish',
			'post_title'    => $title,
			'post_content'  => paragraphs( $language, 3 ),
			'post_author'   => author_id( 'minseo' ),
			'post_date_gmt' => gmdate( 'Y-m-d H:i:s', time() - ( 360 - $index ) * DAY_IN_SECONDS ),
		)
	);
}

function write_article( int $number ): void {
	$login    = pick( array( 'clara', 'clara', 'clara', 'daniel', 'daniel', 'jiwoo', 'jiwoo', 'minseo', 'theo', 'editor' ) );
	$language = AUTHORS[ $login ][1] ?? 'en';
	$at       = article_time( $number );
	$status   = article_status( $number );
	if ( 'future' === $status ) {
		$at = time() + mt_rand( 1, 20 ) * DAY_IN_SECONDS;
	}
	$post = wp_insert_post(
		array(
			'post_status'    => 'trash' === $status ? 'publish' : $status,
			'post_title'     => article_title( $language, $number ),
			'post_content'   => paragraphs( $language, mt_rand( 3, 9 ) ),
			'post_author'    => author_id( $login ),
			'post_date_gmt'  => gmdate( 'Y-m-d H:i:s', $at ),
			'post_category'  => array( category_id( pick( words( $language )['categories'] ) ) ),
			'comment_status' => 'open',
		)
	);
	if ( 'publish' === $status || 'trash' === $status ) {
		write_comments( $post, $language, $at );
	}
	if ( 'trash' === $status ) {
		wp_trash_post( $post );
	}
}

/** More in the later months, fewer at weekends, none in the two weeks of the summer break. */
function article_time( int $number ): int {
	$days = min( 364, 364 * ( 1 - ( $number / ARTICLES ) ** 0.8 ) * mt_rand( 80, 120 ) / 100 );
	$at   = time() - (int) ( $days * DAY_IN_SECONDS ) - mt_rand( 0, 9 ) * HOUR_IN_SECONDS - mt_rand( 60, 3500 );
	if ( (int) gmdate( 'N', $at ) > 5 && mt_rand( 1, 3 ) > 1 ) {
		$at -= 2 * DAY_IN_SECONDS;
	}
	$back = (int) ( ( time() - $at ) / DAY_IN_SECONDS );
	return $back > 150 && $back < 165 ? $at - 15 * DAY_IN_SECONDS : $at;
}

function article_status( int $number ): string {
	$rare = array(
		7  => 'draft',
		13 => 'private',
		19 => 'pending',
		23 => 'trash',
		29 => 'draft',
		31 => 'future',
	);
	return $rare[ $number % 37 ] ?? 'publish';
}

function article_title( string $language, int $number ): string {
	$subjects = words( $language )['subjects'];
	$angles   = words( $language )['angles'];
	$subject  = $subjects[ $number % count( $subjects ) ];
	$angle    = $angles[ intdiv( $number, count( $subjects ) ) % count( $angles ) ];
	if ( 'en' === $language && ! str_starts_with( $angle, '%s' ) ) {
		$subject = lcfirst( $subject );
	}
	return sprintf( $angle, $subject );
}

function paragraphs( string $language, int $count ): string {
	$text = '';
	for ( $i = 0; $i < $count; $i++ ) {
		if ( $i > 1 && 0 === $i % 3 ) {
			$text .= sprintf( "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">%s</h2>\n<!-- /wp:heading -->\n\n", pick( words( $language )['headings'] ) );
		}
		$sentences = words( $language )['sentences'];
		$first     = mt_rand( 0, count( $sentences ) - 1 );
		$chosen    = array();
		for ( $j = 0, $length = mt_rand( 3, 6 ); $j < $length; $j++ ) {
			$chosen[] = $sentences[ ( $first + $j * 3 ) % count( $sentences ) ];
		}
		$text .= sprintf( "<!-- wp:paragraph -->\n<p>%s</p>\n<!-- /wp:paragraph -->\n\n", implode( ' ', $chosen ) );
	}
	return $text;
}

function write_comments( int $post, string $language, int $published ): void {
	$latest = 0;
	$count  = max( 0, (int) round( 7 * ( mt_rand() / mt_getrandmax() ) ** 2 * 1.6 ) );
	for ( $i = 0; $i < $count; $i++ ) {
		$at = $published + (int) ( -log( 1 - 0.999 * mt_rand() / mt_getrandmax() ) * 2.5 * DAY_IN_SECONDS ) + 600;
		if ( $at >= time() ) {
			continue;
		}
		$draw   = mt_rand( 1, 100 );
		$status = $draw <= 76 ? '1' : ( $draw <= 84 ? '0' : ( $draw <= 96 ? 'spam' : 'trash' ) );
		$reply  = $latest && '1' === $status && mt_rand( 1, 4 ) === 1;
		$kind   = 'spam' === $status ? 'spam' : ( $reply ? 'replies' : 'comments' );
		$person = $reply ? get_user_by( 'id', (int) get_post_field( 'post_author', $post ) ) : false;
		$id     = wp_insert_comment(
			array(
				'comment_post_ID'      => $post,
				'comment_content'      => pick( words( $language )[ $kind ] ),
				'comment_author'       => $person ? $person->display_name : pick( words( $language )['people'] ),
				'comment_author_email' => $person ? $person->user_email : sprintf( 'reader%d@example.com', mt_rand( 1, 90 ) ),
				'user_id'              => $person ? $person->ID : 0,
				'comment_parent'       => $reply ? $latest : 0,
				'comment_approved'     => $status,
				'comment_date_gmt'     => gmdate( 'Y-m-d H:i:s', $at ),
				'comment_date'         => get_date_from_gmt( gmdate( 'Y-m-d H:i:s', $at ) ),
			)
		);
		if ( '1' === $status && ! $reply ) {
			$latest = (int) $id;
		}
	}
}

function words( string $language ): array {
	static $words = null;
	$words ??= require __DIR__ . '/words.php';
	return $words[ $language ];
}

function pick( array $choices ): mixed {
	return $choices[ mt_rand( 0, count( $choices ) - 1 ) ];
}

function author_id( string $login ): int {
	return (int) get_user_by( 'login', $login )->ID;
}

function category_id( string $name ): int {
	$found = get_term_by( 'name', $name, 'category' );
	return $found ? (int) $found->term_id : (int) wp_insert_term( $name, 'category' )['term_id'];
}
