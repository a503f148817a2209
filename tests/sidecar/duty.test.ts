import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../sidecar/config';
import { tokenTypes } from '../../sidecar/contract';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import { followSites } from '../../sidecar/follow-sites';
import { steadyClock } from '../../sidecar/lease';
import type { SyncOrder } from '../../sidecar/sync/follow';
import { Browser } from './browser';
import { makeFolder } from './gatehouse';
import { type Process, settingsFor, startProcess, through } from './processes';
import { makeHandOff, makeState, startSite, type TestSite } from './site';
import { addPosts, post } from './sync/copied-site';
import { openSmallSite } from './sync/small-site';

async function startThree() {
	const site = await startSite();
	const small = await openSmallSite( { datasets: [ 'posts', 'terms' ] } );
	addPosts( small, 1, 3 );
	site.facts = small;
	const folder = await makeFolder();
	const processes = await Promise.all(
		[ 1, 2, 3 ].map( () => startProcess( site, folder ) )
	);
	return { site, small, processes };
}

const isOnDuty = ( { output }: Process ) =>
	output().includes( 'this process follows the sites' );

/** Those on duty, and those who stand by; each once it has begun. */
async function partition( processes: Process[] ) {
	await expect.poll( () => processes.some( isOnDuty ) ).toBe( true );
	return {
		leaders: processes.filter( isOnDuty ),
		followers: processes.filter( ( one ) => ! isOnDuty( one ) ),
	};
}

async function ping( site: TestSite, { address }: Process ) {
	const { jti, iat, exp, iss, aud } = makeHandOff( site, Date.now() );
	return fetch( `${ address }/site/ping`, {
		method: 'POST',
		headers: { 'content-type': 'application/jose' },
		body: await site.sign( tokenTypes.ping, { jti, iat, exp, iss, aud } ),
	} );
}

const isReady = async ( { address }: Process ) =>
	( await fetch( `${ address }/readyz` ) ).ok;

/** Of a figure that no other report of the site has. */
async function countPosts( browser: Browser< Process > ) {
	const response = await browser.fetch( '/api/reports/publishing' );
	const { figures }: ReportDocument = await response.json();
	return figures[ 0 ]?.value;
}

describe( 'three processes on one store', { timeout: 30_000 }, () => {
	it( 'have one of them follow the sites, and another when it is killed', async () => {
		const { site, small, processes } = await startThree();
		const { leaders, followers } = await partition( processes );
		expect( leaders ).toHaveLength( 1 );
		leaders[ 0 ]?.stop( 'SIGKILL' );
		site.undelivered = [ makeState( { version: 2 } ) ];
		const before = small.asked.length;

		await expect
			.poll( () => followers.filter( isOnDuty ).length, {
				timeout: 8000,
			} )
			.toBe( 1 );
		await expect
			.poll( () => small.asked.length, { timeout: 3000 } )
			.toBeGreaterThan( before );
		await expect
			.poll( () => site.undelivered, { timeout: 6000 } )
			.toEqual( [] );
	} );

	it( 'take over at once from one that stops', async () => {
		const { processes } = await startThree();
		const { leaders, followers } = await partition( processes );
		leaders[ 0 ]?.stop( 'SIGTERM' );
		await expect
			.poll( () => followers.filter( isOnDuty ).length, {
				timeout: 2500,
			} )
			.toBe( 1 );
	} );

	it( 'do not follow the sites twice after one was halted for long', async () => {
		const { processes } = await startThree();
		const { leaders, followers } = await partition( processes );
		leaders[ 0 ]?.stop( 'SIGSTOP' );
		await expect
			.poll( () => followers.filter( isOnDuty ).length, {
				timeout: 8000,
			} )
			.toBe( 1 );
		leaders[ 0 ]?.stop( 'SIGCONT' );
		await expect
			.poll( () => leaders[ 0 ]?.output(), { timeout: 3000 } )
			.toContain( 'another process follows the sites' );
	} );

	it( 'show everywhere within a second what a ping brought to one that stands by', async () => {
		const { site, small, processes } = await startThree();
		const { followers } = await partition( processes );
		const [ first, second ] = followers;
		if ( first === undefined || second === undefined ) {
			throw new Error( 'two processes stand by' );
		}
		const browser = new Browser( first );
		await expect.poll( () => isReady( first ) ).toBe( true );
		await browser.signIn();
		const readers = processes.map( ( one ) => through( browser, one ) );
		const counts = () => Promise.all( readers.map( countPosts ) );
		await expect.poll( counts, { timeout: 5000 } ).toEqual( [ 3, 3, 3 ] );

		small.posts.set( 4, post( 4 ) );
		small.log( 'posts', 4 );
		expect( ( await ping( site, second ) ).status ).toBe( 200 );
		await expect.poll( counts, { timeout: 2000 } ).toEqual( [ 4, 4, 4 ] );
	} );
} );

describe( 'the worker', { timeout: 20_000 }, () => {
	it( 'writes facts only until another process may be on duty', async () => {
		const site = await startSite();
		const small = await openSmallSite();
		addPosts( small, 1, 3 );
		site.facts = small;
		const folder = await makeFolder();
		const settings = settingsFor( site, folder );
		const { port1, port2 } = new MessageChannel();
		const news: unknown[] = [];
		port1.on( 'message', ( one ) => news.push( one ) );
		onTestFinished( () => end( port1 ) );
		await followSites(
			readConfig( { ...settings, GATEHOUSE_LOG_LEVEL: 'error' }, folder ),
			port2
		);

		await expect
			.poll( () => small.asked.length, { timeout: 5000 } )
			.toBeGreaterThan( 1 );
		// Copying begins once the site is written down.
		expect( small.asked.map( ( { route } ) => route ) ).not.toContain(
			'facts'
		);

		const order: SyncOrder = {
			kind: 'on duty',
			until: steadyClock() + 60_000,
		};
		port1.postMessage( order );
		await expect
			.poll( () => news, { timeout: 10_000 } )
			.toContainEqual( { kind: 'changed', site: site.home } );
	} );
} );

/** It closes its side when it has stopped. */
async function end( port: MessagePort ): Promise< void > {
	const closed = new Promise( ( resolve ) => port.once( 'close', resolve ) );
	port.postMessage( { kind: 'stop' } );
	await closed;
}
