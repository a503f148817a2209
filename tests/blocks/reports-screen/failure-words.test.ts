/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusalWords } from '../../../blocks/reports-screen/failure-words';

const reports = resolve( import.meta.dirname, '../../../sidecar/reports' );

// The screen sends its own language; files are refused on a page of their own.
const elsewhere = [ 'language_unknown', 'facts_filling' ];

function codesThrown(): string[] {
	return readdirSync( reports, { recursive: true, encoding: 'utf8' } )
		.filter( ( file ) => file.endsWith( '.ts' ) )
		.flatMap( ( file ) => [
			...readFileSync( join( reports, file ), 'utf8' ).matchAll(
				/new Refusal\(\s*'(\w+)'/g
			),
		] )
		.map( ( [ , code = '' ] ) => code );
}

describe( 'what the Reports screen says of a refusal', () => {
	it.each( [
		...new Set( [
			...codesThrown().filter( ( code ) => ! elsewhere.includes( code ) ),
			'resync_wrong',
			'too_many_requests',
			'store_busy',
			'internal_fault',
		] ),
	] )( 'has a Korean sentence for %s', ( code ) => {
		expect( refusalWords( 'ko-KR' )[ code ] ).toMatch( /[가-힣]/ );
	} );
} );
