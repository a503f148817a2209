import {
	afterAll,
	beforeAll,
	describe,
	expect,
	it,
	onTestFinished,
} from 'vitest';
import {
	redisServer,
	startRedis,
	startSentinels,
} from '../../scripts/servers/redis.mjs';
import { startRedisCluster } from '../../scripts/servers/redis-cluster.mjs';
import { freePort } from '../../scripts/service.mjs';
import { makeFolder as makeServersFolder } from '../hosting/archive';
import { type Certificates, makeCertificates } from '../hosting/certificates';
import { makeFolder } from './gatehouse';
import { bundle, run, settingsFor, startProcess } from './processes';
import { startSite } from './site';
import { isMariadb } from './test-store';

type Found = { id: string; level: string; what: string; fix: string };
type Settings = Record< string, string >;

const secret = 'p@ss/word?%';
const sentinelSecret = 'sentinels-only';

/** What it says of Redis, and all that it has written. */
async function examine( settings: Settings ) {
	const doctor = run( settings, [ bundle, 'doctor', '--json' ] );
	const exit = await doctor.ended;
	const said = doctor.output();
	const findings: Found[] = JSON.parse( said ).findings;
	return {
		exit,
		said,
		found: findings.filter( ( { id } ) => id.startsWith( 'redis_' ) ),
	};
}

async function openHome() {
	const site = await startSite();
	const folder = await makeFolder();
	return {
		start: ( settings: Settings ) =>
			startProcess( site, folder, 0, settings ),
		examine: ( settings: Settings ) =>
			examine( { ...settingsFor( site, folder ), ...settings } ),
	};
}

const idsOf = ( found: Found[] ) => found.map( ( { id } ) => id );

