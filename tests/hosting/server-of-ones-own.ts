import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../../scripts/command.mjs';
import { connect } from '../../scripts/connection.mjs';
import { modernNode } from '../../scripts/dependencies.mjs';
import { startNativePhp } from '../../scripts/native-php.mjs';
import { provision } from '../../scripts/provisioning.mjs';
import { freePort, startService, statusOf } from '../../scripts/service.mjs';
import { testSite } from '../../scripts/test-sites.mjs';
import { makeFolder, unpackSidecar } from './archive';
import { makeCertificates } from './certificates';
import { askDoctor } from './doctor';
import { type Placement, webServers } from './web-server';

const network = join( import.meta.dirname, 'local-network' );

export type Server = Awaited< ReturnType< typeof openServer > >;

/** A WordPress at https://example.test behind PHP's own server, and the archive unpacked. */
export async function openServer() {
	const folder = await makeFolder( 'server' );
	await cp( testSite( 'newest' ), folder, { recursive: true } );
	const mustUse = join( folder, 'wordpress/wp-content/mu-plugins' );
	await mkdir( mustUse, { recursive: true } );
	await cp(
		join( network, 'wordpress.php' ),
		join( mustUse, 'local-network.php' )
	);
	const program = await unpackSidecar( folder );
	const certificates = await makeCertificates( folder );
	const ports = {
		web: await freePort(),
		php: await freePort(),
		sidecar: await freePort(),
	};
	const home = `https://example.test:${ ports.web }`;
	const bases = {
		path: `${ home }/reports`,
		subdomain: `https://reports.example.test:${ ports.web }`,
	};

	const php = await startNativePhp( {
		program: findProgram( 'php' ) ?? 'php',
		folder,
		port: ports.php,
		workers: 4,
		env: { TEST_AUTHORITY: certificates.authority },
		log: join( folder, 'logs', 'php.log' ),
	} ).ready();
	const atWordPress = { folder, port: ports.php, home };
	await provision( atWordPress, ( ask ) => ask( 'address' ) );

	let settings: Record< string, string > = {};
	const running: { stop(): Promise< void > }[] = [];
	const shut = async () => {
		for ( const service of running.splice( 0 ).reverse() ) {
			await service.stop();
		}
	};
	return {
		home,
		bases,
		certificates,

		/** With the web server in front and the sidecar behind it, connected. */
		async open( name: keyof typeof webServers, placement: Placement ) {
			const base = bases[ placement ];
			settings = {
				NODE_EXTRA_CA_CERTS: certificates.authority,
				GATEHOUSE_SITES: `${ home }=${ base }`,
				GATEHOUSE_TRUSTED_PROXIES: '127.0.0.1',
				GATEHOUSE_PORT: String( ports.sidecar ),
			};
			running.push(
				await webServers[ name ]( {
					folder,
					program,
					placement,
					certificates,
					ports,
				} )
			);
			const sidecar = startService( {
				name: 'The sidecar',
				program: modernNode(),
				args: [
					'--require',
					join( network, 'resolve.cjs' ),
					join( program, 'gatehouse.cjs' ),
				],
				env: settings,
				log: join( folder, 'logs', 'sidecar.log' ),
				until: async () =>
					( await statusOf(
						ports.sidecar,
						`${ new URL( base ).pathname }/healthz`.replace(
							'//',
							'/'
						)
					) ) === 200,
			} );
			running.push( await sidecar.ready() );
			await provision( atWordPress, ( ask ) => connect( ask, base ) );
		},

		doctor: () =>
			askDoctor( {
				node: modernNode(),
				program,
				settings,
				user: null,
				port: ports.web,
			} ),

		shut,

		async close() {
			await shut();
			await php.stop();
			await rm( folder, { recursive: true, force: true } );
		},
	};
}
