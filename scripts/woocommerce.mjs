import { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { download } from './download.mjs';
import { Fault } from './fault.mjs';
import { cache } from './places.mjs';
import { reason } from './wordpress.mjs';
import { unzipFolder } from './zip.mjs';

const address = 'https://downloads.wordpress.org/plugin/woocommerce.zip';

/** It can't be had here; nobody is to blame. */
export class Unreachable extends Fault {}

/** WooCommerce's folder: of the folder or zip that WOOCOMMERCE names, else from wordpress.org, kept in the cache. */
export async function fetchWooCommerce( report = () => {} ) {
	const named = findNamed();
	if ( named !== null ) {
		return takeNamed( named, report );
	}
	const folder = join( cache, 'woocommerce' );
	if ( isWooCommerce( folder ) ) {
		return folder;
	}
	await mkdir( cache, { recursive: true } );
	const archive = join( cache, 'woocommerce.zip' );
	await download( address, archive, report ).catch( ( error ) => {
		throw new Unreachable(
			`WooCommerce could not be fetched: wordpress.org did not answer (${ reason( error ) }). Set WOOCOMMERCE to a folder or a zip of it, or allow wordpress.org.`
		);
	} );
	report( 'unpacking' );
	await unzipFolder( archive, folder );
	await rm( archive );
	return folder;
}

/** The folder or zip that WOOCOMMERCE names; null when it names none. */
export function findNamed() {
	if ( ! process.env.WOOCOMMERCE ) {
		return null;
	}
	const named = resolve( process.env.WOOCOMMERCE );
	const isZip = named.endsWith( '.zip' ) && existsSync( named );
	if ( ! isZip && ! isWooCommerce( named ) ) {
		throw notWooCommerce( named );
	}
	return named;
}

async function takeNamed( named, report ) {
	if ( isWooCommerce( named ) ) {
		return named;
	}
	const folder = join( cache, 'woocommerce-named' );
	report( 'unpacking' );
	await unzipFolder( named, folder ).catch( ( cause ) => {
		throw notWooCommerce( named, cause );
	} );
	if ( ! isWooCommerce( folder ) ) {
		throw notWooCommerce( named );
	}
	return folder;
}

function isWooCommerce( folder ) {
	return existsSync( join( folder, 'woocommerce.php' ) );
}

function notWooCommerce( named, cause ) {
	return new Fault(
		`WOOCOMMERCE names ${ named }, which is neither WooCommerce's folder (the one with woocommerce.php) nor its zip.`,
		{ cause }
	);
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
 * @param {{ tables: boolean, orders: number, now?: number }}  shop   `tables`: orders in tables of their own, or among the posts. `now`: seconds since 1970 at which the last order has just come in.
 * @param {( text: string ) => void}                           report
 */
export async function openShop(
	ask,
	{ tables, orders, now = Math.floor( Date.now() / 1000 ) },
	report
) {
	const { version } = await ask( 'shop', { tables } );
	await ask( 'stock', { now } );
	for ( let next = 0; next < orders; ) {
		( { next } = await ask( 'orders', { total: orders, now } ) );
		report( `WooCommerce ${ version }, ${ next } of ${ orders } orders` );
	}
}
