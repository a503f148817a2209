import { spawn } from 'node:child_process';
import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { bundleSidecar, sidecarBundle } from '../scripts/bundle.mjs';
import { say, step } from '../scripts/terminal.mjs';
import { createShop } from './shop.mjs';
import { startShopSite } from './shop-site.mjs';
import { signHandOff } from './site.mjs';

const orders = Number( process.env.BENCH_ORDERS ?? 1_000_000 );
const questions = Number( process.env.BENCH_COUNT ?? 100 );

/** Every report over a large shop, whose facts the sidecar has copied by itself. */
export async function benchReports() {
	const folder =
		process.env.BENCH_DATA ??
		( await mkdtemp( join( tmpdir(), 'gatehouse-bench-' ) ) );
	const { privateKey } = generateKeyPairSync( 'ed25519' );
	const jwk = privateKey.export( { format: 'jwk' } );
	const { crv, kty, x } = jwk;
	const kid = createHash( 'sha256' )
		.update( JSON.stringify( { crv, kty, x } ) )
		.digest( 'base64url' );
	const shop = createShop( orders, Math.floor( Date.now() / 1000 ) );
	const site = await startShopSite( shop, [ { kty, crv, x, kid } ] );
	const place = {
		home: site.home,
		base: `${ site.home }/reports`,
		kid,
		key: createPrivateKey( { key: jwk, format: 'jwk' } ),
	};
	let sidecar = null;
	try {
		await bundleSidecar();
		sidecar = await startSidecar( place, folder );
		const began = performance.now();
		await step( `${ orders } orders and what belongs to them`, () =>
			waitForFacts( folder, shop )
		);
		const seconds = ( performance.now() - began ) / 1000;
		const filling = memoryOf( sidecar );
		const busy = cpuSeconds( sidecar );
		await stop( sidecar );

		say( '' );
		say(
			`Node ${ process.versions.node }, ${ cpus().length } × ${ cpus()[ 0 ]?.model }, SQLite`
		);
		say(
			`${ orders } orders of 3 lines, ${ shop.count } facts: ${ Math.round( orders / seconds ) } orders a second, ${ Math.round( orders / busy ) } a second of the sidecar's CPU, at most ${ filling } MB`
		);
		say( `${ Math.round( bytesOf( folder ) / orders ) } bytes an order` );

		sidecar = await startSidecar( place, folder );
		print( await askReports( sidecar, place, shop ) );
		say( `while answering: at most ${ memoryOf( sidecar ) } MB` );
	} finally {
		await stop( sidecar );
		site.close();
		if ( process.env.BENCH_DATA === undefined ) {
			await rm( folder, { recursive: true, force: true } );
		}
	}
}

async function startSidecar( { home, base }, folder ) {
	const child = spawn( process.execPath, [ sidecarBundle ], {
		env: {
			GATEHOUSE_SITES: `${ home }=${ base }`,
			GATEHOUSE_DATA: folder,
			GATEHOUSE_PORT: '0',
			GATEHOUSE_LIMIT_FACTOR: '999999',
		},
	} );
	child.stderr.pipe( process.stderr );
	let output = '';
	for await ( const chunk of child.stdout.iterator( {
		destroyOnReturn: false,
	} ) ) {
		output += chunk;
		const port = /"port":(\d+)/.exec( output )?.[ 1 ];
		if ( port ) {
			child.stdout.resume();
			return { child, port: Number( port ) };
		}
	}
	throw new Error( 'The sidecar did not start.' );
}

async function stop( sidecar ) {
	if ( sidecar !== null && sidecar.child.exitCode === null ) {
		sidecar.child.kill();
		await once( sidecar.child, 'exit' );
	}
}

/** All are there, and every day is counted. */
async function waitForFacts( folder ) {
	for (;;) {
		await new Promise( ( done ) => setTimeout( done, 500 ) );
		const db = openDatabase( folder );
		if ( db === null ) {
			continue;
		}
		try {
			const { left } = db
				.prepare(
					'select ( select count( * ) from copies where filled = 0 ) + ( select count( * ) from dirty_days ) + ( select count( * ) from sites where agreed_at is null ) as left'
				)
				.get();
			const { begun } = db
				.prepare( 'select count( * ) as begun from copies' )
				.get();
			if ( begun > 0 && left === 0 ) {
				return;
			}
		} finally {
			db.close();
		}
	}
}

