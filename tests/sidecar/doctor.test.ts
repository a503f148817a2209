import { randomUUID } from 'node:crypto';
import { chmod, chown, writeFile } from 'node:fs/promises';
import { createServer, request as ask, type Server } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { examineData, examineNode } from '../../sidecar/doctor/machine';
import { withoutSecrets } from '../../sidecar/doctor/report';
import { percentile } from '../../sidecar/doctor/store';
import {
	addressOf as addressOfServer,
	close,
	listen,
	makeFolder,
	startGatehouse,
} from './gatehouse';
import { forge, ownKeyOf } from './attacks/forge';
import { addressOf, bundle, run, settingsFor } from './processes';
import { startSite, type TestSite } from './site';
import { isMariadb } from './test-store';

type Found = { id: string; level: string; what: string; fix: string };
type Way = {
	/** Changes a request on its way to the sidecar. */
	onward?: ( headers: Record< string, unknown > ) => void;
	/** Changes the answer's cookies. */
	back?: ( cookies: string[] ) => string[];
};

/** A web server between the public address and the sidecar. */
async function openWay( { onward, back }: Way = {} ) {
	let sidecar = '';
	const server: Server = createServer( ( incoming, outgoing ) => {
		const headers: Record< string, unknown > = {
			...incoming.headers,
			'x-forwarded-for': incoming.socket.remoteAddress,
		};
		onward?.( headers );
		const passed = ask(
			sidecar + ( incoming.url ?? '' ),
			{ headers: headers as Record< string, string > },
			( answer ) => {
				const cookies = answer.headers[ 'set-cookie' ];
				outgoing.writeHead( answer.statusCode ?? 0, {
					...answer.headers,
					...( cookies && {
						'set-cookie': back?.( cookies ) ?? cookies,
					} ),
				} );
				answer.pipe( outgoing );
			}
		);
		passed.on( 'error', () => outgoing.writeHead( 502 ).end() );
		passed.end();
	} );
	await listen( server );
	onTestFinished( () => close( server ) );
	return {
		base: `${ addressOfServer( server ) }/reports`,
		leadTo: ( address: string ) => {
			sidecar = address;
		},
	};
}

async function startBehind(
	way: Way = {},
	environment: Record< string, string > = {}
) {
	const { base, leadTo } = await openWay( way );
	const own = await startSite();
	const site: TestSite = { ...own, base };
	const folder = await makeFolder();
	const settings: Record< string, string > = {
		...settingsFor( site, folder ),
		GATEHOUSE_TRUSTED_PROXIES: 'loopback',
		...environment,
	};
	const sidecar = run( settings );
	leadTo( await addressOf( sidecar ) );
	await expect
		.poll( async () => ( await fetch( `${ base }/readyz` ) ).status )
		.toBe( 200 );
	return { site: own, folder, settings, sidecar };
}

async function examine(
	settings: Record< string, string >,
	{ args = [ '--json' ], uid }: { args?: string[]; uid?: number } = {}
) {
	const doctor = run(
		settings,
		[ bundle, 'doctor', ...args ],
		uid === undefined ? {} : { uid }
	);
	const exit = await doctor.ended;
	return { exit, said: doctor.output() };
}

async function findingsOf( settings: Record< string, string > ) {
	const { exit, said } = await examine( settings );
	const { version, passed, findings } = JSON.parse( said );
	expect( version ).toBe( 1 );
	expect( exit ).toBe( passed ? 0 : 1 );
	const wrong = findings
		.filter( ( { level }: Found ) => level === 'wrong' )
		.map( ( { id }: Found ) => id );
	return { findings: findings as Found[], wrong };
}

describe( 'node gatehouse.cjs doctor', { timeout: 30_000 }, () => {
	it( 'finds all well behind a proxy that is as it should be', async () => {
		const { settings } = await startBehind();
		const { findings, wrong } = await findingsOf( settings );
		expect( wrong ).toEqual( [] );
		expect( findings.map( ( { id } ) => id ) ).toEqual( [
			'settings_readable',
			'node_supported',
			'placement_host',
			'data_folder_private',
			...( isMariadb ? [] : [ 'data_folder_local' ] ),
			...( isMariadb ? [ 'store_server', 'store_forgetful' ] : [] ),
			'store_fast',
			'processes_seen',
			'redis_none',
			'site_keys_known',
			'own_key_trusted',
			'clock_right',
			'base_reached',
			'proxies_right',
			'cookie_kept',
		] );
	} );
} );

