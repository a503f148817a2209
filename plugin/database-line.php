<?php
/**
 * The line with which the report service uses WordPress's database server.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** With placeholders for a user of its own: WordPress's own is not for another program. */
function database_line( string $db_host ): string {
	global $wpdb;
	$parsed                                 = $wpdb->parse_db_host( $db_host );
	list( $host, $port, $socket, $is_ipv6 ) = is_array( $parsed ) ? $parsed : array( 'HOST', null, null, false );

	$query = 'prefix=gatehouse_';
	if ( null !== $socket ) {
		return "GATEHOUSE_STORE=mysql://USER:PASSWORD@localhost/DATABASE?$query&socket=$socket";
	}
	// WordPress means a socket by it, whose place the report service does not know.
	$host = in_array( $host, array( '', 'localhost' ), true ) ? '127.0.0.1' : $host;
	$host = $is_ipv6 ? "[$host]" : $host;
	$port = null === $port ? 3306 : (int) $port;
	return "GATEHOUSE_STORE=mysql://USER:PASSWORD@$host:$port/DATABASE?$query";
}

function has_mysql(): bool {
	global $wpdb;
	return $wpdb->dbh instanceof \mysqli;
}

function print_database_line(): void {
	if ( ! has_mysql() ) {
		return;
	}
	?>
	<details id="gatehouse-database">
		<summary><?php esc_html_e( "Use WordPress's database server", 'gatehouse' ); ?></summary>
		<p><?php esc_html_e( 'The report service keeps its data in files. Where several processes or machines run it, it can use the database server of WordPress instead. Give it a database user of its own, never that of WordPress, and this setting:', 'gatehouse' ); ?></p>
		<p><code><?php echo esc_html( database_line( DB_HOST ) ); ?></code></p>
		<p><?php esc_html_e( 'In cPanel, open MySQL Databases, add a database and a user, then add the user to the database with ALL PRIVILEGES. Elsewhere:', 'gatehouse' ); ?></p>
		<p><code>GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, DROP ON `DATABASE`.* TO 'USER'@'localhost';</code></p>
	</details>
	<?php
}
