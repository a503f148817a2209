import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inRoot } from '../../scripts/places.mjs';
import { readFonts } from '../../sidecar/render/pdf/fonts';
import { createPdfMaker } from '../../sidecar/render/pdf/make';
import { readLogo } from '../../sidecar/sync/read-logo';
import { publishing } from '../blocks/report-view/publishing';
import { openFiles, textOf } from './files';
import { jpeg, png } from './png';
import { post } from './reports/site-with-reports';

/** Width and height of every picture in a PDF, as a reader finds them. */
function picturesOf( pdf: Uint8Array ): Array< [ string, number, number ] > {
	const folder = mkdtempSync( join( tmpdir(), 'gatehouse-pdf-' ) );
	onTestFinished( () => rmSync( folder, { recursive: true } ) );
	const file = join( folder, 'report.pdf' );
	writeFileSync( file, pdf );
	return execFileSync( 'pdfimages', [ '-list', file ], { encoding: 'utf8' } )
		.split( '\n' )
		.slice( 2, -1 )
		.map( ( line ) => {
			const [ , , kind = '', width, height ] = line.trim().split( /\s+/ );
			return [ kind, Number( width ), Number( height ) ];
		} );
}

async function printed( logo?: Buffer ) {
	const { get, gatehouse } = await openFiles(
		{ posts: [ post( '2026-11-20T10:00:00Z' ) ] },
		{
			site: { description: { name: 'Harbour & Hill' } },
			...( logo && { start: { logo } } ),
		}
	);
	const answer = await get( 'publishing.pdf' );
	expect( answer.status ).toBe( 200 );
	const pdf = new Uint8Array( await answer.arrayBuffer() );
	return { pdf, log: gatehouse.log.join( '' ) };
}

describe( 'the logo at the head of a PDF', { timeout: 60_000 }, () => {
	it( 'stands beside the name of the site', async () => {
		const { pdf } = await printed( png( { width: 90, height: 30 } ) );
		expect( picturesOf( pdf ) ).toEqual( [
			[ 'image', 90, 30 ],
			[ 'smask', 90, 30 ],
		] );
		expect( textOf( pdf ) ).toMatch( /^\s*Harbour & Hill/ );
	} );

	it( 'is not there for a site without one, whose name stands alone', async () => {
		const { pdf } = await printed();
		expect( picturesOf( pdf ) ).toEqual( [] );
		expect( textOf( pdf ) ).toMatch( /^\s*Harbour & Hill/ );
	} );

	it( 'is left out and logged where it can not be drawn', async () => {
		const { pdf, log } = await printed( png( { isWhole: false } ) );
		expect( picturesOf( pdf ) ).toEqual( [] );
		expect( textOf( pdf ) ).toContain( 'Page 1 of' );
		expect( log ).toContain( 'a PDF has no logo' );
	} );

	it( 'never keeps a PDF from being made, once it was found to be sound', async () => {
		const make = createPdfMaker(
			readFonts( inRoot( 'sidecar/render/fonts' ) )
		);
		const document = {
			...publishing(),
			chart: { ...publishing().chart, points: [] },
			tables: [],
		};
		const whole = [
			png( { width: 9, height: 9 } ),
			jpeg( { before: 'ffe1001045786966000049492a0008000000' } ),
		];
		let taken = 0;
		for ( let round = 0; round < 160; round++ ) {
			const bytes = Buffer.from( whole[ round % whole.length ] ?? '' );
			// Every byte once, each with another value.
			bytes[ Math.floor( round / 2 ) % bytes.length ] =
				( round * 37 ) % 256;
			const logo = readLogo( {
				version: 'v',
				picture: bytes.toString( 'base64' ),
			} );
			if ( logo?.picture ) {
				taken += 1;
				const made = await make( {
					document,
					left: {},
					paper: 'a4',
					logo: Buffer.from( logo.picture, 'base64' ),
				} );
				expect( made.bytes.length ).toBeGreaterThan( 1000 );
			}
		}
		expect( taken ).toBeGreaterThan( 10 );
	} );
} );
