import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SiteDescription } from '../../../sidecar/contract/facts';
import { createSyncDesk } from '../../../sidecar/sync-desk';
import { addPosts, prepared } from './copied-site';

type Told = Omit< SiteDescription[ 'own' ], 'datasets' | 'reports' > & {
	datasets: [ object ];
	reports: [ object ];
};

/** What PHPUnit recorded of the example plugin in the docs. */
const example: { own: Told } = JSON.parse(
	readFileSync(
		new URL( '../../contract/extension.json', import.meta.url ),
		'utf8'
	)
);
const {
	datasets: [ signUps ],
	reports: [ newsletter ],
} = example.own;
const now = Date.parse( '2026-11-23T12:00:00Z' );

async function declared( own: Partial< SiteDescription[ 'own' ] > ) {
	const { site, follow, facts } = await prepared();
	addPosts( site, 1, 3 );
	site.description.own = { ...example.own, ...own };
	const following = follow( { now } );
	await following.idle();
	const desk = createSyncDesk( { facts, clock: () => now } );
	return { site, following, wrong: () => desk.wrong( site.home ) };
}

const numbered = ( declaration: object, id: string, count: number ) =>
	Array.from( { length: count }, ( _, index ) => ( {
		...declaration,
		id: `${ id }${ index + 1 }`,
	} ) );

const misspelt = { ...newsletter, grand: 'view' };

describe( 'what a site declares and can’t be used', () => {
	it( 'names every dataset after the twentieth', async () => {
		const { wrong } = await declared( {
			datasets: numbered( signUps, 'set', 22 ),
			reports: [],
		} );
		const reason =
			'It comes after 20 others: a site may have no more of its own.';
		expect( await wrong() ).toEqual( [
			{ kind: 'dataset', id: 'set21', reason },
			{ kind: 'dataset', id: 'set22', reason },
		] );
	} );

	it( 'names every report after the fortieth, and counts only those that can be used', async () => {
		const { wrong } = await declared( {
			reports: [ misspelt, ...numbered( newsletter, 'report', 41 ) ],
		} );
		expect(
			( await wrong() ).map( ( { id, reason } ) => [ id, reason ] )
		).toEqual( [
			[ 'newsletter', 'grand is not known.' ],
			[
				'report41',
				'It comes after 40 others: a site may have no more of its own.',
			],
		] );
	} );

	it( 'has what the site itself could not tell', async () => {
		const lost = {
			kind: 'report' as const,
			id: 'endless',
			reason: 'It can’t be written as JSON.',
		};
		const { wrong } = await declared( { wrong: [ lost ] } );
		expect( await wrong() ).toEqual( [ lost ] );
	} );

	it( 'is logged once, and again when it changes', async () => {
		const { site, following } = await declared( {
			reports: [ misspelt ],
		} );
		await following.poll();
		expect( following.warnings ).toEqual( [
			'These declarations are left out.',
		] );

		site.description.own = { datasets: [ {} ], reports: [], wrong: [] };
		await following.poll();
		expect( following.warnings ).toHaveLength( 2 );
	} );
} );
