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
const rounds = Number( process.env.BENCH_ROUNDS ?? 3 );
const visitSeconds = 20;
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
		for ( let round = 0; round < rounds; round++ ) {
			await stage.stopSidecar();
			const alone = await visit( stage.home );
			forget( data );
			await stage.startSidecar();
			await wait( 1000 );
			const before = factsIn( data ).done;
			const beside = await visit( stage.home );
			const after = factsIn( data );
			say(
				`${ of }, ${ visitsPerSecond } pages a second: ${ alone.toFixed( 1 ) } ms alone, ${ beside.toFixed( 1 ) } ms beside the copy (${ ( beside / alone ).toFixed( 3 ) }); ${ Math.round( ( after.done - before ) / visitSeconds ) } facts a second${ after.left === 0 ? ', which ended' : '' }`
			);
		}
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

/** Visitors at random times; answers how many milliseconds a page took in the mean. */
async function visit( home ) {
	const end = performance.now() + visitSeconds * 1000;
	const pages = [];
	while ( performance.now() < end ) {
		await wait(
			( -Math.log( 1 - Math.random() ) / visitsPerSecond ) * 1000
		);
		pages.push( timePage( home ) );
	}
	const times = await Promise.all( pages );
	return times.reduce( ( sum, time ) => sum + time, 0 ) / times.length;
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
