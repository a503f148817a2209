import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import { Browser } from './browser';
import { makeFolder } from './gatehouse';
import { bundle, run, settingsFor, startProcess } from './processes';
import { startSite } from './site';
import { openSmallSite } from './sync/small-site';

const published = {
	id: 1,
	type: 'post',
	status: 'publish',
	author: 1,
	at: Math.floor( Date.now() / 1000 ) - 3600,
	words: 100,
	comments: 0,
	terms: [],
	title: 'A post',
};

describe( 'node gatehouse.cjs resync', { timeout: 30_000 }, () => {
	it( 'has the process that follows the site copy it again, and refuses what is not there', async () => {
		const told = await openSmallSite( {
			datasets: [ 'posts', 'comments', 'users', 'terms' ],
		} );
		onTestFinished( told.close );
		const site = await startSite();
		site.facts = told;
		told.posts.set( 1, published );
		const folder = await makeFolder();
		const browser = new Browser( await startProcess( site, folder ) );
		await browser.signIn();
		const type = async ( ...typed: string[] ) => {
			const { ended, output } = run( settingsFor( site, folder ), [
				bundle,
				'resync',
				...typed,
			] );
			return { exit: await ended, said: output() };
		};
		const words = async () => {
			const answer = await browser.fetch( '/api/reports/publishing' );

			const { figures = [] }: Partial< ReportDocument > =
				await answer.json();
			return figures.find( ( { id } ) => id === 'words' )?.value;
		};
		await vi.waitFor(
			async () => expect( await words() ).toBe( 100 ),
			10_000
		);

		// No change log tells of it.
		told.posts.set( 1, { ...published, words: 7 } );
		const done = await type( site.home, 'posts', '1', '10' );

		expect( done ).toMatchObject( { exit: 0 } );
		expect( done.said ).toContain( 'posts from 1 to 10 is copied again' );
		await vi.waitFor( async () => expect( await words() ).toBe( 7 ), 5000 );
		expect( ( await type( site.home, 'orders' ) ).exit ).toBe( 64 );
		expect( ( await type( site.home, 'posts', '9', '1' ) ).exit ).toBe(
			64
		);
		expect( ( await type( 'https://elsewhere.example' ) ).exit ).toBe( 64 );
	} );
} );
