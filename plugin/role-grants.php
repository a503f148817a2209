<?php
/**
 * Settings > Gatehouse: which roles may do what with the reports.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

/** @return array<string, array{string, string}> Name and explanation by grant, for those an administrator gives here. */
function grant_words(): array {
	return array(
		'view'    => array( __( 'See', 'gatehouse' ), __( 'Every report about content and people.', 'gatehouse' ) ),
		'own'     => array( __( 'See own', 'gatehouse' ), __( 'Reports about content, counting only posts of one’s own and the comments on them.', 'gatehouse' ) ),
		'export'  => array( __( 'Export', 'gatehouse' ), __( 'Files of the reports that one may see: CSV, PDF, attachments of e-mails.', 'gatehouse' ) ),
		'publish' => array( __( 'Share', 'gatehouse' ), __( 'Share settings of a report with others.', 'gatehouse' ) ),
		'manage'  => array( __( 'Manage', 'gatehouse' ), __( 'See who is signed in and all activity, end sessions, change everybody’s e-mails.', 'gatehouse' ) ),
	);
}

function print_role_grants(): void {
	$words = grant_words();
	?>
	<h2 id="gatehouse-roles"><?php esc_html_e( 'Who may see the reports', 'gatehouse' ); ?></h2>
	<form action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>" method="post">
		<input type="hidden" name="action" value="gatehouse_roles">
		<?php wp_nonce_field( 'gatehouse_roles' ); ?>
		<table class="widefat striped gatehouse-roles" aria-labelledby="gatehouse-roles">
			<thead>
				<tr>
					<th scope="col"><?php esc_html_e( 'Role', 'gatehouse' ); ?></th>
					<?php foreach ( $words as [ $name ] ) : ?>
						<th scope="col"><?php echo esc_html( $name ); ?></th>
					<?php endforeach; ?>
					<?php if ( has_shop_capability() ) : ?>
						<th scope="col"><?php esc_html_e( 'See sales', 'gatehouse' ); ?></th>
					<?php endif; ?>
				</tr>
			</thead>
			<tbody>
				<?php array_map( __NAMESPACE__ . '\print_role_row', array_keys( wp_roles()->roles ) ); ?>
			</tbody>
		</table>
		<ul class="description">
			<?php foreach ( $words as [ $name, $explanation ] ) : ?>
				<li><strong><?php echo esc_html( $name ); ?>:</strong> <?php echo esc_html( $explanation ); ?></li>
			<?php endforeach; ?>
			<?php if ( has_shop_capability() ) : ?>
				<li><strong><?php esc_html_e( 'See sales', 'gatehouse' ); ?>:</strong> <?php esc_html_e( 'Whoever may see WooCommerce’s reports, by its own capability view_woocommerce_reports. It is not changed here.', 'gatehouse' ); ?></li>
			<?php endif; ?>
		</ul>
		<p class="submit">
			<?php submit_button( __( 'Save permissions', 'gatehouse' ), 'primary', 'save', false ); ?>
			<?php submit_button( __( 'Reset to defaults', 'gatehouse' ), 'secondary', 'reset', false ); ?>
		</p>
	</form>
	<?php
}

function print_role_row( string $role ): void {
	$name         = translate_user_role( wp_roles()->role_names[ $role ] ?? $role );
	$capabilities = get_role( $role )->capabilities ?? array();
	?>
	<tr>
		<th scope="row"><?php echo esc_html( $name ); ?></th>
		<?php foreach ( grant_words() as $grant => [ $word ] ) : ?>
			<td data-colname="<?php echo esc_attr( $word ); ?>">
				<input type="checkbox" name="grants[<?php echo esc_attr( $role ); ?>][]" value="<?php echo esc_attr( $grant ); ?>"
					aria-label="<?php echo esc_attr( "$name: $word" ); ?>"
					<?php checked( ! empty( $capabilities[ capability_of( $grant ) ] ) ); ?>>
			</td>
		<?php endforeach; ?>
		<?php if ( has_shop_capability() ) : ?>
			<td><?php echo empty( $capabilities[ SHOP_CAPABILITY ] ) ? '–' : esc_html__( 'Yes', 'gatehouse' ); ?></td>
		<?php endif; ?>
	</tr>
	<?php
}

function change_roles_by_form(): void {
	if ( ! current_user_can( 'manage_options' ) ) {
		wp_die( esc_html__( 'Only an administrator can change who may see the reports.', 'gatehouse' ), '', array( 'response' => 403 ) );
	}
	check_admin_referer( 'gatehouse_roles' );
	if ( isset( $_POST['reset'] ) ) {
		take_capabilities();
		give_capabilities();
		return_to_settings( __( 'Every role has its first permissions again.', 'gatehouse' ) );
	}
	// phpcs:ignore WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- compared with known words below.
	$chosen = isset( $_POST['grants'] ) && is_array( $_POST['grants'] ) ? wp_unslash( $_POST['grants'] ) : array();
	foreach ( array_keys( wp_roles()->roles ) as $role ) {
		set_role_grants( $role, is_array( $chosen[ $role ] ?? null ) ? $chosen[ $role ] : array() );
	}
	return_to_settings( __( 'Permissions saved. They hold from now on, also for who is signed in.', 'gatehouse' ) );
}

/** @param array<mixed> $chosen */
function set_role_grants( string $name, array $chosen ): void {
	$role = get_role( $name );
	foreach ( array_keys( grant_words() ) as $grant ) {
		$capability = capability_of( $grant );
		$has        = ! empty( $role->capabilities[ $capability ] );
		if ( null !== $role && in_array( $grant, $chosen, true ) !== $has ) {
			$has ? $role->remove_cap( $capability ) : $role->add_cap( $capability );
		}
	}
}
