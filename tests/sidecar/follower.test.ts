import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import { startFollower } from '../../sidecar/follower';
import { Browser } from './browser';
import { makeFolder } from './gatehouse';
import { type Process, startProcess } from './processes';
import { startSite } from './site';
import { addPosts } from './sync/copied-site';
import { openSmallSite } from './sync/small-site';

describe( 'a worker', { timeout: 20_000 }, () => {
	it( 'that fails is told of and followed by another, and the process goes on', async () => {
		const site = await startSite();
		const small = await openSmallSite( {
			datasets: [ 'posts', 'terms' ],
		} );
		addPosts( small, 1, 3 );
		site.facts = small;
		const folder = await makeFolder();
		const crashes = `${ folder }/crashes`;
		await writeFile( crashes, '2' );
		const started = await startProcess( site, folder, 0, {
			NODE_OPTIONS: `--require ${ await preloadCrashes( crashes ) }`,
		} );
		const troubles = async () => {
			const answer = await fetch( `${ started.address }/readyz` );
			expect( answer.status ).toBe( 200 );
			return ( await answer.json() ).troubles.map(
				( { code }: { code: string } ) => code
			);
		};
		await expect.poll( troubles ).toEqual( [ 'facts_failing' ] );
		const browser = new Browser( started );
		await browser.signIn();
		expect( await countPosts( browser ) ).not.toBe( 3 );

		await expect
			.poll( () => countPosts( browser ), { timeout: 10_000 } )
			.toBe( 3 );
		expect( await troubles() ).toEqual( [] );
		const pauses = [
			...started
				.output()
				.matchAll( /"retryInMilliseconds":(\d+),"msg":"the worker/g ),
		].map( ( [ , pause ] ) => Number( pause ) );
		expect( pauses ).toEqual( [ 1000, 2000 ] );
		expect( started.output() ).toContain( 'broken on purpose' );
		started.stop( 'SIGTERM' );
		expect( await started.ended ).toBe( 0 );
	} );

	it( 'that failed once is well again, whatever the site answers', async () => {
		const folder = await makeFolder();
		const crashes = `${ folder }/crashes`;
		await writeFile( crashes, '1' );
		const started = await startProcess( await startSite(), folder, 0, {
			NODE_OPTIONS: `--require ${ await preloadCrashes( crashes ) }`,
		} );
		await expect
			.poll( started.output, { timeout: 5000 } )
			.toContain( '"status":404' );
		expect( started.output() ).toContain( '"trouble":"facts_failing"' );
		const ready = await fetch( `${ started.address }/readyz` );
		expect( await ready.json() ).toMatchObject( { troubles: [] } );
	} );

	it( 'that fails again and again does not hold up the end of the process', async () => {
		const folder = await makeFolder();
		const crashes = `${ folder }/crashes`;
		await writeFile( crashes, '99' );
		const started = await startProcess( await startSite(), folder, 0, {
			NODE_OPTIONS: `--require ${ await preloadCrashes( crashes ) }`,
		} );
		await expect
			.poll( started.output, { timeout: 5000 } )
			.toContain( '"retryInMilliseconds":2000' );
		started.stop( 'SIGTERM' );
		expect( await started.ended ).toBe( 0 );
	} );
} );

describe( 'a follower', () => {
	it( 'that is stopped while it waits starts no other worker', async () => {
		let started = 0;
		const told: string[] = [];
		const follower = startFollower( {
			startWorker() {
				started++;
				return new Worker( 'process.exit( 3 )', { eval: true } );
			},
			sites: [ 'https://example.com' ],
			troubles: {
				begin: ( code ) => told.push( code ),
				end: () => undefined,
			},
			onChanged: () => undefined,
			steadyClock: () => 0,
			log: { error: () => undefined },
		} );
		await expect.poll( () => told ).toEqual( [ 'facts_failing' ] );
		await follower.stop();
		await sleep( 1200 );
		expect( started ).toBe( 1 );
	} );
} );

/** Of a figure that no other report of the site has. */
async function countPosts( browser: Browser< Process > ) {
	const response = await browser.fetch( '/api/reports/publishing' );
	const { figures }: ReportDocument = await response.json();
	return figures[ 0 ]?.value;
}

/** Lets so many workers fail, soon after their start, as the file says. */
async function preloadCrashes( file: string ): Promise< string > {
	const preload = `${ file }.cjs`;
	await writeFile(
		preload,
		`const { isMainThread } = require( 'node:worker_threads' );
		const { readFileSync, writeFileSync } = require( 'node:fs' );
		const left = isMainThread ? 0 : Number( readFileSync( '${ file }' ) );
		if ( left > 0 ) {
			writeFileSync( '${ file }', String( left - 1 ) );
			throw new Error( 'broken on purpose' );
		}`
	);
	return preload;
}
