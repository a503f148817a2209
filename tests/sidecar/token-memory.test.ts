import { describe, expect, it } from 'vitest';
import { toSite } from '../../sidecar/site';
import { createTokenMemory, fingerprint } from '../../sidecar/token-memory';

function site( path: string ) {
	const made = toSite(
		'https://example.com',
		`https://example.com${ path }`
	);
	if ( typeof made === 'string' ) {
		throw new Error( made );
	}
	return { ...made, home: `https://example.com${ path }/home` };
}

const here = site( '/a' );
const token = 'header.claims.signature';
const claims = { kid: 'ours', site: here.home, expiresAt: 1000 };

function remembering() {
	const now = { kids: [ 'ours' ], clock: 0 };
	const memory = createTokenMemory( {
		isOwnKey: ( kid ) => now.kids.includes( kid ),
		clock: () => now.clock,
		toKey: fingerprint,
	} );
	memory.remember( token, claims );
	return { now, memory };
}

describe( 'the memory of good tokens', () => {
	it( 'tells what a token said', () => {
		const { memory } = remembering();
		expect( memory.recall( here, token ) ).toEqual( claims );
	} );

	it( 'knows no token that differs by a character', () => {
		const { memory } = remembering();
		expect( memory.recall( here, `${ token }A` ) ).toBeUndefined();
		expect( memory.recall( here, token.slice( 1 ) ) ).toBeUndefined();
	} );

	it( 'knows it at its own site only', () => {
		const { memory } = remembering();
		expect( memory.recall( site( '/b' ), token ) ).toBeUndefined();
		expect( memory.recall( here, token ) ).toEqual( claims );
	} );

	it( 'forgets it when it has run out', () => {
		const { now, memory } = remembering();
		now.clock = claims.expiresAt;
		expect( memory.recall( here, token ) ).toBeUndefined();
	} );

	it( 'forgets it when its key has left', () => {
		const { now, memory } = remembering();
		now.kids = [ 'next' ];
		expect( memory.recall( here, token ) ).toBeUndefined();
	} );

	it( 'keeps no more than twenty thousand, the newest', () => {
		const { memory } = remembering();
		for ( let i = 0; i < 20_000; i++ ) {
			memory.remember( `${ token }${ i }`, claims );
		}
		expect( memory.recall( here, token ) ).toBeUndefined();
		expect( memory.recall( here, `${ token }0` ) ).toEqual( claims );
	} );
} );

describe( 'a fingerprint', () => {
	it( 'holds nothing of the token', () => {
		expect( fingerprint( token ) ).toMatch( /^[\w-]{43}$/ );
		expect( fingerprint( token ) ).not.toContain( 'claims' );
	} );
} );
