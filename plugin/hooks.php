<?php
/**
 * Every action and filter, on one screen.
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

register_activation_hook( PLUGIN_FILE, 'Gatehouse\install' );
register_deactivation_hook( PLUGIN_FILE, 'Gatehouse\deactivate' );
add_action( 'init', 'Gatehouse\load_translations' );
add_action( 'init', 'Gatehouse\install_if_needed' );
// A shop's roles come with it.
add_action( 'woocommerce_installed', 'Gatehouse\give_capabilities' );
add_action( KEYS_EVENT, 'Gatehouse\refresh_sidecar_keys' );
add_action( CLEANUP_EVENT, 'Gatehouse\forget_old_arrivals' );
add_action( CLEANUP_EVENT, 'Gatehouse\forget_old_first_purchases' );
add_action( CLEANUP_EVENT, 'Gatehouse\forget_visits' );
add_action( STATES_EVENT, 'Gatehouse\retry_states' );

// Sign-in. Last, so that whoever redirects or exits (a second factor, a canonical address) has done it.
add_action( 'set_logged_in_cookie', 'Gatehouse\await_arrival', 10, 6 );
add_action( 'current_screen', 'Gatehouse\arrive', PHP_INT_MAX, 0 );
add_action( 'template_redirect', 'Gatehouse\arrive', PHP_INT_MAX, 0 );

// Before whoever answers at once, for that one is visited too.
add_action( 'init', 'Gatehouse\note_visit', PHP_INT_MIN );

// What changes a user's state.
add_action( 'added_user_meta', 'Gatehouse\mark_user_of_meta', 10, 3 );
add_action( 'updated_user_meta', 'Gatehouse\mark_user_of_meta', 10, 3 );
add_action( 'deleted_user_meta', 'Gatehouse\mark_user_of_meta', 10, 3 );
add_action( 'wp_set_password', 'Gatehouse\mark_user_of_password', 10, 2 );
add_action( 'profile_update', 'Gatehouse\mark_user_everywhere', 10, 1 );
add_action( 'deleted_user', 'Gatehouse\mark_user_everywhere', 10, 1 );
add_action( 'granted_super_admin', 'Gatehouse\mark_user_everywhere' );
add_action( 'revoked_super_admin', 'Gatehouse\mark_user_everywhere' );
add_action( 'make_spam_user', 'Gatehouse\mark_user_everywhere' );
add_action( 'make_ham_user', 'Gatehouse\mark_user_everywhere' );
// Session managers that keep nothing in the user's meta still fire this one.
add_action( 'wp_logout', 'Gatehouse\mark_user_everywhere' );
add_action( 'updated_option', 'Gatehouse\mark_everyone_of_roles', 10, 1 );
add_action( 'added_option', 'Gatehouse\mark_everyone_of_roles', 10, 1 );
add_action( 'deleted_option', 'Gatehouse\mark_everyone_of_roles', 10, 1 );
add_action( 'archive_blog', 'Gatehouse\mark_everyone_of_blog' );
add_action( 'unarchive_blog', 'Gatehouse\mark_everyone_of_blog' );
add_action( 'make_spam_blog', 'Gatehouse\mark_everyone_of_blog' );
add_action( 'make_ham_blog', 'Gatehouse\mark_everyone_of_blog' );
add_action( 'make_delete_blog', 'Gatehouse\mark_everyone_of_blog' );
add_action( 'make_undelete_blog', 'Gatehouse\mark_everyone_of_blog' );
// Before core drops the tables at 10.
add_action( 'wp_uninitialize_site', 'Gatehouse\end_sessions_of_blog', 1 );
add_filter( 'wpmu_drop_tables', 'Gatehouse\drop_tables_with_blog', 10, 2 );

// What changes a fact. The first of each pair is missed by importers, the second by everyone else.
add_action( 'wp_after_insert_post', 'Gatehouse\log_post', 10, 2 );
add_action( 'clean_post_cache', 'Gatehouse\log_post', 10, 2 );
add_action( 'deleted_post', 'Gatehouse\log_post', 10, 2 );
add_action( 'wp_insert_comment', 'Gatehouse\log_comment', 10, 1 );
add_action( 'edit_comment', 'Gatehouse\log_comment', 10, 1 );
add_action( 'wp_set_comment_status', 'Gatehouse\log_comment', 10, 1 );
add_action( 'deleted_comment', 'Gatehouse\log_comment', 10, 1 );
add_action( 'clean_comment_cache', 'Gatehouse\log_comment', 10, 1 );
add_action( 'set_object_terms', 'Gatehouse\log_post_of_terms', 10, 4 );
add_action( 'saved_term', 'Gatehouse\log_term', 10, 1 );
add_action( 'delete_term', 'Gatehouse\log_term', 10, 1 );
add_action( 'user_register', 'Gatehouse\log_user', 10, 1 );
add_action( 'profile_update', 'Gatehouse\log_user', 10, 1 );
add_action( 'deleted_user', 'Gatehouse\log_user', 10, 1 );
add_action( 'remove_user_from_blog', 'Gatehouse\log_user', 10, 1 );
add_action( 'clean_user_cache', 'Gatehouse\log_user', 10, 1 );
add_action( 'added_user_meta', 'Gatehouse\log_user_of_meta', 10, 3 );
add_action( 'updated_user_meta', 'Gatehouse\log_user_of_meta', 10, 3 );
add_action( 'deleted_user_meta', 'Gatehouse\log_user_of_meta', 10, 3 );

// What changes a fact of the shop. WooCommerce's own actions for orders in its tables, those of posts and their meta for the rest.
add_action( 'woocommerce_before_order_object_save', 'Gatehouse\log_order_before_move', 10, 1 );
add_action( 'woocommerce_after_order_object_save', 'Gatehouse\log_order', 10, 1 );
add_action( 'woocommerce_after_order_refund_object_save', 'Gatehouse\log_order', 10, 1 );
add_action( 'woocommerce_trash_order', 'Gatehouse\log_order', 10, 1 );
add_action( 'woocommerce_before_delete_order', 'Gatehouse\log_order_before_loss', 10, 1 );
// Last, for whoever refuses the deletion answers here too.
add_filter( 'woocommerce_pre_delete_order', 'Gatehouse\log_order_in_filter', PHP_INT_MAX, 2 );
add_filter( 'woocommerce_pre_delete_order_refund', 'Gatehouse\log_order_in_filter', PHP_INT_MAX, 2 );
add_action( 'woocommerce_remove_order_items', 'Gatehouse\log_order_before_loss', 10, 1 );
add_action( 'woocommerce_new_order_item', 'Gatehouse\log_order_line', 10, 1 );
add_action( 'woocommerce_update_order_item', 'Gatehouse\log_order_line', 10, 1 );
add_action( 'woocommerce_before_delete_order_item', 'Gatehouse\log_order_line_before_loss', 10, 1 );
add_action( 'added_order_item_meta', 'Gatehouse\log_line_of_meta', 10, 2 );
add_action( 'updated_order_item_meta', 'Gatehouse\log_line_of_meta', 10, 2 );
add_action( 'deleted_order_item_meta', 'Gatehouse\log_line_of_meta', 10, 2 );
add_action( 'woocommerce_update_product', 'Gatehouse\log_product', 10, 1 );
add_action( 'woocommerce_update_product_variation', 'Gatehouse\log_product', 10, 1 );
add_action( 'woocommerce_updated_product_stock', 'Gatehouse\log_product', 10, 1 );
add_action( 'woocommerce_product_set_stock', 'Gatehouse\log_product', 10, 1 );
add_action( 'woocommerce_variation_set_stock', 'Gatehouse\log_product', 10, 1 );
add_action( 'wp_after_insert_post', 'Gatehouse\log_post_of_shop', 10, 2 );
add_action( 'clean_post_cache', 'Gatehouse\log_post_of_shop', 10, 2 );
add_action( 'deleted_post', 'Gatehouse\log_post_of_shop', 10, 2 );
add_action( 'before_delete_post', 'Gatehouse\log_order_post_before_loss', 10, 1 );
add_action( 'added_post_meta', 'Gatehouse\log_post_of_meta', 10, 3 );
add_action( 'updated_post_meta', 'Gatehouse\log_post_of_meta', 10, 3 );
add_action( 'deleted_post_meta', 'Gatehouse\log_post_of_meta', 10, 3 );
add_action( 'user_register', 'Gatehouse\log_orders_of_account', 10, 1 );
add_action( 'profile_update', 'Gatehouse\log_orders_of_account', 10, 2 );
add_action( 'delete_user', 'Gatehouse\log_orders_of_account', 10, 1 );

// For other plugins, of a dataset of their own.
add_action( 'gatehouse_fact_changed', 'Gatehouse\log_own_change', 10, 2 );

// After the output has gone (WordPress flushes at 1) and everybody else has written. Users first: a sign-out must not wait.
add_action( 'shutdown', 'Gatehouse\settle_marked_users', PHP_INT_MAX );
add_action( 'shutdown', 'Gatehouse\settle_orders', PHP_INT_MAX );
add_action( 'shutdown', 'Gatehouse\settle_changes', PHP_INT_MAX );

// Whoever visits wp-admin sends what WP-Cron did not, after those two.
add_action( 'shutdown', 'Gatehouse\send_mails_on_visit', PHP_INT_MAX );
add_action( MAIL_EVENT, 'Gatehouse\send_mails_by_cron' );
add_action( CLEANUP_EVENT, 'Gatehouse\forget_old_deliveries' );
add_action( CLEANUP_EVENT, 'Gatehouse\plan_mails' );
// Before it is gone: a network forgets on the way who gets the content.
add_action( 'delete_user', 'Gatehouse\leave_mails', 10, 2 );
add_action( 'remove_user_from_blog', 'Gatehouse\leave_mails_of_blog', 10, 3 );
add_action( 'deleted_user', 'Gatehouse\leave_mails_everywhere' );
add_action( 'update_option_timezone_string', 'Gatehouse\replan_mails', 10, 0 );
add_action( 'update_option_gmt_offset', 'Gatehouse\replan_mails', 10, 0 );

// Before rest_api_loaded at 10.
add_action( 'parse_request', 'Gatehouse\leave_out_other_routes', 9 );
add_action( 'rest_api_init', 'Gatehouse\register_key_route' );
add_action( 'rest_api_init', 'Gatehouse\register_hand_off_route' );
add_action( 'rest_api_init', 'Gatehouse\register_sync_routes' );
add_action( 'rest_api_init', 'Gatehouse\register_connect_route' );
add_action( 'rest_api_init', 'Gatehouse\register_signed_in_routes' );
// After rest_send_cors_headers at 10, whose headers it replaces.
add_filter( 'rest_pre_serve_request', 'Gatehouse\send_cross_origin_headers', 11, 3 );

// Before redirect_canonical at 10, and before maintenance pages, which hook there too.
add_action( 'template_redirect', 'Gatehouse\print_keys', 0 );
add_action( 'template_redirect', 'Gatehouse\open_reports', 0 );
add_action( 'template_redirect', 'Gatehouse\stop_mail_by_link', 0 );

add_action( 'admin_init', 'Gatehouse\register_settings' );
add_action( 'admin_init', 'Gatehouse\add_privacy_policy_text' );
add_filter( 'wp_privacy_personal_data_exporters', 'Gatehouse\add_privacy_exporter' );
add_filter( 'wp_privacy_personal_data_erasers', 'Gatehouse\add_privacy_eraser' );
add_filter( 'wp_privacy_personal_data_exporters', 'Gatehouse\add_mail_exporter' );
add_filter( 'wp_privacy_personal_data_erasers', 'Gatehouse\add_mail_eraser' );
add_action( 'admin_menu', 'Gatehouse\add_settings_page' );
add_action( 'admin_menu', 'Gatehouse\add_reports_screen' );
add_action( 'admin_menu', 'Gatehouse\add_mail_screen' );
add_action( 'admin_menu', 'Gatehouse\add_signed_in_screen' );
add_action( 'admin_menu', 'Gatehouse\add_activity_screen' );
add_action( 'show_user_profile', 'Gatehouse\print_own_sessions' );
add_action( 'admin_post_gatehouse_connect', 'Gatehouse\connect_by_form' );
add_filter( 'users_have_additional_content', 'Gatehouse\have_mails_for_others', 10, 2 );
add_action( 'delete_user_form', 'Gatehouse\warn_of_leaving_mails', 10, 2 );
add_action( 'admin_notices', 'Gatehouse\warn_of_leaving_mails_at_removal' );
add_action( 'admin_post_gatehouse_mail', 'Gatehouse\change_mail_by_form' );
add_action( 'admin_post_gatehouse_keys', 'Gatehouse\change_keys_by_form' );
add_action( 'admin_post_gatehouse_roles', 'Gatehouse\change_roles_by_form' );
add_action( 'admin_notices', 'Gatehouse\warn_of_waiting_states' );
add_filter( 'site_status_tests', 'Gatehouse\add_health_test' );
add_filter( 'plugin_action_links_' . plugin_basename( PLUGIN_FILE ), 'Gatehouse\add_settings_link' );
add_action( 'admin_enqueue_scripts', 'Gatehouse\enqueue_settings_script' );
add_action( 'admin_enqueue_scripts', 'Gatehouse\enqueue_reports_screen' );
add_action( 'admin_enqueue_scripts', 'Gatehouse\enqueue_signed_in_script' );
add_action( 'admin_enqueue_scripts', 'Gatehouse\enqueue_activity_script' );
add_action( 'admin_enqueue_scripts', 'Gatehouse\enqueue_admin_bar_script' );
add_action( 'wp_enqueue_scripts', 'Gatehouse\enqueue_admin_bar_script' );
// Beside the account menu: core's items of that side come at 0 to 9.
add_action( 'admin_bar_menu', 'Gatehouse\add_admin_bar_items', 20 );

add_filter( 'block_type_metadata_settings', 'Gatehouse\render_block_here', 10, 2 );
add_action( 'init', 'Gatehouse\register_blocks' );
add_action( 'enqueue_block_editor_assets', 'Gatehouse\tell_block_editor' );
add_filter( 'script_module_data_gatehouse-report-view-script-module', 'Gatehouse\tell_block_view' );
