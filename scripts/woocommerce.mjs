import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { download } from './download.mjs';
import { Fault } from './fault.mjs';
import { cache } from './places.mjs';
import { reason } from './wordpress.mjs';
import { unzipFolder } from './zip.mjs';

const address = 'https://downloads.wordpress.org/plugin/woocommerce.zip';
const mainFile = 'woocommerce.php';

/** WooCommerce's folder: of the folder or zip that WOOCOMMERCE names, else from wordpress.org, kept in the cache. */
export async function fetchWooCommerce( report = () => {} ) {
	const named = process.env.WOOCOMMERCE;
	if ( named ) {
		return takeNamed( resolve( named ), report );
	}
	const folder = join( cache, 'woocommerce' );
	if ( existsSync( join( folder, mainFile ) ) ) {
		return folder;
	}
	await mkdir( cache, { recursive: true } );
	const archive = join( cache, 'woocommerce.zip' );
	await download( address, archive, report ).catch( ( error ) => {
		throw new Fault(
			`WooCommerce could not be fetched: wordpress.org did not answer (${ reason( error ) }). Name a folder or a zip of it: WOOCOMMERCE=/path/to/woocommerce`
		);
	} );
	report( 'unpacking' );
	await unzipFolder( archive, folder );
	await rm( archive );
	return folder;
}

async function takeNamed( named, report ) {
	if ( existsSync( join( named, mainFile ) ) ) {
		return named;
	}
	if ( ! named.endsWith( '.zip' ) || ! existsSync( named ) ) {
		throw new Fault(
			`WOOCOMMERCE names ${ named }, which is neither WooCommerce's folder nor its zip.`
		);
	}
	const folder = join( cache, 'woocommerce-named' );
	report( 'unpacking' );
	await unzipFolder( named, folder );
	return takeNamed( folder, report );
}

/** Puts it among a site's plugins. */
export function addWooCommerce( woocommerce, wordpress ) {
	return cp(
		woocommerce,
		join( wordpress, 'wp-content', 'plugins', 'woocommerce' ),
		{ recursive: true }
	);
}

/**
 * Opens the magazine's shop on a running WordPress and writes its orders.
 *
 * @param {( step: string, order?: object ) => Promise< any >} ask
 * @param {{ tables: boolean, orders: number }}                shop   `tables`: orders in tables of their own, or among the posts.
 * @param {( text: string ) => void}                           report
 */
export async function openShop( ask, { tables, orders }, report ) {
	const { version } = await ask( 'shop', { tables } );
	await ask( 'stock' );
	for ( let next = 0; next < orders; ) {
		( { next } = await ask( 'orders', { total: orders } ) );
		report( `WooCommerce ${ version }, ${ next } of ${ orders } orders` );
	}
}
