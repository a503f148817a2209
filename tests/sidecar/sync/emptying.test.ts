import { type KyselyPlugin, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { noteOffered } from '../../../sidecar/store/facts/copies';
import type { Facts } from '../../../sidecar/store/facts/facts';
import { forgetGoneSites } from '../../../sidecar/store/facts/gone-sites';
import { forgetMissing } from '../../../sidecar/store/facts/missing';
import { findSite } from '../../../sidecar/store/facts/sites';
import { prepared } from './copied-site';

const now = Date.parse( '2026-11-23T12:00:00Z' );
const day = 24 * 3600 * 1000;
const later = now + 61 * day;
const facts = 450;
const { signal } = new AbortController();

const visits = {
	id: 'visits',
	label: 'Visits',
	fields: { page: { kind: 'word' }, at: { kind: 'moment' } },
	moment: 'at',
	totals: {},
	rollups: { pages: { by: [ 'page' ] } },
};
const declared = { datasets: [ visits ], reports: [], wrong: [] };
const nothing = { datasets: [], reports: [], wrong: [] };

/** A site whose extension has a fact a day, and has gone. */
async function withoutExtension() {
	const parts = await prepared();
	const { site, facts: all } = parts;
	site.description.own = declared;
	const rows = Array.from( { length: facts }, ( _none, at ) => ( {
		id: at + 1,
		page: 'start',
		at: now / 1000 - at * 86_400,
	} ) );
	site.tables.set(
		'visits',
		new Map( rows.map( ( row ) => [ row.id, row ] ) )
	);
	const following = parts.follow();
	await following.idle();
	const known = await findSite( all, site.home );
	const key = known?.key ?? expect.unreachable();
	const own = `own${ key }_visits`;
	expect( await sumsOf( all, own ) ).toEqual( [
		450, 450, 450, 450, 450, 450,
	] );
	site.description.own = nothing;
	await following.poll();
	return { ...parts, following, key, own };
}

/** Facts by the rollup, in each of its spans. */
async function sumsOf( { db }: Facts, own: string ) {
	const { rows } = await sql< { facts: number } >`
		select sum( facts ) as facts from ${ sql.table( `rollup_${ own }__pages` ) } group by span
	`.execute( db );
	return rows.map( ( row ) => Number( row.facts ) );
}

async function tablesOf( { db }: Facts, own: string ) {
	const tables = await db.introspection.getTables();
	return tables.filter( ( { name } ) => name.includes( own ) ).length;
}

/** Tells how many rows each transaction deletes. */
function counted( all: Facts ) {
	const deletions = new WeakSet< object >();
	const transactions = [ 0 ];
	const counting: KyselyPlugin = {
		transformQuery( { node, queryId } ) {
			if (
				node.kind === 'DeleteQueryNode' ||
				( node.kind === 'RawNode' &&
					node.sqlFragments[ 0 ]?.trim().startsWith( 'delete' ) )
			) {
				deletions.add( queryId );
			}
			return node;
		},
		async transformResult( { queryId, result } ) {
			if ( deletions.has( queryId ) ) {
				const before = transactions.pop() ?? 0;
				transactions.push(
					before + Number( result.numAffectedRows ?? 0 )
				);
			}
			return result;
		},
	};
	const watched: Facts = {
		...all,
		db: all.db.withPlugin( counting ),
		requireDuty: () => void transactions.push( 0 ),
	};
	return { watched, transactions };
}

describe( 'a dataset of another plugin that is gone for long', () => {
	it.each( [
		[ 'with its plugin', forgetMissing ],
		[
			'with its site',
			( all: Facts, at: { now: number } ) =>
				forgetGoneSites( all, {
					...at,
					homes: [ 'https://elsewhere.example' ],
					signal,
				} ),
		],
	] )(
		'%s is deleted a hundred rows in a transaction, then its tables',
		async ( _how, forget ) => {
			const { site, facts: all, own } = await withoutExtension();
			await forgetGoneSites( all, { homes: [ site.home ], now, signal } );
			const { watched, transactions } = counted( all );
			await forget( watched, { now: later, signal } );

			expect( Math.max( ...transactions ) ).toBe( 100 );
			const deleted = transactions.reduce( ( sum, one ) => sum + one );
			// Facts, their days, and the days that were to be counted.
			expect( deleted ).toBeGreaterThan( 2 * facts );
			expect( await tablesOf( all, own ) ).toBe( 0 );
		}
	);

	it( 'is deleted on where it was stopped', async () => {
		const { facts: all, own } = await withoutExtension();
		const stopping = new AbortController();
		let transactions = 0;
		await forgetMissing(
			{
				...all,
				requireDuty() {
					if ( ++transactions === 4 ) {
						stopping.abort();
					}
				},
			},
			{ now: later, signal: stopping.signal }
		);
		expect( await tablesOf( all, own ) ).toBe( 2 );
		await forgetMissing( all, { now: later, signal } );
		expect( await tablesOf( all, own ) ).toBe( 0 );
	} );

	it.each( [ 1, 4, 8, 12, 16, 24, 32 ] )(
		'is whole when it is back before transaction %i of its deletion',
		async ( nth ) => {
			const {
				site,
				facts: all,
				following,
				key,
				own,
			} = await withoutExtension();
			const back: Array< Promise< void > > = [];
			let transactions = 0;
			await forgetMissing(
				{
					...all,
					requireDuty() {
						if ( ++transactions === nth ) {
							const offered = [ 'posts', 'comments', own ];
							back.push( noteOffered( all, key, offered, now ) );
						}
					},
				},
				{ now: later, signal }
			);
			await Promise.all( back );
			site.description.own = declared;
			await following.poll();
			expect( await sumsOf( all, own ) ).toEqual( [
				450, 450, 450, 450, 450, 450,
			] );
		}
	);
} );
