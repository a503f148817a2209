import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { packArchives } from '../scripts/archives.mjs';
import { buildAll } from '../scripts/build.mjs';
import { findProgram } from '../scripts/command.mjs';
import { connect } from '../scripts/connection.mjs';
import { cache } from '../scripts/places.mjs';
import { provision } from '../scripts/provisioning.mjs';
import { wait } from '../scripts/service.mjs';
import { withShop } from '../scripts/shop-site.mjs';
import { openStage } from '../scripts/stage.mjs';
import { say, step } from '../scripts/terminal.mjs';
import { fetchWooCommerce } from '../scripts/woocommerce.mjs';

const orders = Number( process.env.BENCH_ORDERS ?? 100_000 );
const rounds = Number( process.env.BENCH_ROUNDS ?? 12 );
const visitSeconds = 10;
const visitsPerSecond = 2;

/** The first copy of a real shop, by itself and beside visitors: WooCommerce on MariaDB. */
export async function benchCopy() {
	const woocommerce = await step( 'Fetching WooCommerce', fetchWooCommerce );
	await buildAll();
	const archives = await packArchives();
	const folder = join( cache, 'bench-shop' );
	const program = findProgram( 'php' );
	try {
		await withShop(
			{
				folder,
				woocommerce,
				database: 'MariaDB',
				tables: true,
				orders,
				program,
				// A shop of this size has its database in memory.
				settings: [ '--innodb-buffer-pool-size=512M' ],
			},
			async () => {
				for ( const workers of [ 1, 4 ] ) {
					await benchSite( {
						folder: join( folder, 'site' ),
						php: { kind: 'native', program, workers },
						archive: archives.plugin,
					} );
				}
			}
		);
	} finally {
		await rm( folder, { recursive: true, force: true } );
	}
}

async function benchSite( { folder, php, archive } ) {
	const stage = await openStage( { folder } );
	const data = join( folder, 'sidecar' );
	try {
		await stage.startWordPress( php );
		await rm( data, { recursive: true, force: true } );
		await provision(
			{ folder, port: stage.ports.wordpress, home: stage.home, archive },
			async ( ask ) => {
				await ask( 'address' );
				await ask( 'plugin', { archive: 'plugin.zip' } );
				await stage.startSidecar();
				await connect( ask, stage.base );
			}
		);
		const of = `${ php.workers } PHP worker${ php.workers > 1 ? 's' : '' }`;
		const began = performance.now();
		const facts = await step( `Copying, ${ of }`, () => copied( data ) );
		const seconds = ( performance.now() - began ) / 1000;
		say(
			`${ of }: ${ orders } orders, ${ facts } facts in ${ seconds.toFixed( 1 ) } s, ${ Math.round( orders / seconds ) } orders a second`
		);
		await stage.stopSidecar();
		forget( data );
		await stage.startSidecar();
		const { alone, beside, factsPerSecond } = await visitByTurns(
			stage,
			data
		);
		say(
			`${ of }, ${ visitsPerSecond } pages a second, ${ rounds } times ${ visitSeconds } s: ${ alone.toFixed( 1 ) } ms alone, ${ beside.toFixed( 1 ) } ms beside the copy (${ ( beside / alone ).toFixed( 3 ) }); ${ Math.round( factsPerSecond ) } facts a second`
		);
	} finally {
		await stage.stop();
	}
}

/** @return {Promise< number >} How many facts there are when all are. */
async function copied( data ) {
	for (;;) {
		await wait( 100 );
		const { done, left, begun } = factsIn( data );
		if ( begun > 0 && left === 0 ) {
			return done;
		}
	}
}

function factsIn( data ) {
	return withFacts( data, { readOnly: true }, ( db ) =>
		db
			.prepare(
				'select count( * ) as begun, coalesce( sum( done ), 0 ) as done, coalesce( sum( 1 - filled ), 0 ) as left from copies'
			)
			.get()
	);
}

/** The next start copies all of it again. */
function forget( data ) {
	withFacts( data, {}, ( db ) =>
		db.exec(
			'update copies set after = 0, done = 0, finished = 0, filled = 0'
		)
	);
}

function withFacts( data, options, work ) {
	const db = new DatabaseSync( join( data, 'facts.sqlite' ), {
		timeout: 1000,
		...options,
	} );
	try {
		return work( db );
	} finally {
		db.close();
	}
}

/** The same visitors twice in each round: while the sidecar is held, and while it copies. */
async function visitByTurns( stage, data ) {
	const times = { alone: [], beside: [] };
	let copied = 0;
	// The first of all finds it at full speed.
	await visit( stage.home, [ 0 ] );
	for ( let round = 0; round < rounds; round++ ) {
		const arrivals = randomArrivals();
		for ( const turn of round % 2
			? [ 'alone', 'beside' ]
			: [ 'beside', 'alone' ] ) {
			stage.holdSidecar( turn === 'alone' );
			await wait( 500 );
			const before = factsIn( data ).done;
			times[ turn ].push( ...( await visit( stage.home, arrivals ) ) );
			copied += factsIn( data ).done - before;
		}
	}
	stage.holdSidecar( false );
	const mean = ( all ) =>
		all.reduce( ( sum, time ) => sum + time, 0 ) / all.length;
	return {
		alone: mean( times.alone ),
		beside: mean( times.beside ),
		factsPerSecond: copied / ( rounds * visitSeconds ),
	};
}

/** @return {number[]} Milliseconds from the beginning of a turn. */
function randomArrivals() {
	const arrivals = [];
	let at = 0;
	for (;;) {
		at += ( -Math.log( 1 - Math.random() ) / visitsPerSecond ) * 1000;
		if ( at > visitSeconds * 1000 ) {
			return arrivals;
		}
		arrivals.push( at );
	}
}

/** @return {Promise< number[] >} How many milliseconds each page took. */
function visit( home, arrivals ) {
	return Promise.all(
		arrivals.map( async ( at ) => {
			await wait( at );
			return timePage( home );
		} )
	);
}

async function timePage( home ) {
	const began = performance.now();
	const answer = await fetch( `${ home }/?visit`, {
		headers: { connection: 'close' },
		redirect: 'manual',
	} );
	await answer.text();
	if ( ! answer.ok ) {
		throw new Error( `A page was answered ${ answer.status }.` );
	}
	return performance.now() - began;
}
