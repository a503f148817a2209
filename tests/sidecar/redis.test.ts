import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRedis } from '../../sidecar/config/redis';
import { openSettings } from '../../sidecar/config/settings';
import { type OpenedRedis, openRedis } from '../../sidecar/redis/redis';
import {
	askRedis,
	redisServer,
	startRedis,
	startSentinels,
} from '../../scripts/servers/redis.mjs';
import { startRedisCluster } from '../../scripts/servers/redis-cluster.mjs';
import { freePort } from '../../scripts/service.mjs';
import { Browser } from './browser';
import { makeFolder as makeServersFolder } from '../hosting/archive';
import { makeFolder } from './gatehouse';
import { type Process, startProcess, through } from './processes';
import { startSite } from './site';
import { isMariadb } from './test-store';

const secret = 'p@ss/word?%';

function open( address: string, id: string ): OpenedRedis {
	const settings = openSettings( { GATEHOUSE_REDIS: address } );
	const place = readRedis( settings );
	settings.close();
	if ( place === null ) {
		throw new Error( 'an address was given' );
	}
	return openRedis( place, id );
}

/** Its count of one name, tried until it answers. */
const count = ( { counts }: OpenedRedis, name: string, hits = 1 ) =>
	expect
		.poll(
			async () => {
				const counted = await counts
					.add( new Map( [ [ name, hits ] ] ) )
					.catch( () => null );
				return counted?.get( name )?.hits ?? 0;
			},
			{ timeout: 15_000 }
		)
		.toBeGreaterThan( 0 );

async function hears( one: OpenedRedis, other: OpenedRedis ) {
	const heard: string[] = [];
	one.onNews( ( topic ) => heard.push( `itself ${ topic }` ) );
	other.onNews( ( topic ) => heard.push( topic ) );
	await expect
		.poll(
			() => {
				one.tell( 'revocations' );
				return heard;
			},
			{ timeout: 5000 }
		)
		.toContain( 'revocations' );
	expect( heard ).not.toContain( 'itself revocations' );
}