function openDatabase( folder ) {
	try {
		const db = new DatabaseSync( join( folder, 'facts.sqlite' ), {
			readOnly: true,
			timeout: 1000,
		} );
		db.prepare( 'select 1 from copies' ).get();
		return db;
	} catch {
		return null;
	}
}

function bytesOf( folder ) {
	return statSync( join( folder, 'facts.sqlite' ) ).size;
}

/** Of the whole process at its highest; only Linux tells. */
function memoryOf( { child } ) {
	try {
		const status = readFileSync( `/proc/${ child.pid }/status`, 'utf8' );
		return Math.round( /VmHWM:\s+(\d+)/.exec( status )[ 1 ] / 1024 );
	} catch {
		return NaN;
	}
}

/** Of all threads, in hundredths of a second; only Linux tells. */
function cpuSeconds( { child } ) {
	try {
		const fields = readFileSync( `/proc/${ child.pid }/stat`, 'utf8' )
			.split( ') ' )[ 1 ]
			.split( ' ' );
		return ( Number( fields[ 11 ] ) + Number( fields[ 12 ] ) ) / 100;
	} catch {
		return NaN;
	}
}

/** Each question is about another period, so that no document lies ready. */
async function askReports( { port }, place, shop ) {
	const address = `http://127.0.0.1:${ port }/reports`;
	const cookie = await signIn( address, place );
	const ask = async ( path ) => {
		const began = performance.now();
		const answer = await fetch( `${ address }${ path }`, {
			headers: { cookie },
		} );
		const body = await answer.json();
		if ( ! answer.ok ) {
			throw new Error( `${ path }: ${ body.code }` );
		}
		return { body, milliseconds: performance.now() - began };
	};
	const { body } = await ask( '/api/reports' );
	const measured = [];
	for ( const { id } of body.reports ) {
		const runs = [];
		for ( let count = 0; count < questions; count++ ) {
			const { milliseconds, body: document } = await ask(
				`/api/reports/${ id }?${ randomQuery( shop ) }`
			);
			if ( document.state !== 'ready' && document.state !== 'empty' ) {
				throw new Error( `${ id } is ${ document.state }.` );
			}
			runs.push( milliseconds );
		}
		measured.push( { name: id, runs: runs.sort( ( a, b ) => a - b ) } );
	}
	return measured;
}

function randomQuery( { from } ) {
	const day = 86_400_000;
	const days = Math.floor( ( Date.now() - from * 1000 ) / day );
	// As many short periods as long ones.
	const length = Math.ceil( days ** Math.random() );
	const start =
		from * 1000 + Math.floor( Math.random() * ( days - length ) ) * day;
	const pick = ( items ) =>
		items[ Math.floor( Math.random() * items.length ) ];
	return new URLSearchParams( {
		from: new Date( start ).toISOString().slice( 0, 10 ),
		to: new Date( start + length * day ).toISOString().slice( 0, 10 ),
		by: pick( [ 'day', 'week', 'month', 'quarter' ] ),
		compare: pick( [ 'previous', 'year', 'none' ] ),
	} );
}

async function signIn( address, place ) {
	const answer = await fetch( `${ address }/`, {
		method: 'POST',
		headers: {
			Origin: place.home,
			'Content-Type': 'application/jose',
		},
		body: signHandOff( place, {
			grants: [ 'view', 'export', 'shop', 'manage' ],
		} ),
	} );
	const cookies = answer.headers.getSetCookie();
	if ( ! answer.ok || cookies.length === 0 ) {
		throw new Error( `The hand-off was answered ${ answer.status }.` );
	}
	return cookies.map( ( one ) => one.split( ';' )[ 0 ] ).join( '; ' );
}

function print( measured ) {
	say( '' );
	say( `${ questions } random periods each, milliseconds` );
	for ( const { name, runs } of measured ) {
		const at = ( share ) =>
			runs[
				Math.min( runs.length - 1, Math.floor( runs.length * share ) )
			]
				.toFixed( 1 )
				.padStart( 9 );
		say(
			`${ name.padEnd( 16 ) }p50${ at( 0.5 ) }   p95${ at( 0.95 ) }   max${ at( 1 ) }`
		);
	}
}
