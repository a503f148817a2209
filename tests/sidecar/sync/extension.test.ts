import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { WrongDeclaration } from '../../../sidecar/contract/sync';
import { createReports } from '../../../sidecar/reports/reports';
import type { Facts } from '../../../sidecar/store/facts/facts';
import { noteOffered } from '../../../sidecar/store/facts/copies';
import { forgetMissing } from '../../../sidecar/store/facts/missing';
import { findSite } from '../../../sidecar/store/facts/sites';
import { createSyncDesk } from '../../../sidecar/sync-desk';
import { addPosts, countRows, prepared } from './copied-site';
import type { SmallSite } from './small-site';

type Told = {
	own: {
		datasets: object[];
		reports: object[];
		wrong: WrongDeclaration[];
	};
	facts: Array< { id: number } >;
};

/** What PHPUnit recorded of the example plugin in the docs. */
const example: Told = JSON.parse(
	readFileSync(
		new URL( '../../contract/extension.json', import.meta.url ),
		'utf8'
	)
);
const [ signUps ] = example.own.datasets;
const [ newsletter ] = example.own.reports;
const now = Date.parse( '2026-11-23T12:00:00Z' );
const day = 24 * 3600 * 1000;
const viewer = { user: 1, grants: [ 'view' as const ] };

function install( site: SmallSite, own: Partial< Told[ 'own' ] > = {} ) {
	site.description.own = { ...example.own, ...own };
	site.tables.set(
		'sign_ups',
		new Map( example.facts.map( ( fact ) => [ fact.id, fact ] ) )
	);
}

async function extended( own: Partial< Told[ 'own' ] > = {} ) {
	const parts = await prepared();
	addPosts( parts.site, 1, 3 );
	parts.site.description.datasets.push( 'terms' );
	install( parts.site, own );
	const clock = { now };
	const following = parts.follow( clock );
	await following.idle();
	const { facts, site } = parts;
	const reports = createReports( {
		facts,
		people: async () => ( {} ),
		clock: () => clock.now,
	} );
	const catalogue = async () =>
		(
			await reports.catalogue( { site: site.home, viewer, locale: 'en' } )
		).map( ( { id } ) => id );
	return {
		...parts,
		clock,
		following,
		reports,
		catalogue,
		wrong: async () =>
			(
				await createSyncDesk( { facts, clock: () => clock.now } ).state(
					site.home
				)
			).wrong,
		open: async ( report: string ) =>
			(
				await reports.prepare( {
					site: site.home,
					report,
					search: '',
					locale: 'ko-KR',
					viewer,
				} )
			).document,
	};
}

/** Of this site's own datasets, without the prefix that MariaDB's have. */
async function tablesOf( facts: Facts, site: SmallSite ) {
	const tables = await facts.db.introspection.getTables();
	const own = `own${ await keyOf( facts, site ) }_`;
	return tables
		.map( ( { name } ) => name )
		.filter( ( name ) => name.includes( own ) )
		.map( ( name ) =>
			name.replace( /^gatehouse_/, '' ).replace( own, 'own_' )
		)
		.toSorted();
}

async function keyOf( facts: Facts, { home }: SmallSite ) {
	return ( await findSite( facts, home ) )?.key;
}

