import { cp, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { validate, ValidationSeverity } from 'dockerfile-utils';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	it,
	onTestFinished,
} from 'vitest';
import { modernNode } from '../../scripts/dependencies.mjs';
import { freePort, startService, statusOf } from '../../scripts/service.mjs';
import { startSite } from '../sidecar/site';
import { makeFolder, unpackSidecar } from './archive';
import { readExample } from './example';

/** The instructions of a Dockerfile, in their order. */
function instructionsIn( text: string ): [ name: string, rest: string ][] {
	return text
		.split( '\n' )
		.filter( ( line ) => line !== '' && ! line.startsWith( '#' ) )
		.map( ( line ) => {
			const [ , name = '', rest = '' ] =
				/^(\w+) (.*)$/.exec( line ) ?? [];
			return [ name, rest ];
		} );
}

describe( 'the Dockerfile', () => {
	let folder: string;
	let program: string;
	let text: string;
	let instructions: [ name: string, rest: string ][];
	beforeAll( async () => {
		folder = await makeFolder( 'container' );
		program = await unpackSidecar( folder );
		text = await readExample( program, 'Dockerfile', {} );
		instructions = instructionsIn( text );
	} );
	afterAll( () => rm( folder, { recursive: true, force: true } ) );
	const allOf = ( wanted: string ) =>
		instructions
			.filter( ( [ name ] ) => name === wanted )
			.map( ( [ , rest ] ) => rest );

	// A linter and the instructions themselves stand in for a container engine.
	it( 'has nothing that its linter finds', () => {
		const strict = {
			deprecatedMaintainer: ValidationSeverity.ERROR,
			directiveCasing: ValidationSeverity.ERROR,
			emptyContinuationLine: ValidationSeverity.ERROR,
			instructionCasing: ValidationSeverity.ERROR,
			instructionCmdMultiple: ValidationSeverity.ERROR,
			instructionEntrypointMultiple: ValidationSeverity.ERROR,
			instructionWorkdirRelative: ValidationSeverity.ERROR,
		};
		expect( validate( text, strict ) ).toEqual( [] );
	} );

	it( 'leaves root before it starts anything', () => {
		const names = instructions.map( ( [ name ] ) => name );
		expect( allOf( 'USER' ) ).toEqual( [ 'node' ] );
		expect( names.indexOf( 'USER' ) ).toBeLessThan(
			names.indexOf( 'CMD' )
		);
		expect( names.indexOf( 'RUN' ) ).toBeLessThan(
			names.indexOf( 'USER' )
		);
	} );

	it( 'copies all that its command needs, with settings that it takes', async () => {
		const image = join( folder, 'image' );
		await mkdir( image );
		for ( const copied of allOf( 'COPY' ) ) {
			const sources = copied.split( ' ' );
			const target = join( image, sources.pop() ?? '' );
			for ( const source of sources ) {
				const from = join( program, source );
				// Of a folder, COPY takes what is in it.
				const isFolder = ( await stat( from ) ).isDirectory();
				const to = isFolder ? target : join( target, source );
				await cp( from, to, { recursive: true } );
			}
		}
		const [ command, ...args ]: string[] = JSON.parse(
			allOf( 'CMD' )[ 0 ] ?? ''
		);
		expect( command ).toBe( 'node' );

		const site = await startSite();
		const port = await freePort();
		const data = join( folder, 'data' );
		const settings = Object.fromEntries(
			allOf( 'ENV' ).map( ( pair ) => pair.split( '=' ) )
		);
		expect( settings.GATEHOUSE_DATA ).toBe( allOf( 'VOLUME' )[ 0 ] );
		expect( settings.GATEHOUSE_PORT ).toBe( allOf( 'EXPOSE' )[ 0 ] );
		const sidecar = await startService( {
			name: 'The sidecar',
			program: modernNode(),
			args,
			cwd: image,
			env: {
				...settings,
				GATEHOUSE_SITES: `${ site.home }=${ site.base }`,
				GATEHOUSE_DATA: data,
				GATEHOUSE_PORT: String( port ),
			},
			log: join( folder, 'sidecar.log' ),
			until: async () =>
				( await statusOf( port, '/reports/healthz' ) ) === 200,
		} ).ready();
		onTestFinished( () => sidecar.stop() );
		expect( ( await stat( data ) ).mode & 0o777 ).toBe( 0o700 );
	} );
} );
