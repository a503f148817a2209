import { describe, expect, it, onTestFinished } from 'vitest';
import { openFacts } from '../../../sidecar/store/facts/facts';
import { builtInDatasets } from '../../../sidecar/sync/datasets';
import { makeFolder } from '../gatehouse';
import { startProcess } from '../processes';
import { startSite } from '../site';
import { storeIn } from '../test-store';
import {
	addPosts,
	countRollup,
	countRows,
	dayAt,
	pagesAsked,
	post,
	prepared,
	rollupDays,
} from './copied-site';
import { openSmallSite } from './small-site';

/** The ordinary synchronisation, killed as it would commit for the nth time. */
async function killedAt(
	{ facts, follow }: Awaited< ReturnType< typeof prepared > >,
	nth: number
) {
	const following = follow();
	let transactions = 0;
	facts.requireDuty = () => {
		if ( ++transactions >= nth ) {
			throw new Error( 'Killed.' );
		}
	};
	await following.idle();
	await following.stop();
	facts.requireDuty = () => undefined;
}

describe( 'a process that is killed', { timeout: 60_000 }, () => {
	it( 'in the middle of a page of the first copy, is followed by one that goes on there', async () => {
		const site = await startSite();
		const small = await openSmallSite( { datasets: [ 'posts' ] } );
		onTestFinished( () => small.close() );
		addPosts( small, 1, 1500 );
		site.facts = small;
		const folder = await makeFolder();
		let reached = () => {};
		const isCopying = new Promise< void >( ( resolve ) => {
			reached = resolve;
		} );
		let goOn = () => {};
		const isOver = new Promise< void >( ( resolve ) => {
			goOn = resolve;
		} );
		// The page before is being written while this one is asked for.
		small.onAsked = async () => {
			if ( Number( pagesAsked( small, 'posts' ).at( -1 ) ) > 400 ) {
				reached();
				await isOver;
			}
		};
		const first = await startProcess( site, folder );
		await isCopying;
		first.stop( 'SIGKILL' );
		await first.ended;
		small.onAsked = () => undefined;
		goOn();
		const before = pagesAsked( small, 'posts' );

		await startProcess( site, folder );
		const facts = await openFacts(
			storeIn( folder ),
			'sync',
			builtInDatasets
		);
		onTestFinished( () => facts.close() );
		await expect
			.poll( () => countRollup( facts ), { timeout: 40_000 } )
			.toBe( 1500 );
		const [ resumed ] = pagesAsked( small, 'posts' ).slice( before.length );
		expect( resumed ).toBeGreaterThan( 0 );
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 1500 );
	} );

	it.each( [ 4, 5, 6, 7, 8, 9 ] )(
		'as it commits for the %ith time, has lost nothing that is not copied again',
		async ( nth ) => {
			const parts = await prepared();
			addPosts( parts.site, 1, 450 );
			await killedAt( parts, nth );
			await parts.follow().idle();
			expect( await countRows( parts.facts, 'facts_posts' ) ).toBe( 450 );
			expect( await countRollup( parts.facts ) ).toBe( 450 );
		}
	);

	it.each( [ 1, 2, 3 ] )(
		'while it moves to another timezone, at transaction %i, has every day counted',
		async ( nth ) => {
			const parts = await prepared();
			parts.site.posts.set( 1, post( 1, { at: dayAt( '2026-11-10' ) } ) );
			const before = parts.follow();
			await before.idle();
			await before.stop();
			parts.site.description.timezone = 'Asia/Seoul';
			await killedAt( parts, nth );
			await parts.follow().idle();
			expect( await rollupDays( parts.facts ) ).toEqual( [
				'2026-11-11',
			] );
		}
	);
} );
