import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { expect, onTestFinished } from 'vitest';
import { tokenTypes } from '../../sidecar/contract';
import { Browser } from './browser';
import { makeFolder } from './gatehouse';
import { type Process, startProcess } from './processes';
import { makeHandOff, makeState, makeVerifier, startSite } from './site';

export const canMount =
	process.getuid?.() === 0 && process.platform === 'linux';

/** A disk of its own, which only root can have. */
export async function mountDisk( megabytes: number ): Promise< string > {
	const mount = await makeFolder();
	const size = `size=${ megabytes }m`;
	execFileSync( 'mount', [ '-t', 'tmpfs', '-o', size, 'tmpfs', mount ] );
	onTestFinished( () => void execFileSync( 'umount', [ '-l', mount ] ) );
	await mkdir( `${ mount }/data`, { mode: 0o700 } );
	return `${ mount }/data`;
}

/** Down to the last page; answers how to free it. */
export async function fillDisk( folder: string ) {
	const filler = `${ folder }/filler`;
	for ( let size = 2 ** 20; size >= 4096; size /= 2 ) {
		const bytes = Buffer.alloc( size );
		for ( let isFull = false; ! isFull; ) {
			isFull = await writeFile( filler, bytes, { flag: 'a' } ).then(
				() => false,
				() => true
			);
		}
	}
	return () => rm( filler );
}

/** Somebody who may do everything, and has seen a report. */
export async function startSignedIn(
	folder: string,
	settings: Record< string, string > = {},
	options: { uid?: number } = {}
) {
	const site = await startSite();
	const process = await startProcess( site, folder, 0, settings, options );
	const browser = new Browser( process );
	const verifier = makeVerifier();
	await browser.signIn( {
		wps: verifier,
		state: makeState( {
			live: [ verifier ],
			grants: [ 'view', 'export', 'manage' ],
		} ),
	} );
	expect( ( await browser.fetch( '/api/reports/publishing' ) ).status ).toBe(
		200
	);
	return { process, browser, verifier };
}

export type SignedIn = Awaited< ReturnType< typeof startSignedIn > >;

export async function ready( { address }: Process ) {
	const response = await fetch( `${ address }/readyz` );
	const { status, troubles } = await response.json();
	return {
		http: response.status,
		status,
		codes: troubles.map( ( { code }: { code: string } ) => code ),
	};
}

async function tell( { site, address }: Process, claims: object ) {
	const { jti, iat, exp, iss, aud } = makeHandOff( site, Date.now() );
	return fetch( `${ address }/site/state`, {
		method: 'POST',
		headers: { 'content-type': 'application/jose' },
		body: await site.sign( tokenTypes.state, {
			...{ jti, iat, exp, iss, aud },
			...claims,
		} ),
	} );
}

type Asking = ( signedIn: SignedIn ) => Promise< Response >;
const get =
	( path: string ): Asking =>
	( { browser } ) =>
		browser.fetch( path );

const waits = [ '503 store_busy, again in 1 s' ];
const goesOn = [ '200' ];
/** As the store can still be read or not. */
const either = [ ...goesOn, ...waits ];

/** What a route answers while the store takes no writes. */
const answers: Array< [ route: string, ask: Asking, expected: string[] ] > = [
	[ 'POST session/renew', ( { browser } ) => browser.renew(), waits ],
	[
		'POST session/end',
		( { browser } ) => browser.post( '/session/end' ),
		waits,
	],
	[ 'POST /', ( { process } ) => new Browser( process ).handOff(), waits ],
	[
		'POST site/state',
		( { process, verifier } ) =>
			tell( process, {
				states: [ makeState( { version: 2, ended: [ verifier ] } ) ],
			} ),
		waits,
	],
	[ 'GET session', get( '/session' ), goesOn ],
	[ 'GET api/reports', get( '/api/reports' ), goesOn ],
	[ 'GET api/reports/:report', get( '/api/reports/publishing' ), goesOn ],
	[ 'GET r/:report', get( '/r/publishing' ), goesOn ],
	[ 'GET healthz', get( '/healthz' ), goesOn ],
	[ 'GET jwks.json', get( '/.well-known/jwks.json' ), goesOn ],
	[ 'GET api/sessions', get( '/api/sessions' ), either ],
	[ 'GET api/activity', get( '/api/activity' ), either ],
	[ 'GET session/notices', get( '/session/notices' ), either ],
];

/** Nobody is signed out, nothing is said to be done that is not, and what can go on goes on. */
export async function expectHeldUp( signedIn: SignedIn, trouble: string ) {
	const told = await Promise.all(
		answers.map( async ( [ route, ask, expected ] ) => {
			const response = await ask( signedIn );
			const { code } = response.ok
				? { code: undefined }
				: await response.json();
			const wait = response.headers.get( 'retry-after' );
			const answer = [
				`${ response.status }${ code === undefined ? '' : ` ${ code }` }`,
				...( wait === null ? [] : [ `again in ${ wait } s` ] ),
				...( response.headers.getSetCookie().length > 0
					? [ 'sets cookies' ]
					: [] ),
			].join( ', ' );
			return { route, answer, isRight: expected.includes( answer ) };
		} )
	);
	expect( told.filter( ( { isRight } ) => ! isRight ) ).toEqual( [] );
	await expect
		.poll( () => ready( signedIn.process ), { timeout: 15_000 } )
		.toEqual( { http: 503, status: 'failing', codes: [ trouble ] } );
	const { process } = signedIn;
	const lines = process.output().match( /"trouble":"store_\w+"/g );
	expect( lines ).toEqual( [ `"trouble":"${ trouble }"` ] );
}

/** By itself, and with the same session. */
export async function expectBack( { process, browser }: SignedIn ) {
	await expect
		.poll( () => ready( process ), { timeout: 15_000 } )
		.toEqual( { http: 200, status: 'ready', codes: [] } );
	expect( ( await browser.renew() ).status ).toBe( 200 );
	expect( ( await browser.fetch( '/session' ) ).status ).toBe( 200 );
}
