import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from './archives.mjs';
import { connect } from './connection.mjs';
import { provision } from './provisioning.mjs';
import { layOutSite, readRecord, writeRecord } from './site.mjs';
import { fetchSqlitePlugin } from './sqlite-plugin.mjs';
import { step } from './terminal.mjs';
import { addWooCommerce, fetchWooCommerce, openShop } from './woocommerce.mjs';
import { fetchWordPress, versions } from './wordpress.mjs';

const shopOrders = 3000;

/** Removes what the demo has made, and nothing else that may lie in the folder. */
export async function clearSite( folder ) {
	for ( const name of [
		'wordpress',
		'wordpress.part',
		'database',
		'logs',
		'sidecar',
		'site.json',
	] ) {
		await rm( join( folder, name ), { recursive: true, force: true } );
	}
}

export async function laySiteOut( folder ) {
	if ( existsSync( join( folder, 'wordpress', 'wp-config.php' ) ) ) {
		return;
	}
	const wordpress = await step( 'Fetching WordPress', ( report ) =>
		fetchWordPress( versions.newest, report )
	);
	const sqlite = await step(
		'Fetching the SQLite driver',
		fetchSqlitePlugin
	);
	await clearSite( folder );
	await step( 'Copying WordPress', () =>
		layOutSite( folder, { wordpress, sqlite } )
	);
}

/** Puts WooCommerce among the plugins; a site that has it keeps its own. */
export async function addShop( folder ) {
	const wordpress = join( folder, 'wordpress' );
	if ( ! existsSync( join( wordpress, 'wp-content/plugins/woocommerce' ) ) ) {
		const woocommerce = await step(
			'Fetching WooCommerce',
			fetchWooCommerce
		);
		await step( 'Copying WooCommerce', () =>
			addWooCommerce( woocommerce, wordpress )
		);
	}
}

/** Does what a running WordPress still lacks, and remembers each part when it is done. */
export async function fillSite( { stage, archive, shop } ) {
	const { folder, home, ports } = stage;
	const record = await readRecord( folder );
	const remember = ( part ) =>
		writeRecord( folder, Object.assign( record, part ) );
	const digest = await digestOf( archive );
	if (
		record.content === true &&
		record.logo === true &&
		record.plugin === digest &&
		record.home === home &&
		( ! shop || record.shop === true )
	) {
		return;
	}
	await provision(
		{ folder, port: ports.wordpress, home, archive },
		async ( ask ) => {
			if ( ! record.installed ) {
				await step( 'Installing WordPress', () =>
					ask( 'install', magazine() )
				);
				await remember( { installed: true, home } );
			}
			if ( record.home !== home ) {
				await step( 'Moving to the new address', () =>
					ask( 'address' )
				);
				await remember( { home } );
			}
			if ( record.content !== true ) {
				await step( 'Writing a year of content', ( report ) =>
					writeContent( ask, record.content ?? 0, report, remember )
				);
			}
			if ( record.logo !== true ) {
				await ask( 'logo' );
				await remember( { logo: true } );
			}
			if ( shop && record.shop !== true ) {
				await step( 'Opening the shop', ( report ) =>
					openShop(
						ask,
						{ tables: true, orders: shopOrders },
						report
					)
				);
				await remember( { shop: true } );
			}
			if ( record.plugin !== digest ) {
				await step( 'Installing the plugin from its zip', () =>
					ask( 'plugin', { archive: 'plugin.zip' } )
				);
				await remember( { plugin: digest } );
			}
		}
	);
}

export async function connectSite( stage ) {
	const { folder, home, base, ports } = stage;
	const record = await readRecord( folder );
	if ( record.connected === base ) {
		return;
	}
	await step( 'Connecting WordPress and the sidecar', ( report ) =>
		provision( { folder, port: ports.wordpress, home }, ( ask ) =>
			connect( ask, base, report )
		)
	);
	await writeRecord( folder, { ...record, connected: base } );
}

/** @return {{ title: string, tagline: string, timezone: string }} The site's own settings; its days are this machine's. */
function magazine() {
	return {
		title: 'Harbour & Hill',
		tagline: 'A town magazine · 항구와 언덕',
		timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
	};
}

async function writeContent( ask, from, report, remember ) {
	for ( let next = from; ; ) {
		const written = await ask( 'content', { from: next } );
		next = written.next;
		report(
			`${ next } of ${ written.total } posts and pages, ${ written.comments } comments`
		);
		if ( next >= written.total ) {
			await remember( { content: true } );
			return;
		}
		await remember( { content: next } );
	}
}
