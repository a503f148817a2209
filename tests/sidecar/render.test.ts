import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { textOf } from './files';
import { startGatehouse } from './gatehouse';
import { publishing } from '../blocks/report-view/publishing';

/** A site that has documents made into files; `change` makes one of them wrong. */
async function open() {
	const gatehouse = await startGatehouse( {
		reports: { requireExport: async () => undefined },
	} );
	const { site, clock, address } = gatehouse;
	const now = Math.floor( clock.now / 1000 );
	return ( claims: Record< string, unknown > ) =>
		site
			.sign( 'gatehouse-render+jwt', {
				iss: site.home,
				aud: site.base,
				iat: now,
				exp: now + 60,
				jti: randomUUID(),
				document: publishing(),
				format: 'pdf',
				paper: 'a4',
				viewer: { user: 7, grants: [ 'view', 'export' ] },
				...claims,
			} )
			.then( ( body ) =>
				fetch( `${ address }/site/render`, {
					method: 'POST',
					headers: { 'content-type': 'application/jose' },
					body,
				} )
			);
}

const row = { value: 1, previous: 1, previousLabel: null, label: '', key: '' };

describe( 'POST site/render', { timeout: 60_000 }, () => {
	it( 'makes a PDF with the names that the site filled in', async () => {
		const render = await open();
		const answer = await render( {} );
		expect( answer.headers.get( 'content-type' ) ).toBe(
			'application/pdf'
		);
		const text = textOf( new Uint8Array( await answer.arrayBuffer() ) );
		expect( text ).toContain( 'Jin Park' );
		expect( text ).toContain( 'Unknown person' );
		expect( text ).toContain( 'The last row sums up 3 others.' );
	} );

	it( 'makes a CSV of all its tables, where PHP wrote no names as a list', async () => {
		const render = await open();
		const answer = await render( {
			format: 'csv',
			document: { ...publishing(), people: [] },
		} );
		expect( answer.headers.get( 'content-type' ) ).toContain( 'text/csv' );
		const text = await answer.text();
		expect( text ).toContain( 'Unknown person,18,0.43\r\n' );
		expect( text.match( /# End of the file/g ) ).toHaveLength( 2 );
	} );

	it( 'takes a statement once', async () => {
		const render = await open();
		const jti = randomUUID();
		await render( { jti, format: 'csv' } );
		expect( ( await render( { jti, format: 'csv' } ) ).status ).toBe( 401 );
	} );

	it.each( [
		[ 'no document', null, 'document' ],
		[ 'a list', [], 'document' ],
		[ 'no site', { site: null }, 'site' ],
		[
			'a timezone of no place',
			{ site: { name: '', home: '', timezone: 'Mars/One' } },
			'site.timezone',
		],
		[ 'a locale that is none', { locale: '../..' }, 'locale' ],
		[ 'a state of its own', { state: 'fine' }, 'state' ],
		[ 'a currency with markup', { currency: '<b>' }, 'currency' ],
		[ 'a number as text', { skipped: '3' }, 'skipped' ],
		[ 'a moment of never', { asOf: 'never' }, 'asOf' ],
		[
			'too many points',
			{
				chart: {
					kind: 'line',
					title: '',
					format: 'count',
					points: Array.from( { length: 4001 }, () => row ),
				},
			},
			'chart.points',
		],
		[ 'a title of a book', { title: 'x'.repeat( 2001 ) }, 'title' ],
		[
			'a row of another width',
			{
				tables: [
					{
						id: 'a',
						title: '',
						othersCount: 0,
						keys: [],
						columns: [ { id: 'a', label: '', kind: 'text' } ],
						rows: [ [ 1, 2 ] ],
					},
				],
			},
			'tables',
		],
		[
			'a table within a cell',
			{
				tables: [
					{
						id: 'a',
						title: '',
						othersCount: 0,
						keys: [],
						columns: [ { id: 'a', label: '', kind: 'text' } ],
						rows: [ [ [ 1 ] ] ],
					},
				],
			},
			'tables',
		],
		[ 'names that are objects', { people: { 2: {} } }, 'people' ],
	] )( 'refuses %s', async ( _name, different, parameter ) => {
		const render = await open();
		const document =
			different === null || Array.isArray( different )
				? different
				: { ...publishing(), ...different };
		const answer = await render( { document } );
		expect( [ answer.status, await answer.json() ] ).toEqual( [
			422,
			expect.objectContaining( { code: 'document_wrong', parameter } ),
		] );
	} );

	it( 'refuses what is larger than a document is', async () => {
		const render = await open();
		const answer = await render( { document: 'x'.repeat( 4_000_000 ) } );
		expect( answer.status ).toBe( 413 );
	} );

	it( 'is not thrown by a thousand lists within each other', async () => {
		const render = await open();
		let deep: unknown = 1;
		for ( let at = 0; at < 1000; at += 1 ) {
			deep = [ deep ];
		}
		const answer = await render( {
			document: { ...publishing(), tables: deep },
		} );
		expect( answer.status ).toBe( 422 );
	} );

	it.each( [ { format: 'exe' }, { paper: 'a3' }, { viewer: null } ] )(
		'refuses %j',
		async ( claims ) => {
			const render = await open();
			expect( ( await render( claims ) ).status ).toBe( 401 );
		}
	);
} );
