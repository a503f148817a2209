<?php
/**
 * The magazine's shop: WooCommerce with products, categories, coupons and people. Orders come
 * from shop-orders.php.
 */

use Automattic\WooCommerce\Internal\DataStores\Orders\DataSynchronizer;

/** Name, Korean name, price in cents, pieces in stock (null: not counted), category. */
const GOODS = array(
	array( 'Harbour map, 2nd edition', '항구 지도 2판', 1450, 240, 'Prints' ),
	array( 'Lighthouse print, A3', '등대 포스터 A3', 2200, 64, 'Prints' ),
	array( 'Tide table poster', '물때 포스터', 1690, 12, 'Prints' ),
	array( 'Hillside risograph', '언덕 리소그래프', 2890, 7, 'Prints' ),
	array( 'Sea salt, 200 g', '천일염 200 g', 790, 410, 'Pantry' ),
	array( 'Roasted seaweed, 10 sheets', '구운 김 10장', 590, 530, 'Pantry' ),
	array( 'Kelp crackers', '다시마 과자', 450, 35, 'Pantry' ),
	array( 'Anchovy stock, 12 bags', '멸치 육수 12포', 1199, 88, 'Pantry' ),
	array( 'Omija syrup, 500 ml', '오미자청 500 ml', 1880, 19, 'Pantry' ),
	array( 'Linen apron', '리넨 앞치마', 3900, 44, 'Home' ),
	array( 'Stoneware mug', '도자기 머그', 2450, 130, 'Home' ),
	array( 'Tea bowl, celadon', '청자 찻사발', 5400, 9, 'Home' ),
	array( 'Bath towel, hinoki', '목욕 수건', 2790, 71, 'Home' ),
	array( 'Wool blanket', '양모 담요', 9800, 15, 'Home' ),
	array( 'Rain hat', '비 모자', 3450, 28, 'Wear' ),
	array( 'Fisherman’s sweater', '어부 스웨터', 11900, 22, 'Wear' ),
	array( 'Canvas tote', '캔버스 가방', 1550, 300, 'Wear' ),
	array( 'Wool socks', '양말', 1250, 190, 'Wear' ),
	array( 'Harbour & Hill, one year', '정기 구독 1년', 4800, null, 'Magazine' ),
	array( 'Harbour & Hill, single issue', '낱권', 980, null, 'Magazine' ),
	array( 'Back issue bundle', '지난 호 묶음', 2600, 51, 'Magazine' ),
	array( 'Paper lantern kit', '연등 만들기', 1350, 3, 'Gifts' ),
	array( 'Gift wrapping', '선물 포장', 333, null, 'Gifts' ),
	array( 'Postcards, set of 8', '엽서 8장', 895, 220, 'Gifts' ),
);

const GOODS_KINDS = array(
	'Prints'   => '인쇄물',
	'Pantry'   => '먹거리',
	'Home'     => '살림',
	'Wear'     => '옷',
	'Magazine' => '잡지',
	'Gifts'    => '선물',
);

/** Percent off. */
const COUPONS = array(
	'welcome10' => 10,
	'harbour15' => 15,
	'한가위'       => 20,
);

const REGULARS = 120;

/** WooCommerce has been put among the plugins. `tables`: orders in tables of their own, or among the posts. */
function open_shop( array $order ): array|WP_Error {
	require_once ABSPATH . 'wp-admin/includes/plugin.php';
	$activated = activate_plugin( 'woocommerce/woocommerce.php' );
	if ( is_wp_error( $activated ) ) {
		return $activated;
	}
	WC_Install::install();
	wc_get_container()->get( DataSynchronizer::class )->create_database_tables();
	$settings = array(
		'woocommerce_custom_orders_table_enabled'           => $order['tables'] ? 'yes' : 'no',
		'woocommerce_custom_orders_table_data_sync_enabled' => 'no',
		'woocommerce_currency'                              => 'USD',
		'woocommerce_default_country'                       => 'KR:KR-26',
		'woocommerce_calc_taxes'                            => 'yes',
		'woocommerce_analytics_scheduled_import'            => 'no',
		'woocommerce_coming_soon'                           => 'no',
		'woocommerce_onboarding_profile'                    => array( 'skipped' => true ),
		'woocommerce_task_list_hidden'                      => 'yes',
	);
	foreach ( $settings as $name => $value ) {
		update_option( $name, $value );
	}
	return array( 'version' => WC()->version );
}