describe( 'a dataset and a report of another plugin', () => {
	it( 'are copied and counted as the built-in ones are', async () => {
		const { open, catalogue, wrong } = await extended();
		const document = await open( 'newsletter' );

		expect( await wrong() ).toEqual( [] );
		expect( await catalogue() ).toContain( 'newsletter' );
		expect( document ).toMatchObject( {
			state: 'ready',
			title: '뉴스레터',
			figures: [
				{ id: 'sign-ups', value: 3 },
				{ id: 'confirmed', value: 2 / 3, format: 'percent' },
			],
		} );
		expect( document.tables[ 1 ]?.rows ).toMatchObject( [
			[ 'footer', 2 ],
			[ 'checkout', 1 ],
		] );
	} );

	it( 'follow the change log', async () => {
		const { site, following, open, reports } = await extended();
		site.tables.get( 'sign_ups' )?.delete( 2 );
		site.log( 'sign_ups', 2 );
		await following.poll();
		reports.changed( site.home );
		expect( ( await open( 'newsletter' ) ).figures[ 0 ]?.value ).toBe( 2 );
	} );

	it( 'are compared at night', async () => {
		const { site, following, open, reports, clock } = await extended();
		await following.poll();
		site.tables.get( 'sign_ups' )?.delete( 2 );
		clock.now += day;
		await following.poll();
		reports.changed( site.home );
		expect( ( await open( 'newsletter' ) ).source.count ).toBe( 2 );
	} );

	it( 'leave the catalogue when their plugin goes, and the store after 60 days', async () => {
		const { site, facts, following, catalogue, reports, clock } =
			await extended();
		expect( await tablesOf( facts, site ) ).toEqual( [
			'facts_own_sign_ups',
			'rollup_own_sign_ups__all',
		] );
		site.description.own = { datasets: [], reports: [], wrong: [] };
		await following.poll();
		reports.changed( site.home );
		expect( await catalogue() ).not.toContain( 'newsletter' );

		const { signal } = new AbortController();
		await forgetMissing( facts, { now: now + 60 * day, signal } );
		expect( await tablesOf( facts, site ) ).toHaveLength( 2 );
		await forgetMissing( facts, { now: now + 60 * day + 1, signal } );
		expect( await tablesOf( facts, site ) ).toEqual( [] );
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 3 );

		install( site );
		clock.now += 61 * day;
		await following.poll();
		reports.changed( site.home );
		expect( await catalogue() ).toContain( 'newsletter' );
	} );

	it( 'are copied anew when the declaration changes while we run', async () => {
		const { site, facts, following, open, reports } = await extended();
		const declared = { ...signUps, rollups: {} };
		site.description.own = { ...example.own, datasets: [ declared ] };
		await following.poll();
		reports.changed( site.home );
		expect( await tablesOf( facts, site ) ).toEqual( [
			'facts_own_sign_ups',
		] );
		expect( ( await open( 'newsletter' ) ).figures[ 0 ]?.value ).toBe( 3 );
	} );

	it( 'may call fields and themselves as queries and tables call things', async () => {
		const names = [ 'sign', 'low', 'high', 'key', 'piece', 'facts_key' ];
		const fields = Object.fromEntries(
			names.map( ( name ) => [ name, { kind: 'word' } ] )
		);
		const declared = ( id: string ) => ( {
			id,
			label: id,
			fields: { ...fields, at: { kind: 'moment' } },
			moment: 'at',
			totals: {},
			rollups: { all: { by: names } },
		} );
		const at = now / 1000 - 86_400;
		const parts = await prepared();
		parts.site.description.own = {
			datasets: [ declared( 'a' ), declared( 'a_moment' ) ],
			reports: [
				{
					...newsletter,
					dataset: 'a',
					figures: [],
					breakdowns: [
						{
							...Object( Object( newsletter ).breakdowns[ 0 ] ),
							dataset: 'a',
							field: 'low',
						},
					],
				},
			],
			wrong: [],
		};
		const words = Object.fromEntries(
			names.map( ( one ) => [ one, one ] )
		);
		parts.site.tables.set(
			'a',
			new Map( [ [ 1, { id: 1, ...words, at } ] ] )
		);
		parts.site.tables.set( 'a_moment', new Map() );
		await parts.follow( { now } ).idle();
		const { document } = await createReports( {
			facts: parts.facts,
			people: async () => ( {} ),
			clock: () => now,
		} ).prepare( {
			site: parts.site.home,
			report: 'newsletter',
			search: '',
			locale: 'en',
			viewer,
		} );
		expect( document.tables.at( -1 )?.rows ).toEqual( [ [ 'low', 1 ] ] );
	} );

	it( 'have tables of their site alone', async () => {
		const { facts, site } = await extended();
		const key = await keyOf( facts, site );
		const { rows } = await sql< { site: number } >`
			select distinct site from ${ sql.table( `facts_own${ key }_sign_ups` ) }
		`.execute( facts.db );
		expect( rows ).toEqual( [ { site: key } ] );
	} );
} );