describe.skipIf( redisServer() === null || isMariadb )(
	'Redis',
	{ timeout: 60_000 },
	() => {
		let folder: string;
		const stopping: Array< () => unknown > = [];
		beforeAll( async () => {
			folder = await makeServersFolder( 'redis' );
		} );
		afterAll( () => Promise.all( stopping.map( ( stop ) => stop() ) ) );

		const starts: Array< [ string, () => Promise< string > ] > = [
			[
				'alone, with a password',
				async () => {
					const server = await startRedis( {
						folder,
						settings: [ `requirepass "${ secret }"` ],
					} );
					stopping.push( server.stop );
					return `redis://:${ encodeURIComponent( secret ) }@127.0.0.1:${ server.port }`;
				},
			],
			[
				'by Sentinel',
				async () => {
					const { sentinels, stop } = await startSentinels( {
						folder,
					} );
					stopping.push( stop );
					const hosts = sentinels.map(
						( { port } ) => `127.0.0.1:${ port }`
					);
					return `redis+sentinel://${ hosts.join() }/mymaster`;
				},
			],
			[
				'as a cluster',
				async () => {
					const { nodes, stop } = await startRedisCluster( {
						folder,
					} );
					stopping.push( stop );
					const hosts = nodes.map(
						( { port } ) => `127.0.0.1:${ port }`
					);
					return `redis+cluster://${ hosts.slice( 0, 2 ).join() }`;
				},
			],
		];
		it.each( starts )(
			'%s counts for all and carries news',
			async ( _name, start ) => {
				const address = await start();
				const [ one, other ] = [
					open( address, 'one' ),
					open( address, 'other' ),
				];
				await Promise.all( [
					count( one, 'look' ),
					count( other, 'look' ),
				] );
				const names = Array.from(
					{ length: 40 },
					( _, i ) => `name ${ i }`
				);
				const hits = new Map(
					names.map( ( name, i ) => [ name, i + 1 ] )
				);
				await one.counts.add( hits );
				const counted = await other.counts.add( hits );
				expect(
					names.map( ( name ) => counted.get( name )?.hits )
				).toEqual( names.map( ( _, i ) => 2 * ( i + 1 ) ) );
				expect( counted.get( 'name 0' )?.resetsIn ).toBeGreaterThan(
					50_000
				);
				await hears( one, other );
				await Promise.all( [ one.close(), other.close() ] );
			}
		);

		it( 'by Sentinel goes on at the replica when the master is killed', async () => {
			const { master, replica, sentinels, stop } = await startSentinels( {
				folder,
			} );
			stopping.push( stop );
			const hosts = sentinels.map(
				( { port } ) => `127.0.0.1:${ port }`
			);
			const one = open(
				`redis+sentinel://${ hosts.join() }/mymaster`,
				'one'
			);
			await count( one, 'before' );
			signal( master, 'SIGKILL' );
			await count( one, 'after' );
			expect( await askRedis( replica.port, 'role' ) ).toMatch(
				/^master/
			);
			await one.close();
		} );

		it( 'as a cluster goes on at the replica when a master is killed', async () => {
			const { nodes, stop } = await startRedisCluster( {
				folder,
				replicas: 1,
			} );
			stopping.push( stop );
			const hosts = nodes.map( ( { port } ) => `127.0.0.1:${ port }` );
			const [ one, other ] = [ 'one', 'other' ].map( ( id ) =>
				open( `redis+cluster://${ hosts.join() }`, id )
			);
			const [ lost ] = nodes;
			if ( ! one || ! other || ! lost ) {
				throw new Error( 'both were opened' );
			}
			// Some of them belong to each master.
			const names = Array.from(
				{ length: 30 },
				( _, i ) => `name ${ i }`
			);
			const hits = new Map( names.map( ( name ) => [ name, 1 ] ) );
			const counted = async () =>
				( await one.counts.add( hits ).catch( () => null ) )?.size;
			await expect.poll( counted, patience ).toBe( names.length );
			await hears( one, other );

			signal( lost, 'SIGKILL' );
			expect( await counted() ).toBe( undefined );
			await expect.poll( counted, patience ).toBe( names.length );
			await hears( one, other );
			await Promise.all( [ one.close(), other.close() ] );
		} );

		it( 'may be away at the start, go and come back', async () => {
			const port = await freePort();
			const site = await startSite();
			const data = await makeFolder();
			const settings = {
				GATEHOUSE_REDIS: `redis://:${ encodeURIComponent( secret ) }@127.0.0.1:${ port }`,
			};
			const [ one, other ] = await Promise.all( [
				startProcess( site, data, 0, settings ),
				startProcess( site, data, 0, settings ),
			] );
			await expect
				.poll( () => troublesOf( one ), patience )
				.toEqual( [ 'redis_silent' ] );
			await expectSignOutEverywhere( one, other );

			for ( const fault of [ 'SIGKILL', 'SIGSTOP' ] as const ) {
				const server = await startRedis( {
					folder,
					port,
					settings: [ `requirepass "${ secret }"` ],
				} );
				stopping.push( server.stop );
				await expect
					.poll( () => troublesOf( one ), patience )
					.toEqual( [] );
				await expectSignOutEverywhere( one, other );
				signal( server, fault );
				await expect
					.poll( () => troublesOf( one ), patience )
					.toEqual( [ 'redis_silent' ] );
				await expectSignOutEverywhere( one, other );
				if ( fault === 'SIGSTOP' ) {
					signal( server, 'SIGCONT' );
					await expect
						.poll( () => troublesOf( one ), patience )
						.toEqual( [] );
				}
			}
			for ( const { output } of [ one, other ] ) {
				expect( output() ).toContain( '127.0.0.1:' + port );
				expect( output() ).not.toContain( secret );
				expect( output() ).not.toContain(
					encodeURIComponent( secret )
				);
			}
		} );

		it( 'with a wrong password is as good as none, and says so', async () => {
			const server = await startRedis( {
				folder,
				settings: [ `requirepass "${ secret }"` ],
			} );
			stopping.push( server.stop );
			const started = await startProcess(
				await startSite(),
				await makeFolder(),
				0,
				{ GATEHOUSE_REDIS: `redis://:guess@127.0.0.1:${ server.port }` }
			);
			await expect
				.poll( () => troublesOf( started ), patience )
				.toEqual( [ 'redis_silent' ] );
			expect( started.output() ).not.toContain( 'guess' );
		} );
	}
);

function signal( { pid }: { pid: number | undefined }, name: NodeJS.Signals ) {
	if ( pid === undefined ) {
		throw new Error( 'it was not started' );
	}
	process.kill( pid, name );
}

const patience = { timeout: 15_000 };

async function troublesOf( { address }: Process ): Promise< string[] > {
	const answer = await ( await fetch( `${ address }/readyz` ) ).json();
	return answer.troubles.map( ( { code }: { code: string } ) => code );
}

async function expectSignOutEverywhere( one: Process, other: Process ) {
	const browser = new Browser( one );
	await expect
		.poll( async () => ( await browser.handOff() ).status, patience )
		.toBe( 200 );
	await browser.signIn();
	const elsewhere = through( browser, other );
	const status = async () =>
		( await elsewhere.fetch( '/api/reports' ) ).status;
	expect( await status() ).toBe( 200 );
	await browser.post( '/session/end' );
	await expect.poll( status, { timeout: 1000 } ).toBe( 401 );
}