/** In a request of its own, for WooCommerce reads its settings as it starts. */
function stock_shop( array $order ): array {
	welcome_regulars( $order['now'] );
	if ( wc_get_product_id_by_sku( 'HH-001' ) ) {
		return array();
	}
	WC_Tax::_insert_tax_rate(
		array(
			'tax_rate_country'  => 'KR',
			'tax_rate'          => '10',
			'tax_rate_name'     => 'VAT',
			'tax_rate_priority' => 1,
			'tax_rate_shipping' => 1,
		)
	);
	$categories = array();
	foreach ( GOODS_KINDS as $name => $korean ) {
		$categories[ $name ] = (int) wp_insert_term( "$name · $korean", 'product_cat' )['term_id'];
	}
	foreach ( GOODS as $index => list( $name, $korean, $cents, $stock, $kind ) ) {
		$product = new WC_Product_Simple();
		$product->set_props(
			array(
				'name'           => 0 === $index % 3 ? $korean : $name,
				'sku'            => sprintf( 'HH-%03d', $index + 1 ),
				'regular_price'  => decimal( $cents, 2 ),
				'category_ids'   => array( $categories[ $kind ] ),
				'manage_stock'   => null !== $stock,
				'stock_quantity' => $stock,
			)
		);
		$product->save();
	}
	add_sizes( $categories['Wear'] );
	foreach ( COUPONS as $code => $percent ) {
		$coupon = new WC_Coupon();
		$coupon->set_props(
			array(
				'code'          => $code,
				'discount_type' => 'percent',
				'amount'        => $percent,
			)
		);
		$coupon->save();
	}
	return array( 'products' => count( GOODS ) );
}

/** One product that is bought in sizes. */
function add_sizes( int $category ): void {
	$size = new WC_Product_Attribute();
	$size->set_name( 'Size' );
	$size->set_options( array( 'S', 'M', 'L' ) );
	$size->set_variation( true );
	$shirt = new WC_Product_Variable();
	$shirt->set_props(
		array(
			'name'         => 'Work shirt',
			'sku'          => 'HH-SHIRT',
			'category_ids' => array( $category ),
			'attributes'   => array( $size ),
		)
	);
	$shirt->save();
	foreach ( array( 'S', 'M', 'L' ) as $letter ) {
		$variation = new WC_Product_Variation();
		$variation->set_props(
			array(
				'parent_id'      => $shirt->get_id(),
				'attributes'     => array( 'size' => $letter ),
				'sku'            => "HH-SHIRT-$letter",
				'regular_price'  => '39.00',
				'manage_stock'   => true,
				'stock_quantity' => 40,
			)
		);
		$variation->save();
	}
}

/** People with an account, registered over the year before the first order. */
function welcome_regulars( int $now ): void {
	global $wpdb;
	for ( $number = 1; $number <= REGULARS; $number++ ) {
		$login = "regular$number";
		if ( ! username_exists( $login ) ) {
			$at = gmdate( 'Y-m-d H:i:s', $now - ( 780 - $number * 5 ) * DAY_IN_SECONDS );
			$wpdb->insert(
				$wpdb->users,
				array(
					'user_login'      => $login,
					'user_pass'       => '!',
					'user_nicename'   => $login,
					'user_email'      => "$login@example.com",
					'display_name'    => "Regular $number",
					'user_registered' => $at,
				)
			);
			update_user_meta( (int) $wpdb->insert_id, $wpdb->prefix . 'capabilities', array( 'customer' => true ) );
		}
	}
}

function decimal( int $minor, int $exponent ): string {
	return 0 === $exponent ? (string) $minor : sprintf( '%s%d.%0' . $exponent . 'd', $minor < 0 ? '-' : '', intdiv( abs( $minor ), 10 ** $exponent ), abs( $minor ) % 10 ** $exponent );
}