describe( 'a dataset that the site offers no longer', () => {
	it( 'is kept for 60 days, said to be missing, and copied again when it is back', async () => {
		const { site, facts, following, clock } = await extended();
		const desk = createSyncDesk( { facts, clock: () => clock.now } );
		const posts = async () =>
			( await desk.state( site.home ) ).datasets.find(
				( { id } ) => id === 'posts'
			);
		site.description.datasets = [ 'comments' ];
		await following.poll();
		expect( await posts() ).toMatchObject( { state: 'missing', count: 3 } );

		site.posts.delete( 2 );
		site.description.datasets = [ 'posts', 'comments' ];
		await following.poll();
		expect( await posts() ).toMatchObject( {
			state: 'following',
			count: 2,
		} );

		site.description.datasets = [ 'comments' ];
		await following.poll();
		const { signal } = new AbortController();
		await forgetMissing( facts, { now: now + 61 * day, signal } );
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 0 );
		expect( await posts() ).toBeUndefined();
	} );

	it( 'is deleted no further when it is back meanwhile, and then whole again', async () => {
		const { site, facts, following, open } = await extended();
		addPosts( site, 1, 3000 );
		await following.poll();
		const before = ( await open( 'publishing' ) ).figures;
		site.description.datasets = [ 'comments', 'terms' ];
		await following.poll();

		const offered = [ 'posts', 'comments', 'terms' ];
		const key = ( await keyOf( facts, site ) ) ?? expect.unreachable();
		const back: Array< Promise< void > > = [];
		const { signal } = new AbortController();
		await forgetMissing(
			{
				...facts,
				requireDuty() {
					if ( back.length === 0 ) {
						back.push( noteOffered( facts, key, offered, now ) );
					}
				},
			},
			{ now: now + 61 * day, signal }
		);
		await Promise.all( back );
		expect( await countRows( facts, 'facts_posts' ) ).toBeGreaterThan( 0 );

		site.description.datasets = offered;
		await following.poll();
		expect( await countRows( facts, 'facts_posts' ) ).toBe( 3000 );
		expect( ( await open( 'publishing' ) ).figures ).toEqual( before );
	} );
} );

