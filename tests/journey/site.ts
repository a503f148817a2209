import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../scripts/command.mjs';
import { connect } from '../../scripts/connection.mjs';
import { provision } from '../../scripts/provisioning.mjs';
import { openStage } from '../../scripts/stage.mjs';
import { testSite } from '../../scripts/test-sites.mjs';

export const versions = [ 'newest', 'oldest' ] as const;
export type Version = ( typeof versions )[ number ];

export type SiteOptions = {
	/** How many requests PHP answers at once. */
	workers?: number;
	/** Files of tests/journey/must-use that WordPress loads as well. */
	mustUse?: readonly string[];
};

export type Site = Awaited< ReturnType< typeof openSite > >;

/** A WordPress and a sidecar of its own for one file of tests, connected with each other. */
export async function openSite(
	version: Version,
	{ workers = 4, mustUse = [] }: SiteOptions = {}
) {
	const folder = await mkdtemp( join( tmpdir(), 'gatehouse-journey-' ) );
	await cp( testSite( version ), folder, { recursive: true } );
	for ( const file of mustUse ) {
		const target = join( folder, 'wordpress/wp-content/mu-plugins' );
		await mkdir( target, { recursive: true } );
		await cp(
			join( import.meta.dirname, 'must-use', file ),
			join( target, file )
		);
	}

	const stage = await openStage( { folder } );
	const { home, base, ports } = stage;
	const close = async () => {
		await stage.stop();
		await rm( folder, { recursive: true, force: true } );
	};
	try {
		const program = findProgram( 'php' ) ?? 'php';
		await stage.startWordPress( { kind: 'native', program, workers } );
		await provision( { folder, port: ports.wordpress, home }, ( ask ) =>
			ask( 'address' )
		);
		await stage.startSidecar();
		await provision( { folder, port: ports.wordpress, home }, ( ask ) =>
			connect( ask, base )
		);
		return {
			home,
			base,
			close,
			/** Where the sidecar keeps its files. */
			data: join( folder, 'sidecar' ),
			startSidecar: () => stage.startSidecar(),
			stopSidecar: () => stage.stopSidecar(),
			async startSidecarAnew() {
				await stage.stopSidecar();
				return stage.startSidecar();
			},
			log: ( name: 'php' | 'sidecar' | 'wordpress' ) =>
				readFile(
					join( folder, 'logs', `${ name }.log` ),
					'utf8'
				).catch( () => '' ),
		};
	} catch ( error ) {
		await close();
		throw error;
	}
}
