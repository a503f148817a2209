import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { provision } from './provisioning.mjs';
import { forgetful, startMariadb } from './servers/mariadb.mjs';
import { layOutSite } from './site.mjs';
import { fetchSqlitePlugin } from './sqlite-plugin.mjs';
import { openStage } from './stage.mjs';
import { step } from './terminal.mjs';
import { addWooCommerce, openShop } from './woocommerce.mjs';
import { fetchWordPress, versions } from './wordpress.mjs';

/**
 * Makes a site with a shop of so many orders, hands the folder of its WordPress to `work`, and
 * stops its servers afterwards. `settings` are MariaDB's.
 */
export async function withShop(
	{
		folder,
		woocommerce,
		database,
		tables,
		orders,
		now,
		program,
		settings = [],
	},
	work
) {
	const site = join( folder, 'site' );
	const wordpress = await step( 'Fetching WordPress', ( report ) =>
		fetchWordPress( versions.newest, report )
	);
	await rm( folder, { recursive: true, force: true } );
	const mariadb =
		database === 'MariaDB'
			? await startMariadb( join( folder, 'mariadb' ), {
					settings: [ ...forgetful, ...settings ],
					prefix: 'wordpress',
				} )
			: null;
	try {
		await layOutSite( site, {
			wordpress,
			sqlite: mariadb ? undefined : await fetchSqlitePlugin( () => {} ),
			constants: {
				WP_HTTP_BLOCK_EXTERNAL: true,
				DISABLE_WP_CRON: true,
				...( mariadb && ( await emptyDatabase( mariadb ) ) ),
			},
		} );
		await addWooCommerce( woocommerce, join( site, 'wordpress' ) );
		await step( 'Opening the shop', ( report ) =>
			fill( site, { tables, orders, now, program }, report )
		);
		return await work( join( site, 'wordpress' ) );
	} finally {
		await mariadb?.stop();
	}
}

async function emptyDatabase( { account, port, url } ) {
	const { createConnection } = await import( 'mysql2/promise' );
	const connection = await createConnection( url( '' ) );
	await connection.query( 'create database wordpress character set utf8mb4' );
	await connection.end();
	return {
		DB_USER: account.user,
		DB_PASSWORD: account.password,
		DB_HOST: `127.0.0.1:${ port }`,
	};
}

async function fill( folder, { tables, orders, now, program }, report ) {
	const stage = await openStage( { folder } );
	try {
		await stage.startWordPress( { kind: 'native', program, workers: 1 } );
		await provision(
			{ folder, port: stage.ports.wordpress, home: stage.home },
			async ( ask ) => {
				await ask( 'install', {
					title: 'Harbour & Hill',
					tagline: 'A town magazine',
					timezone: 'Asia/Seoul',
				} );
				await openShop( ask, { tables, orders, now }, report );
			}
		);
	} finally {
		await stage.stop();
	}
}