describe.skipIf( isMariadb )( 'the doctor', { timeout: 30_000 }, () => {
	it( 'says what, why and how to mend it, for people', async () => {
		const { settings, sidecar } = await startBehind();
		sidecar.stop( 'SIGTERM' );
		await sidecar.ended;
		const { exit, said } = await examine( settings, { args: [] } );
		expect( exit ).toBe( 1 );
		expect( said ).toMatch(
			/^WRONG {2}No sidecar has been at work[^]*?\n {7}Why: .*\n {7}Fix: .*cPanel/m
		);
		expect( said ).toMatch(
			/\nFailed: 2 wrong, \d+ to consider, \d+ well\.\n$/
		);
	} );

	it.each< [ string, string, Way, Record< string, string > ] >( [
		[
			'a proxy that nobody trusts',
			'proxies_untrusted',
			{},
			{ GATEHOUSE_TRUSTED_PROXIES: '' },
		],
		[
			'a proxy that passes on whatever visitors claim',
			'proxies_gullible',
			{
				onward: ( headers ) => {
					headers[ 'x-forwarded-for' ] = '203.0.113.77';
				},
			},
			{},
		],
		[
			'a cookie whose path was rewritten',
			'cookie_changed',
			{
				back: ( cookies ) =>
					cookies.map( ( one ) =>
						one.replace( 'Path=/reports/', 'Path=/' )
					),
			},
			{},
		],
		[
			'a cookie that is dropped',
			'cookie_changed',
			{ back: () => [] },
			{},
		],
		[
			'a cookie that does not get through',
			'cookie_lost',
			{
				onward: ( headers ) => {
					delete headers.cookie;
				},
			},
			{},
		],
	] )( 'finds %s', async ( _name, id, way, environment ) => {
		const { settings } = await startBehind( way, environment );
		expect( ( await findingsOf( settings ) ).wrong ).toEqual( [ id ] );
	} );

	it( 'finds a sidecar of others, and one of its own on another store', async () => {
		const { base, leadTo } = await openWay();
		const site = { ...( await startSite() ), base };
		const folders = [ await makeFolder(), await makeFolder() ];
		const settings = folders.map( ( folder ) => ( {
			...settingsFor( site, folder ),
			GATEHOUSE_TRUSTED_PROXIES: 'loopback',
		} ) );
		const [ own = {}, other = {} ] = settings;
		await addressOf( run( own ) );
		leadTo( await addressOf( run( other ) ) );
		expect( ( await findingsOf( own ) ).wrong ).toEqual( [
			'base_elsewhere',
		] );
	} );

	it( 'finds a redirect, and another program', async () => {
		const { settings, sidecar } = await startBehind();
		const server = createServer( ( { url }, response ) =>
			url?.startsWith( '/moved' )
				? response.writeHead( 301, { location: '/to' } ).end()
				: response.writeHead( 404 ).end( '<h1>Not found</h1>' )
		);
		await listen( server );
		onTestFinished( () => close( server ) );
		const wrongAt = async ( path: string ) =>
			(
				await findingsOf( {
					...settings,
					GATEHOUSE_SITES: `${ settings.GATEHOUSE_SITES?.split( '=' )[ 0 ] }=${ addressOfServer( server ) }${ path }`,
				} )
			).wrong;
		expect( await wrongAt( '/moved' ) ).toEqual( [ 'base_redirects' ] );
		expect( await wrongAt( '/reports' ) ).toEqual( [ 'base_foreign' ] );
		sidecar.stop( 'SIGTERM' );
	} );

	it( 'finds a site with other keys, and one that is away', async () => {
		const { site, settings } = await startBehind();
		await site.changeKey( { publish: 'beside' } );
		expect( ( await findingsOf( settings ) ).wrong ).toEqual( [] );
		await site.changeKey( { publish: 'unvouched' } );
		expect( ( await findingsOf( settings ) ).wrong ).toEqual( [
			'site_keys_unknown',
		] );
		await site.changeKey( { publish: 'alone' } );
		expect( ( await findingsOf( settings ) ).wrong ).toEqual( [
			'site_keys_unknown',
		] );
		site.published = null;
		expect( ( await findingsOf( settings ) ).wrong ).toEqual( [
			'site_keys_silent',
		] );
	} );

	it.each( [ 95, -95 ] )( 'finds a clock %i seconds off', async ( off ) => {
		const { site, settings } = await startBehind();
		site.clockOffSeconds = off;
		const { findings, wrong } = await findingsOf( settings );
		expect( wrong ).toEqual( [ 'clock_apart' ] );
		const { what = '' } =
			findings.find( ( { id } ) => id === 'clock_apart' ) ?? {};
		expect( what ).toMatch(
			off > 0 ? /9[45] seconds ahead/ : /9[45] seconds behind/
		);
	} );

	it( 'names the faults of settings, and names that are no settings', async () => {
		const { findings, wrong } = await findingsOf( {
			GATEHOUSE_SITES: 'nonsense',
			GATEHOUSE_PORT: 'eighty',
		} );
		expect( wrong ).toEqual( [ 'setting_wrong', 'setting_wrong' ] );
		expect( findings[ 0 ]?.what ).toContain( 'nonsense' );

		const { settings } = await startBehind();
		const misspelt = await findingsOf( {
			...settings,
			GATEHOUSE_PROT: '1',
		} );
		expect( misspelt.wrong ).toEqual( [] );
		expect( misspelt.findings[ 1 ] ).toMatchObject( {
			id: 'setting_unknown',
			level: 'advice',
		} );
	} );

	it.runIf( process.getuid?.() === 0 )(
		'touches nothing that belongs to another user',
		async () => {
			const { settings, folder } = await startBehind();
			await chown( folder, 65534, 65534 );
			expect( ( await findingsOf( settings ) ).wrong ).toEqual( [
				'user_other',
			] );
		}
	);

	it.runIf( process.getuid?.() === 0 )(
		'finds a data folder that cannot be made',
		async () => {
			const { settings, folder } = await startBehind();
			await chmod( folder, 0o555 );
			const { said } = await examine(
				{ ...settings, GATEHOUSE_DATA: `${ folder }/deep/data` },
				{ uid: 65534 }
			);
			expect( JSON.parse( said ).findings ).toContainEqual(
				expect.objectContaining( {
					id: 'data_folder_unwritable',
					level: 'wrong',
				} )
			);
		}
	);

	it( 'finds a data folder that others can read', async () => {
		const { settings, folder } = await startBehind();
		await chmod( folder, 0o755 );
		expect( ( await findingsOf( settings ) ).wrong ).toEqual( [
			'data_folder_open',
		] );
	} );

	it( 'never prints a secret', async () => {
		const { privateKey } = await generateKeyPair( 'Ed25519', {
			extractable: true,
		} );
		const jwk = await exportJWK( privateKey );
		const secrets = {
			GATEHOUSE_PRIVATE_KEY: JSON.stringify( jwk ),
			GATEHOUSE_METRICS_TOKEN: 'hidden-metrics-token-0001',
			GATEHOUSE_STORE: 'mysql://user:hidden-store-pass@127.0.0.1:1/db',
			GATEHOUSE_REDIS: 'redis://user:hidden%2Dredis@127.0.0.1:1',
		};
		const { settings } = await startBehind( {}, {} );
		const outputs = await Promise.all(
			[
				{ ...settings, ...secrets },
				{ ...secrets, GATEHOUSE_SITES: 'a=b' },
				{ ...settings, GATEHOUSE_PRIVATE_KEY: 'hidden-key-garbled' },
				{
					...settings,
					GATEHOUSE_REDIS: 'nonsense://user:hidden-redis@h',
					GATEHOUSE_STORE: 'nonsense://user:hidden-store-pass@h',
				},
			].flatMap( ( one ) =>
				[ [], [ '--json' ] ].map( ( args ) => examine( one, { args } ) )
			)
		);
		const said = outputs.map( ( one ) => one.said ).join( '\n' );
		expect( said ).not.toContain( 'hidden' );
		expect( said ).not.toContain( jwk.d );
	} );
} );

