import { Agent, request } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { tokenTypes } from '../../sidecar/contract';
import { Browser } from './browser';
import { makeFolder } from './gatehouse';
import { type Process, startProcess } from './processes';
import { isMariadb } from './test-store';
import { makeHandOff, makeState, makeVerifier, startSite } from './site';

type Sent = { verifier: string; status: number | null; fault: string | null };

/** A hand-off on a connection that is kept open, as PHP's or a proxy's is. */
async function handOff( { site, address }: Process, agent: Agent ) {
	const verifier = makeVerifier();
	const jws = await site.sign(
		tokenTypes.handOff,
		makeHandOff( site, Date.now(), { wps: verifier } )
	);
	return new Promise< Sent >( ( resolve ) => {
		const asked = request(
			`${ address }/`,
			{
				agent,
				method: 'POST',
				headers: {
					'content-type': 'application/jose',
					origin: site.home,
				},
			},
			( answer ) => {
				answer.resume();
				answer.on( 'end', () =>
					resolve( {
						verifier,
						status: answer.statusCode ?? null,
						fault: null,
					} )
				);
				answer.on( 'error', ( { message } ) =>
					resolve( { verifier, status: null, fault: message } )
				);
			}
		);
		asked.on( 'error', ( error ) =>
			resolve( {
				verifier,
				status: null,
				fault: 'code' in error ? String( error.code ) : error.message,
			} )
		);
		asked.end( jws );
	} );
}

describe.skipIf( isMariadb )( 'SIGTERM', { timeout: 30_000 }, () => {
	it( 'under load cuts no request, and loses no write it has acknowledged', async () => {
		const site = await startSite();
		const folder = await makeFolder();
		const process = await startProcess( site, folder );
		const sent: Sent[] = [];
		const lines = Array.from( { length: 8 }, async () => {
			const agent = new Agent( { keepAlive: true, maxSockets: 1 } );
			for (;;) {
				const one = await handOff( process, agent );
				sent.push( one );
				if ( one.fault !== null ) {
					agent.destroy();
					return;
				}
			}
		} );
		await expect
			.poll( () => sent.length, { timeout: 15_000 } )
			.toBeGreaterThan( 100 );
		process.stop( 'SIGTERM' );
		await Promise.all( lines );
		expect( await process.ended ).toBe( 0 );

		// What finds nobody listening was not taken; everything else was answered.
		const faults = new Set( sent.map( ( { fault } ) => fault ) );
		expect( faults ).toEqual( new Set( [ null, 'ECONNREFUSED' ] ) );
		const answered = sent.filter( ( { fault } ) => fault === null );
		expect( new Set( answered.map( ( { status } ) => status ) ) ).toEqual(
			new Set( [ 200 ] )
		);
		const stored = valuesIn( folder, 'select verifier from sessions' );
		expect(
			answered.filter( ( { verifier } ) => ! stored.has( verifier ) )
		).toEqual( [] );
	} );

	it( 'writes what was noted and not yet written: activity, and who was seen', async () => {
		const site = await startSite();
		const folder = await makeFolder();
		const process = await startProcess( site, folder );
		const browser = new Browser( process );
		await browser.signIn();
		const database = new DatabaseSync( `${ folder }/sessions.sqlite` );
		database.exec( 'update sessions set last_seen_at = 1' );
		database.close();
		await browser.fetch( '/api/reports/publishing' );
		process.stop( 'SIGTERM' );
		expect( await process.ended ).toBe( 0 );

		const kinds = valuesIn( folder, 'select kind from activity' );
		expect( kinds ).toEqual( new Set( [ 'signed-in', 'report-opened' ] ) );
		const [ seen ] = valuesIn(
			folder,
			'select last_seen_at from sessions'
		);
		expect( Number( seen ) ).toBeGreaterThan( Date.now() - 120_000 );
		expect( valuesIn( folder, 'select id from processes' ).size ).toBe( 0 );
	} );

	it( 'finishes the user states that are in flight', async () => {
		const site = await startSite();
		const folder = await makeFolder();
		const process = await startProcess( site, folder );
		const { iss, aud, iat, exp, jti } = makeHandOff( site, Date.now() );
		const states = Array.from( { length: 50 }, ( _, i ) =>
			makeState( { user: i + 1, version: 5 } )
		);
		const holder = new DatabaseSync( `${ folder }/sessions.sqlite` );
		holder.exec( 'begin immediate' );
		const told = fetch( `${ process.address }/site/state`, {
			method: 'POST',
			headers: { 'content-type': 'application/jose' },
			body: await site.sign( tokenTypes.state, {
				...{ iss, aud, iat, exp, jti, states },
			} ),
		} );
		setTimeout( () => process.stop( 'SIGTERM' ), 200 );
		setTimeout( () => holder.exec( 'rollback' ), 800 );
		expect( ( await told ).status ).toBe( 200 );
		expect( await process.ended ).toBe( 0 );
		holder.close();
		expect( valuesIn( folder, 'select user from users' ).size ).toBe( 50 );
	} );
} );

function valuesIn( folder: string, query: string ): Set< unknown > {
	const database = new DatabaseSync( `${ folder }/sessions.sqlite` );
	const rows = database.prepare( query ).all();
	database.close();
	return new Set( rows.map( ( row ) => Object.values( row )[ 0 ] ) );
}