describe( 'a declaration that is wrong', () => {
	it.each( [
		[ 'no object', 7, '', 'It has to be an object.' ],
		[
			'the name of a built-in one',
			{ ...signUps, id: 'posts' },
			'posts',
			'id is taken.',
		],
		[
			'a name that is none',
			{ ...signUps, id: 'Sign ups' },
			'Sign ups',
			'id has to match',
		],
		[
			'a field of no kind',
			{
				...signUps,
				fields: { at: { kind: 'moment' }, x: { kind: 'email' } },
			},
			'sign_ups',
			'fields.x.kind has to be one of',
		],
		[
			'a field called as a column of ours',
			{ ...signUps, fields: { site: { kind: 'word' } } },
			'sign_ups',
			'fields.site has a name',
		],
		[
			'a moment that is no field',
			{ ...signUps, moment: 'then' },
			'sign_ups',
			'moment has to be a field of kind moment.',
		],
		[
			'a sum of words',
			{ ...signUps, totals: { all: { kind: 'sum', field: 'source' } } },
			'sign_ups',
			'totals.all.field has to be a field with numbers.',
		],
		[
			'a rollup by what may be null',
			{
				...signUps,
				fields: {
					at: { kind: 'moment' },
					source: { kind: 'count', optional: true },
				},
				totals: {},
			},
			'sign_ups',
			'rollups.all is by source, which may be left out',
		],
		[
			'a rollup by a field twice',
			{ ...signUps, rollups: { all: { by: [ 'source', 'source' ] } } },
			'sign_ups',
			'rollups.all is by a field twice.',
		],
		[
			'a rollup by what every object has',
			{ ...signUps, rollups: { all: { by: [ 'constructor' ] } } },
			'sign_ups',
			'rollups.all.by.0 has to match',
		],
		[
			'a condition on what every object has',
			{
				...signUps,
				rollups: {
					all: {
						by: [ 'source' ],
						where: [ { field: 'constructor', is: [ 1 ] } ],
					},
				},
			},
			'sign_ups',
			'rollups.all.where.0.field has to match',
		],
		[
			'a name whose tables could be another one’s',
			{ ...signUps, id: 'sign__ups' },
			'sign__ups',
			'id has to match',
		],
		[
			'a member that nobody knows',
			{ ...signUps, rollup: {} },
			'sign_ups',
			'rollup is not known.',
		],
	] )(
		'is told and left out: a dataset with %s',
		async ( _what, dataset, id, reason ) => {
			const { wrong, open } = await extended( {
				datasets: [ dataset as object ],
				reports: [],
			} );
			const [ told ] = await wrong();
			expect( told ).toMatchObject( { kind: 'dataset', id } );
			expect( told?.reason ).toContain( reason );
			expect( ( await open( 'publishing' ) ).state ).toBe( 'ready' );
		}
	);

	it.each( [
		[ 'the name of a built-in one', { id: 'publishing' }, 'id is taken.' ],
		[
			'a dataset that is not there',
			{ dataset: 'orders' },
			'dataset is no dataset of this site.',
		],
		[
			'a total that is not there',
			{
				figures: [
					{
						id: 'x',
						label: 'X',
						measure: { kind: 'sum', total: 'money' },
						format: 'count',
						better: null,
					},
				],
			},
			'figures.0.measure.total is no total.',
		],
		[
			'a condition on no field',
			{ where: [ { field: 'email', is: [ 'x' ] } ] },
			'is about email, which is no field.',
		],
		[ 'a grant of its own', { grant: 'everyone' }, 'grant has to be' ],
		[
			'a filter of another dataset by no field',
			{
				filters: [
					{
						id: 'source',
						label: 'Source',
						field: 'source',
						labels: { kind: 'value' },
						others: { posts: 'email' },
					},
				],
			},
			'filters.0.others has no field email.',
		],
		[
			'facts shown by no field',
			{
				facts: {
					sign_ups: {
						columns: [
							{
								id: 'x',
								label: 'X',
								field: 'email',
								format: 'text',
							},
						],
					},
				},
			},
			'facts.columns has no field email.',
		],
		[
			'figures of others’ facts for those who see their own',
			{
				own: 'source',
				figures: [
					{
						id: 'x',
						label: 'X',
						measure: {
							kind: 'sum',
							total: 'facts',
							dataset: 'posts',
						},
						format: 'count',
						better: null,
					},
				],
			},
			'own needs every part to be over the dataset of the report.',
		],
		[
			'a breakdown by no field',
			{
				breakdowns: [
					{
						...Object( Object( newsletter ).breakdowns[ 0 ] ),
						field: 'email',
					},
				],
			},
			'breakdowns.0.field has no field email.',
		],
		[
			'a breakdown for a filter that is not there',
			{
				breakdowns: [
					{
						...Object( Object( newsletter ).breakdowns[ 0 ] ),
						whenChosen: 'colour',
					},
				],
			},
			'breakdowns.0.whenChosen is no filter.',
		],
		[
			'a filter through no list',
			{
				filters: [
					{
						id: 'source',
						label: 'Source',
						field: 'source',
						labels: { kind: 'value' },
						through: { dataset: 'posts', field: 'title' },
					},
				],
			},
			'filters.0.through has to name a field of kind references.',
		],
		[
			'sums beside the chart that are not there',
			{
				chart: {
					...Object( Object( newsletter ).chart ),
					beside: [
						{
							id: 'x',
							label: 'X',
							measure: { kind: 'sum', total: 'money' },
							format: 'count',
						},
					],
				},
			},
			'chart.beside.0.measure.total is no total.',
		],
	] )(
		'is told and left out: a report with %s',
		async ( _what, changes, reason ) => {
			const { wrong, catalogue } = await extended( {
				reports: [ { ...newsletter, ...changes } ],
			} );
			const [ told, ...others ] = await wrong();
			expect( told?.kind ).toBe( 'report' );
			expect( told?.reason ).toContain( reason );
			expect( others ).toEqual( [] );
			expect( await catalogue() ).toContain( 'publishing' );
			expect( await catalogue() ).not.toContain( 'newsletter' );
		}
	);

	it( 'shows a fact that is not as declared as skipped', async () => {
		const { site, facts, following } = await extended();
		site.tables.get( 'sign_ups' )?.set( 2, { id: 2 } );
		site.log( 'sign_ups', 2 );
		await following.poll();
		const { skipped } = await createSyncDesk( {
			facts,
			clock: () => now,
		} ).state( site.home );
		expect( skipped ).toEqual( [
			{ dataset: 'sign_ups', id: 2, reason: 'source is not a word' },
		] );
	} );
} );
