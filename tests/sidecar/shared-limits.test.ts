import { describe, expect, it, onTestFinished } from 'vitest';
import { redisServer, startRedis } from '../../scripts/servers/redis.mjs';
import { Browser } from './browser';
import { makeFolder } from './gatehouse';
import { type Process, startProcess } from './processes';
import { startSite } from './site';
import { isMariadb } from './test-store';

/** At each process. */
const connections = 5;

type Settings = Record< string, string >;

async function startFour( settings: Settings ): Promise< Process[] > {
	const site = await startSite();
	const folder = await makeFolder();
	return Promise.all(
		[ 1, 2, 3, 4 ].map( () =>
			startProcess( site, folder, 0, {
				GATEHOUSE_LIMIT_FACTOR: '1',
				...settings,
			} )
		)
	);
}

/** Where they count, and how that is started. */
const stores: Array< [ string, boolean, () => Promise< Settings > ] > = [
	[ isMariadb ? 'MariaDB' : 'SQLite', true, async () => ( {} ) ],
	[
		'Redis',
		redisServer() !== null && ! isMariadb,
		async () => {
			const { port, stop } = await startRedis( {
				folder: await makeFolder(),
			} );
			onTestFinished( stop );
			return { GATEHOUSE_REDIS: `redis://127.0.0.1:${ port }` };
		},
	],
];

const spread: Array< [ string, number[] ] > = [
	[ 'as many at each', [ 250, 250, 250, 250 ] ],
	[ 'most at one', [ 20, 20, 20, 940 ] ],
];

const runs = stores
	.filter( ( [ , isThere ] ) => isThere )
	.flatMap( ( [ store, , start ] ) =>
		spread.map( ( [ name, shares ] ) => ( {
			name: `${ store }, ${ name }`,
			start,
			shares,
		} ) )
	);

/** Hand-offs of a browser, of which one address may bring a hundred a minute. */
async function bring( at: Process, times: number ): Promise< number > {
	let through = 0;
	for ( let i = 0; i < times; i++ ) {
		const { status } = await new Browser( at ).bring( 'nonsense' );
		through += status === 429 ? 0 : 1;
	}
	return through;
}

/** It may still be on its way to Redis. */
const isReady = ( { address }: Process ) =>
	expect
		.poll( async () => ( await fetch( `${ address }/readyz` ) ).json(), {
			timeout: 10_000,
		} )
		.toMatchObject( { status: 'ready' } );

const sum = ( numbers: number[] ) => numbers.reduce( ( a, b ) => a + b, 0 );

describe( 'a limit of 100 a minute over four processes', () => {
	it.each( runs )(
		'lets 100 to 105 of 1,000 tries through: $name',
		async ( { name, start, shares } ) => {
			const processes = await startFour( await start() );
			await Promise.all( processes.map( isReady ) );
			const begun = performance.now();
			const through = await Promise.all(
				processes.map( async ( one, i ) => {
					// Several connections keep it busy while it waits for the others.
					const share = ( shares[ i ] ?? 0 ) / connections;
					return sum(
						await Promise.all(
							Array.from( { length: connections }, () =>
								bring( one, share )
							)
						)
					);
				} )
			);
			const took = Math.round( performance.now() - begun );
			process.stdout.write(
				`${ name }: ${ sum( shares ) } tries, ${ through.join( ' + ' ) } = ${ sum( through ) } let through, ${ took } ms\n`
			);
			expect( sum( through ) ).toBeGreaterThanOrEqual( 100 );
			expect( sum( through ) ).toBeLessThanOrEqual( 105 );
		},
		60_000
	);
} );
