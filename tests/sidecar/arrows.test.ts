import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A file or folder of the sidecar imports only from its own row and those above it. */
const rows = [
	[ 'contract', 'contract/' ],
	[ 'errors', 'exit-codes', 'troubles', 'log-lines', 'warnings' ],
	[ 'site-clock', 'metrics' ],
	[
		'compact-jws',
		'site',
		'user-state',
		'device',
		'bot',
		'reports/permission',
	],
	[ 'declared' ],
	[ 'config', 'config/' ],
	[ 'published-keys', 'data-folder' ],
	[ 'document-values' ],
	[ 'read-report-document' ],
	[ 'vouchers' ],
	[ 'statement' ],
	[ 'report-search' ],
	[ 'handoff', 'site-statements' ],
	[ 'store/' ],
	[ 'counts/' ],
	[ 'redis/' ],
	[ 'counting' ],
	[ 'revocations', 'ended-sessions', 'apply-user-state' ],
	[ 'trust-keys', 'use-statement' ],
	[ 'keys', 'lease' ],
	[ 'own-keys' ],
	[ 'presence' ],
	[ 'session/' ],
	[ 'sessions', 'signed-in' ],
	[ 'activity', 'strangers', 'notices', 'privacy' ],
	[ 'access', 'token-memory' ],
	[ 'tokens' ],
	[ 'sync/' ],
	[ 'states' ],
	[ 'reports/' ],
	[ 'views' ],
	[ 'render/' ],
	[ 'printing', 'sync-state', 'resync-order' ],
	[ 'sync-desk' ],
	[ 'http/' ],
	[ 'assets', 'background' ],
	[ 'follower' ],
	[ 'duty' ],
	[ 'start-warnings', 'workers', 'heap' ],
	[ 'stores', 'schedule' ],
	[ 'asking-sites' ],
	[ 'follow-sites', 'gatehouse' ],
	[ 'follow', 'print', 'ending' ],
	[ 'doctor/', 'backup' ],
	[ 'site-commands' ],
	[ 'commands' ],
	[ 'serve' ],
	[ 'main' ],
];

/** Packages that may be imported only here. */
const homes: Record< string, string[] > = {
	jose: [ 'access', 'keys', 'own-keys', 'statement', 'tokens', 'vouchers' ],
	express: [ 'http/' ],
	'express-rate-limit': [ 'http/' ],
	helmet: [ 'http/' ],
	'prom-client': [ 'metrics' ],
	cookie: [ 'http/' ],
	'@redis/client': [ 'redis/' ],
	'node:sqlite': [ 'store/' ],
	pdfmake: [ 'render/pdf/' ],
	fontkit: [ 'render/pdf/' ],
	tldts: [ 'site', 'http/' ],
};

const root = resolve( import.meta.dirname, '../..' );

type Import = { from: string; to: string };

function importsBelow( folder: string ): Import[] {
	return readdirSync( join( root, folder ), { recursive: true } )
		.map( String )
		.filter( ( file ) => /(?<!\.d)\.tsx?$/.test( file ) )
		.flatMap( ( file ) => importsOf( join( folder, file ) ) );
}

function importsOf( file: string ): Import[] {
	const text = readFileSync( join( root, file ), 'utf8' );
	const pattern =
		/(?:^(?:import|export)\b[^;'"]*?from|^import|\bimport\()\s*'([^']+)'/gm;
	return [ ...text.matchAll( pattern ) ].map( ( [ , to = '' ] ) => ( {
		from: file,
		to: to.startsWith( '.' )
			? relative( root, resolve( root, file, '..', to ) )
			: to,
	} ) );
}

function isIn( place: string, file: string ): boolean {
	const path = relative( 'sidecar', file ).replace( /\.tsx?$/, '' );
	return place.endsWith( '/' ) ? path.startsWith( place ) : path === place;
}

function rowOf( file: string ): number {
	return rows.findIndex( ( row ) =>
		row.some( ( place ) => isIn( place, file ) )
	);
}

const written = ( { from, to }: Import ) => `${ from } imports ${ to }`;
const sidecar = importsBelow( 'sidecar' );
const blocks = importsBelow( 'blocks' );

describe( 'the import arrows', () => {
	it( 'see the files', () => {
		expect( sidecar.length ).toBeGreaterThan( 100 );
		expect( blocks.length ).toBeGreaterThan( 20 );
	} );

	it( 'give every file of the sidecar a row', () => {
		const homeless = sidecar.filter( ( { from } ) => rowOf( from ) < 0 );
		expect( homeless.map( ( { from } ) => from ) ).toEqual( [] );
	} );

	it( 'point upwards', () => {
		const downward = sidecar.filter(
			( { from, to } ) =>
				to.startsWith( 'sidecar/' ) && rowOf( to ) > rowOf( from )
		);
		expect( downward.map( written ) ).toEqual( [] );
	} );

	it( 'keep packages in their homes', () => {
		const astray = sidecar.filter(
			( { from, to } ) =>
				homes[ to ]?.every( ( place ) => ! isIn( place, from ) ) ??
				false
		);
		expect( astray.map( written ) ).toEqual( [] );
	} );

	it( 'lead from blocks to the contract and to nothing else of the sidecar', () => {
		const beyond = blocks.filter(
			( { to } ) =>
				to.startsWith( 'sidecar/' ) &&
				! to.startsWith( 'sidecar/contract' )
		);
		expect( beyond.map( written ) ).toEqual( [] );
	} );

	it( 'lead from the sidecar to blocks only to draw reports', () => {
		const beyond = sidecar.filter(
			( { from, to } ) =>
				to.startsWith( 'blocks/' ) &&
				! isIn( 'render/', from ) &&
				! isIn( 'assets', from )
		);
		expect( beyond.map( written ) ).toEqual( [] );
	} );
} );