describe( 'GET doctor', () => {
	it( 'is nothing for whoever has no statement of our own', async () => {
		const { settings, site } = await startBehind();
		const base = settings.GATEHOUSE_SITES?.split( '=' )[ 1 ] ?? '';
		const statement = await site.sign( 'gatehouse-doctor+jwt', {
			iss: base,
			aud: base,
			jti: 'a'.repeat( 22 ),
			iat: Math.floor( Date.now() / 1000 ),
			exp: Math.floor( Date.now() / 1000 ) + 60,
		} );
		for ( const value of [ '', 'nonsense', statement ] ) {
			const { status } = await fetch( `${ base }/doctor`, {
				headers: { 'x-gatehouse': value },
			} );
			expect( status ).toBe( 404 );
		}
	} );
} );

describe( 'a statement of the doctor', () => {
	it( 'tells the asker how the request came, once', async () => {
		const gatehouse = await startGatehouse();
		const { site, address, clock } = gatehouse;
		const seconds = Math.floor( clock.now / 1000 );
		const [ { kid } ] = await fetch(
			`${ address }/.well-known/jwks.json`
		).then( async ( response ) => ( await response.json() ).keys );
		const signed = async ( changes = {} ) =>
			forge(
				await ownKeyOf( gatehouse ),
				{ alg: 'Ed25519', typ: 'gatehouse-doctor+jwt', kid },
				{
					iss: site.base,
					aud: site.base,
					jti: randomUUID(),
					iat: seconds,
					exp: seconds + 60,
					...changes,
				}
			);
		const ask = async ( statement: string ) =>
			(
				await fetch( `${ address }/doctor`, {
					headers: { 'x-gatehouse': statement },
				} )
			).status;
		const statement = await signed();
		expect( await ask( statement ) ).toBe( 200 );
		expect( await ask( statement ) ).toBe( 404 );
		expect( await ask( await signed( { exp: seconds - 1 } ) ) ).toBe( 404 );
		expect( await ask( await signed( { aud: site.home } ) ) ).toBe( 404 );
	} );
} );