describe.skipIf( redisServer() === null || isMariadb )(
	'of Redis the doctor',
	{ timeout: 60_000 },
	() => {
		let folder: string;
		let tls: Certificates;
		beforeAll( async () => {
			folder = await makeServersFolder( 'redis' );
			tls = await makeCertificates( folder );
		} );
		const stopping: Array< () => unknown > = [];
		afterAll( () => Promise.all( stopping.map( ( stop ) => stop() ) ) );
		const encoded = encodeURIComponent( secret );
		const hostsOf = ( servers: Array< { port: number } > ) =>
			servers.map( ( { port } ) => `127.0.0.1:${ port }` ).join();

		it.each< [ string, RegExp, () => Promise< string > ] >( [
			[
				'one server',
				/^(Redis|Valkey) \d\S+ \(standalone 127/,
				async () => {
					const access = { password: secret, tls };
					const { port, stop } = await startRedis( {
						folder,
						access,
					} );
					stopping.push( stop );
					return `rediss://:${ encoded }@127.0.0.1:${ port }`;
				},
			],
			[
				'sentinels with a password of their own',
				/\(sentinel 127.* mymaster\)/,
				async () => {
					const { sentinels, stop } = await startSentinels( {
						folder,
						access: { password: secret, tls },
						sentinelPassword: sentinelSecret,
					} );
					stopping.push( stop );
					return `rediss+sentinel://:${ encoded }@${ hostsOf( sentinels ) }/mymaster?sentinel-password=${ sentinelSecret }`;
				},
			],
			[
				'a cluster',
				/\(cluster 127/,
				async () => {
					const { nodes, stop } = await startRedisCluster( {
						folder,
						access: { password: secret, tls },
					} );
					stopping.push( stop );
					return `rediss+cluster://:${ encoded }@${ hostsOf( nodes ) }`;
				},
			],
		] )(
			'sees %s over TLS, with a password, shared by every process',
			async ( _name, what, open ) => {
				const home = await openHome();
				const settings = {
					GATEHOUSE_REDIS: await open(),
					NODE_EXTRA_CA_CERTS: tls.authority,
				};
				const processes = await Promise.all( [
					home.start( settings ),
					home.start( settings ),
				] );
				for ( const { address } of processes ) {
					const troubles = async () =>
						(
							await (
								await fetch( `${ address }/readyz` )
							).json()
						).troubles;
					await expect
						.poll( troubles, { timeout: 10_000 } )
						.toEqual( [] );
				}
				const { found, said } = await home.examine( settings );
				expect( idsOf( found ) ).toEqual( [
					'redis_reached',
					'redis_shared',
				] );
				expect( found[ 0 ]?.what ).toMatch( what );
				expect( found[ 1 ]?.what ).toContain( ': 2.' );

				const { GATEHOUSE_REDIS } = settings;
				const untrusting = await home.examine( { GATEHOUSE_REDIS } );
				expect( idsOf( untrusting.found ) ).toEqual( [
					'redis_silent',
				] );
				expect( untrusting.found[ 0 ]?.fix ).toContain(
					'NODE_EXTRA_CA_CERTS'
				);
				for ( const one of [ said, untrusting.said ] ) {
					expect( one ).not.toContain( secret );
					expect( one ).not.toContain( encoded );
					expect( one ).not.toContain( sentinelSecret );
				}
			}
		);

		it( 'says why it cannot be used, and how to mend that', async () => {
			const { port, stop } = await startRedis( {
				folder,
				access: { password: secret },
			} );
			stopping.push( stop );
			const { examine: look } = await openUsed();
			const at = `127.0.0.1:${ port }`;
			const wrong = [
				[ `redis://:guess-work@${ at }`, /WRONGPASS/, /the password/ ],
				[ `redis://${ at }`, /NOAUTH/, /the password/ ],
				[ `rediss://:${ encoded }@${ at }`, /\./, /speaks TLS/ ],
				[
					`redis://:${ encoded }@127.0.0.1:${ await freePort() }`,
					/ECONNREFUSED/,
					/Start it/,
				],
				[
					`redis+cluster://:guess-work@${ at }`,
					/WRONGPASS/,
					/the password/,
				],
				[
					`redis+sentinel://:${ encoded }@${ at }/mymaster`,
					/NOAUTH/,
					/sentinel-password/,
				],
			] as const;
			await Promise.all(
				wrong.map( async ( [ address, what, fix ] ) => {
					const { exit, found, said } = await look( {
						GATEHOUSE_REDIS: address,
					} );
					expect( exit ).toBe( 1 );
					expect( found ).toEqual( [
						expect.objectContaining( {
							id: 'redis_silent',
							level: 'wrong',
							what: expect.stringMatching( what ),
							fix: expect.stringMatching( fix ),
						} ),
					] );
					expect( said ).not.toContain( secret );
					expect( said ).not.toContain( encoded );
					expect( said ).not.toContain( 'guess-work' );
				} )
			);
		} );

		it( 'says that a server is of another kind than its address', async () => {
			const { nodes, stop } = await startRedisCluster( { folder } );
			stopping.push( stop );
			const alone = await startRedis( { folder } );
			stopping.push( alone.stop );
			const { examine: look } = await openUsed();
			const addresses = [
				...nodes.map( ( { port } ) => `redis://127.0.0.1:${ port }` ),
				`redis+cluster://127.0.0.1:${ alone.port }`,
				`redis+sentinel://127.0.0.1:${ alone.port }/mymaster`,
			];
			await Promise.all(
				addresses.map( async ( address ) => {
					const { found } = await look( {
						GATEHOUSE_REDIS: address,
					} );
					expect( idsOf( found ) ).toEqual( [ 'redis_kind' ] );
				} )
			);
		} );

		it( 'names a process that counts elsewhere', async () => {
			const { port, stop } = await startRedis( { folder } );
			stopping.push( stop );
			const home = await openHome();
			const GATEHOUSE_REDIS = `redis://127.0.0.1:${ port }`;
			const [ , other ] = await Promise.all( [
				home.start( { GATEHOUSE_REDIS } ),
				home.start( {
					GATEHOUSE_REDIS: `${ GATEHOUSE_REDIS }?prefix=other:`,
				} ),
			] );
			const { found } = await home.examine( { GATEHOUSE_REDIS } );
			expect( idsOf( found ) ).toEqual( [
				'redis_reached',
				'redis_elsewhere',
			] );
			expect( found[ 1 ]?.what ).toContain(
				`process ${ /"pid":(\d+)/.exec( other.output() )?.[ 1 ] }`
			);
		} );

		it( 'asks for none', async () => {
			const { examine: look } = await openUsed();
			const { found } = await look( {} );
			expect( found ).toMatchObject( [
				{ id: 'redis_none', level: 'well' },
			] );
		} );

		/** Where a sidecar is at work without Redis. */
		async function openUsed() {
			const home = await openHome();
			const { stop } = await home.start( {} );
			onTestFinished( () => stop( 'SIGKILL' ) );
			return home;
		}
	}
);
