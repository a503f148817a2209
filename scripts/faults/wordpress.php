<?php
/**
 * What happens in WordPress's database without its web server: a cron job, an importer, an
 * administrator at a terminal. It prints one number.
 *
 *     php wordpress.php <WordPress's folder> <order> <argument>
 */

if ( 'cli' !== PHP_SAPI ) {
	exit;
}

list( , $folder, $order, $argument ) = $argv;
require $folder . '/wp-load.php';

$orders = array(
	'people'  => 'add_people',
	'change'  => 'change_posts',
	'signout' => 'sign_out',
	'waiting' => 'count_waiting',
	'trust'   => 'forget_silences',
);
echo $orders[ $order ]( $argument );

/** Editors, who may see the reports. */
function add_people( string $count ): int {
	for ( $number = 1; $number <= (int) $count; $number++ ) {
		wp_insert_user(
			array(
				'user_login' => "person-$number",
				'user_pass'  => 'password',
				'user_email' => "person-$number@example.com",
				'role'       => 'editor',
			)
		);
	}
	return (int) $count;
}

/** Writes posts, edits every fifth and throws away every tenth of them. */
function change_posts( string $count ): int {
	$kept = 0;
	for ( $number = 1; $number <= (int) $count; $number++ ) {
		$post = wp_insert_post(
			array(
				'post_title'    => "What the harbour saw, part $number",
				'post_content'  => 'The first boat came in at six.',
				'post_status'   => 'publish',
				'post_author'   => 1,
				'post_date_gmt' => gmdate( 'Y-m-d H:i:s', 1500000000 + 3000 * $number ),
			)
		);
		if ( 0 === $number % 5 ) {
			wp_update_post(
				array(
					'ID'           => $post,
					'post_content' => 'The first boat came in at seven.',
				)
			);
		}
		if ( 0 === $number % 10 ) {
			wp_trash_post( $post );
		} else {
			++$kept;
		}
	}
	return $kept;
}

function sign_out( string $login ): int {
	WP_Session_Tokens::get_instance( get_user_by( 'login', $login )->ID )->destroy_all();
	return 1;
}

/** User states that the sidecar has not acknowledged. */
function count_waiting(): int {
	return Gatehouse\count_undelivered_states();
}

function forget_silences(): int {
	Gatehouse\close_breaker();
	return 0;
}
