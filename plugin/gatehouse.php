<?php
/**
 * Plugin Name:       Gatehouse
 * Description:       Reports that open by themselves for the people who may see them, and for nobody else. Sign in to WordPress and the reports are signed in too; sign out and they are gone.
 * Version:           0.1.0
 * Requires at least: 6.8
 * Requires PHP:      8.1
 * Author:            Gatehouse
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       gatehouse
 * Domain Path:       /languages
 * Network:           true
 *
 * @package Gatehouse
 */

declare( strict_types=1 );

namespace Gatehouse;

defined( 'ABSPATH' ) || exit;

// A second copy under another folder name must not redeclare everything.
if ( defined( 'Gatehouse\VERSION' ) ) {
	return;
}

const VERSION     = '0.1.0';
const PLUGIN_FILE = __FILE__;

require __DIR__ . '/address.php';
require __DIR__ . '/options.php';
require __DIR__ . '/tables.php';
require __DIR__ . '/keys.php';
require __DIR__ . '/statement.php';
require __DIR__ . '/vouchers.php';
require __DIR__ . '/breaker.php';
require __DIR__ . '/sidecar.php';
require __DIR__ . '/sidecar-keys.php';
require __DIR__ . '/grants.php';
require __DIR__ . '/arrivals.php';
require __DIR__ . '/wordpress-session.php';
require __DIR__ . '/stored-user.php';
require __DIR__ . '/user-state.php';
require __DIR__ . '/state-queue.php';
require __DIR__ . '/held-sessions.php';
require __DIR__ . '/mark.php';
require __DIR__ . '/user-changes.php';
require __DIR__ . '/network.php';
require __DIR__ . '/device.php';
require __DIR__ . '/hand-off.php';
require __DIR__ . '/hand-off-route.php';
require __DIR__ . '/cookies.php';
require __DIR__ . '/page-request.php';
require __DIR__ . '/sign-in.php';
require __DIR__ . '/facts/rows.php';
require __DIR__ . '/facts/words.php';
require __DIR__ . '/facts/posts.php';
require __DIR__ . '/facts/comments.php';
require __DIR__ . '/facts/users.php';
require __DIR__ . '/facts/terms.php';
require __DIR__ . '/facts/money.php';
require __DIR__ . '/shop/shop.php';
require __DIR__ . '/shop/order-rows.php';
require __DIR__ . '/shop/stored-orders.php';
require __DIR__ . '/shop/lump-refunds.php';
require __DIR__ . '/shop/stored-meta.php';
require __DIR__ . '/shop/order-lines.php';
require __DIR__ . '/shop/buyers.php';
require __DIR__ . '/shop/purchases.php';
require __DIR__ . '/shop/first-purchases.php';
require __DIR__ . '/facts/orders.php';
require __DIR__ . '/facts/order-items.php';
require __DIR__ . '/facts/coupon-uses.php';
require __DIR__ . '/facts/products.php';
require __DIR__ . '/own-declarations.php';
require __DIR__ . '/catalogue.php';
require __DIR__ . '/facts/datasets.php';
require __DIR__ . '/change-log.php';
require __DIR__ . '/log-marks.php';
require __DIR__ . '/shop/changes.php';
require __DIR__ . '/site-description.php';
require __DIR__ . '/logo.php';
require __DIR__ . '/ranges.php';
require __DIR__ . '/visits.php';
require __DIR__ . '/sync-routes.php';
require __DIR__ . '/key-routes.php';
require __DIR__ . '/cross-origin.php';
require __DIR__ . '/connect.php';
require __DIR__ . '/waiting-states.php';
require __DIR__ . '/key-rotation.php';
require __DIR__ . '/key-screen.php';
require __DIR__ . '/database-line.php';
require __DIR__ . '/settings.php';
require __DIR__ . '/role-grants.php';
require __DIR__ . '/site-health.php';
require __DIR__ . '/paper.php';
require __DIR__ . '/page-context.php';
require __DIR__ . '/admin-bar.php';
require __DIR__ . '/reports-screen.php';
require __DIR__ . '/removable-sessions.php';
require __DIR__ . '/signed-in.php';
require __DIR__ . '/signed-in-routes.php';
require __DIR__ . '/signed-in-screen.php';
require __DIR__ . '/activity-screen.php';
require __DIR__ . '/privacy.php';
require __DIR__ . '/block.php';
require __DIR__ . '/onward.php';
require __DIR__ . '/mail/times.php';
require __DIR__ . '/mail/recipients.php';
require __DIR__ . '/mail/departures.php';
require __DIR__ . '/mail/deliveries.php';
require __DIR__ . '/mail/schedules.php';
require __DIR__ . '/mail/numbers.php';
require __DIR__ . '/mail/stop.php';
require __DIR__ . '/mail/plain-text.php';
require __DIR__ . '/mail/message.php';
require __DIR__ . '/mail/files.php';
require __DIR__ . '/mail/send.php';
require __DIR__ . '/mail/run.php';
require __DIR__ . '/mail/screen.php';
require __DIR__ . '/mail/narrowed.php';
require __DIR__ . '/mail/form.php';
require __DIR__ . '/mail/recipient-fields.php';
require __DIR__ . '/mail/log-screen.php';
require __DIR__ . '/mail/orders.php';
require __DIR__ . '/mail/privacy.php';
require __DIR__ . '/installation.php';
require __DIR__ . '/hooks.php';