describe( 'what the doctor looks at', () => {
	it.each( [
		[ '24.9.0', 'node_supported' ],
		[ '22.16.0', 'node_supported' ],
		[ '23.1.0', 'node_untested' ],
		[ '26.0.0', 'node_untested' ],
	] )( 'Node %s: %s', ( version, id ) => {
		expect( examineNode( version ).id ).toBe( id );
	} );

	it( 'a network file system under the data', async () => {
		const data = await makeFolder();
		await writeFile( `${ data }/sessions.sqlite`, '' );
		const { findings } = await examineData(
			{ data, store: { kind: 'sqlite', folder: data } },
			data,
			async () => ( {
				type: 0x6969,
			} )
		);
		expect( findings.map( ( { id } ) => id ) ).toContain(
			'data_folder_on_network'
		);
	} );

	it( 'has its secrets taken out, also where a message quotes them', () => {
		const said = withoutSecrets(
			'key hidden-key-1, token hidden-token, redis://u:hidden%2Dpass@h, hidden-pass, hidden-too; host h',
			{
				GATEHOUSE_PRIVATE_KEY: '{"d":"hidden-key-1"}',
				GATEHOUSE_METRICS_TOKEN: 'hidden-token',
				GATEHOUSE_REDIS:
					'redis://u:hidden%2Dpass@h?sentinel-password=hidden-too',
			}
		);
		expect( said ).toBe( 'key …, token …, redis://u:…@h, …, …; host h' );
	} );

	it( 'the median and the worst of what was measured', () => {
		const values = Array.from( { length: 100 }, ( _, i ) => 100 - i );
		expect( percentile( values, 0.5 ) ).toBe( 50 );
		expect( percentile( values, 0.99 ) ).toBe( 99 );
	} );
} );
