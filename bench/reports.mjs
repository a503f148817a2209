import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleSidecar } from '../scripts/bundle.mjs';
import { say, step } from '../scripts/terminal.mjs';
import { findFilled, waitForFacts } from './report-facts.mjs';
import { askCsv, askPdfs } from './report-files.mjs';
import {
	askReports,
	openBrowser,
	waitUntilFresh,
} from './report-questions.mjs';
import {
	bytesOf,
	cpuSeconds,
	memoryOf,
	startSidecar,
	stop,
} from './sidecar.mjs';
import { createShop, secondsOfShop } from './shop.mjs';
import { startShopSite } from './shop-site.mjs';

const orders = Number( process.env.BENCH_ORDERS ?? 1_000_000 );
const questions = Number( process.env.BENCH_COUNT ?? 100 );
const pages = 30;

/** Every report over a large shop, whose facts the sidecar has copied by itself. */
export async function benchReports() {
	const folder =
		process.env.BENCH_DATA ??
		( await mkdtemp( join( tmpdir(), 'gatehouse-bench-' ) ) );
	const filled = findFilled( folder );
	const { place, keys } = makeKeys();
	const shop = createShop(
		orders,
		filled === null
			? Math.floor( Date.now() / 1000 )
			: filled.first + secondsOfShop
	);
	const site = await startShopSite( shop, keys, filled?.port ?? 0 );
	Object.assign( place, { home: site.home, base: `${ site.home }/reports` } );
	let sidecar = null;
	try {
		await bundleSidecar();
		say(
			`Node ${ process.versions.node }, ${ cpus().length } × ${ cpus()[ 0 ]?.model }, SQLite`
		);
		if ( filled === null ) {
			sidecar = await startSidecar( place, folder );
			await fill( sidecar, folder, shop );
			await stop( sidecar );
		}
		say( `${ Math.round( bytesOf( folder ) / orders ) } bytes an order` );

		sidecar = await startSidecar( place, folder );
		say(
			`${ Math.round( sidecar.startMilliseconds ) } ms from the start to the first answer`
		);
		const ask = await openBrowser( sidecar, place );
		await waitUntilFresh( ask );
		printReports( await askReports( ask, shop, questions ) );
		say( `while answering: at most ${ memoryOf( sidecar ).highest } MB` );
		printCsv( await askCsv( ask, sidecar, shop ) );
		printPdfs( await askPdfs( ask, sidecar, pages ) );
	} finally {
		await stop( sidecar );
		site.close();
		if ( process.env.BENCH_DATA === undefined ) {
			await rm( folder, { recursive: true, force: true } );
		}
	}
}

/** What stands before the 32 bytes of an Ed25519 key (RFC 8410). */
const pkcs8 = Buffer.from( '302e020100300506032b657004220420', 'hex' );

/** Always the same: a folder that was filled in an earlier run knows it. */
function makeKeys() {
	const key = createPrivateKey( {
		key: Buffer.concat( [ pkcs8, Buffer.alloc( 32, 7 ) ] ),
		format: 'der',
		type: 'pkcs8',
	} );
	const jwk = createPublicKey( key ).export( { format: 'jwk' } );
	const { crv, kty, x } = jwk;
	const kid = createHash( 'sha256' )
		.update( JSON.stringify( { crv, kty, x } ) )
		.digest( 'base64url' );
	return {
		place: { kid, key },
		keys: [ { kty, crv, x, kid } ],
	};
}

async function fill( sidecar, folder, shop ) {
	const began = performance.now();
	await step( `${ orders } orders and what belongs to them`, () =>
		waitForFacts( folder )
	);
	const seconds = ( performance.now() - began ) / 1000;
	say(
		`${ orders } orders of 3 lines, ${ shop.count } facts: ${ Math.round( orders / seconds ) } orders a second, ${ Math.round( orders / cpuSeconds( sidecar.child.pid ) ) } a second of the sidecar's CPU, at most ${ memoryOf( sidecar ).highest } MB`
	);
}

function printReports( measured ) {
	say( '' );
	say( `${ questions } random periods each, milliseconds` );
	for ( const { name, runs } of measured ) {
		say( `${ name.padEnd( 16 ) }${ spread( runs ) }` );
	}
}

function printCsv( { rows, bytes, seconds, before, highest } ) {
	say( '' );
	say(
		`CSV of ${ rows } orders: ${ Math.round( bytes / 1e6 ) } MB in ${ seconds.toFixed( 1 ) } s, ${ before } MB of memory before, at most ${ highest } MB`
	);
}

function printPdfs( { first, after, before, highest } ) {
	say(
		`PDF page with a chart and 50 rows, Korean: the first ${ first.toFixed( 0 ) } ms, after it${ spread( after ) }`
	);
	say(
		`while printing: ${ before } MB of memory before, at most ${ highest } MB`
	);
}

function spread( runs ) {
	const sorted = runs.toSorted( ( a, b ) => a - b );
	const at = ( share ) =>
		sorted[
			Math.min( sorted.length - 1, Math.floor( sorted.length * share ) )
		]
			.toFixed( 1 )
			.padStart( 9 );
	return `p50${ at( 0.5 ) }   p95${ at( 0.95 ) }   max${ at( 1 ) }`;
}
