import { describe, expect, it } from 'vitest';
import { findSite } from '../../../sidecar/store/facts/sites';
import { prepared } from './copied-site';

const visits = {
	id: 'visits',
	label: 'Visits',
	fields: { at: { kind: 'moment' } },
	moment: 'at',
	totals: {},
	rollups: {},
};

async function declared() {
	const parts = await prepared();
	const { site, facts, follow } = parts;
	site.description.own = { datasets: [ visits ], reports: [], wrong: [] };
	const following = follow();
	await following.idle();
	const find = async () =>
		( await findSite( facts, site.home ) ) ?? expect.unreachable();
	return { ...parts, following, find };
}

describe( 'findSite', () => {
	it( 'reads what a site declares once, for every report asks for it', async () => {
		const { following, find } = await declared();
		const before = await find();
		await following.poll();
		const after = await find();

		expect( after.own.datasets[ 0 ]?.dataset.id ).toBe(
			`own${ after.key }_visits`
		);
		expect( after.own ).toBe( before.own );
		expect( after.agreedAt ).not.toBeNull();
	} );

	it( 'reads it again when the site declares another', async () => {
		const { site, following, find } = await declared();
		await find();
		site.description.name = 'Another name';
		site.description.own.datasets = [ { ...visits, id: 'calls' } ];
		await following.poll();

		const { name, key, own } = await find();
		expect( name ).toBe( 'Another name' );
		expect( own.datasets.map( ( { dataset } ) => dataset.id ) ).toEqual( [
			`own${ key }_calls`,
		] );
	} );

	it( 'reads it again when the row of the site is another, though it declares the same', async () => {
		const { facts, find } = await declared();
		const before = await find();
		const { site, ...row } = await facts.db
			.selectFrom( 'sites' )
			.selectAll()
			.executeTakeFirstOrThrow();
		await facts.db.deleteFrom( 'sites' ).execute();
		await facts.db
			.insertInto( 'sites' )
			.values( { ...row, site: site + 7 } )
			.execute();

		const { key, own } = await find();
		expect( key ).toBe( before.key + 7 );
		expect( own.datasets[ 0 ]?.dataset.id ).toBe( `own${ key }_visits` );
	} );

	it( 'keeps sites apart that declare the same', async () => {
		const { facts, find } = await declared();
		const { site, ...row } = await facts.db
			.selectFrom( 'sites' )
			.selectAll()
			.executeTakeFirstOrThrow();
		const home = 'https://elsewhere.example';
		await facts.db
			.insertInto( 'sites' )
			.values( { ...row, home } )
			.execute();

		const before = await find();
		const other = await findSite( facts, home );
		expect( other?.own.datasets[ 0 ]?.dataset.id ).toBe(
			`own${ other?.key }_visits`
		);
		expect( other?.key ).not.toBe( site );
		expect( ( await find() ).own ).toBe( before.own );
	} );
} );
