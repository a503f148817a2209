import { describe, expect, it } from 'vitest';
import type { ReportDocument } from '../../../sidecar/contract/report-document';
import { publishing } from '../../../sidecar/reports/built-in/publishing';
import { addDays, wallDay } from './calendar';
import { comment, openReports, post, seeded } from './site-with-reports';

const timezones = [
	'America/New_York',
	'Asia/Seoul',
	'Europe/Berlin',
	'Pacific/Apia',
	'+09:00',
	'-03:30',
] as const;
const statuses = [
	'publish',
	'publish',
	'publish',
	'draft',
	'private',
] as const;
const groupings = [ 'day', 'week', 'month', 'quarter' ] as const;
const comparisons = [ 'previous', 'year', 'none' ] as const;

type Post = Pick< ReturnType< typeof post >, 'words' | 'comments' | 'author' >;

describe( 'a report', () => {
	it.each( timezones )(
		'counts what counting the raw facts one by one gives, in %s',
		async ( timezone ) => {
			const dice = seeded( timezone.length );
			const posts = Array.from( { length: 600 }, () => ( {
				...post( '2024-01-01T00:00:00Z' ),
				status: dice.pick( statuses ),
				author: dice.upTo( 14 ),
				type: dice.pick( [ 'post', 'page', 'book' ] ),
				words: dice.upTo( 900 ),
				comments: dice.upTo( 9 ),
				at:
					dice.upTo( 9 ) === 0
						? null
						: Date.parse( '2024-01-01T00:00:00Z' ) / 1000 +
							dice.upTo( 1050 * 86400 ),
			} ) );
			const { ask, close } = await openReports(
				{ posts },
				{ description: { timezone, weekStartsOn: dice.upTo( 6 ) } }
			);
			const dayOf = wallDay( timezone );

			for ( let round = 0; round < 12; round++ ) {
				const from = addDays( '2024-01-01', dice.upTo( 900 ) );
				const to = addDays( from, dice.upTo( 400 ) );
				const by = dice.pick( groupings );
				const compare = dice.pick( comparisons );
				const document = await ask(
					'publishing',
					`from=${ from }&to=${ to }&by=${ by }&compare=${ compare }`
				);
				const within = ( first: string, last: string ) =>
					posts.filter(
						( { status, at } ) =>
							status === 'publish' &&
							at !== null &&
							dayOf( at ) >= first &&
							dayOf( at ) <= last
					);
				expectCounted( document, within( from, to ), 'value' );
				const { points } = document.chart;
				const starts = points.map( ( { key } ) => key );
				expect( points.map( ( { value } ) => value ?? 0 ) ).toEqual(
					starts.map( ( start, at ) => {
						const next = starts[ at + 1 ] ?? addDays( to, 1 );
						return within( start, addDays( next, -1 ) ).length;
					} )
				);
				if ( document.previous ) {
					const { previous } = document;
					expectCounted(
						document,
						within( previous.from, previous.to ),
						'previous'
					);
				}
			}
			await close();
		}
	);

	it( 'counts what is one of more values than a statement has room for', async () => {
		const many = Array.from( { length: 40_000 }, ( _one, at ) => at + 1 );
		const { ask, close } = await openReports(
			{
				posts: [ 1, 40_000, 40_001 ].map( ( author ) =>
					post( '2026-11-20T10:00:00Z', { author } )
				),
			},
			{
				declarations: [
					{
						...publishing,
						where: [
							...publishing.where,
							{ field: 'author', is: many },
						],
					},
				],
			}
		);

		const { figures } = await ask( 'publishing' );

		expect( figures[ 0 ]?.value ).toBe( 2 );
		await close();
	} );

	it( 'sums what is not among the first ten into one row', async () => {
		const dice = seeded( 5 );
		const comments = Array.from( { length: 400 }, () =>
			comment( '2026-11-20T10:00:00Z', {
				post: 1 + dice.upTo( 30 ),
				parent: dice.upTo( 1 ),
			} )
		);
		const { ask, close } = await openReports( { comments } );

		const { tables } = await ask( 'comments' );
		const table = tables.find( ( { id } ) => id === 'posts' );
		const column = ( index: number ) =>
			( table?.rows ?? [] ).reduce(
				( sum, row ) => sum + Number( row[ index ] ),
				0
			);

		expect( table?.rows ).toHaveLength( 11 );
		expect( table?.rows.at( -1 )?.[ 0 ] ).toBe( 'Others' );
		expect( table?.othersCount ).toBe( 21 );
		expect( column( 1 ) ).toBe( 400 );
		expect( column( 2 ) ).toBe(
			comments.filter( ( { parent } ) => parent > 0 ).length
		);
		await close();
	} );

	it( 'shares spam among everything outside the trash', async () => {
		const at = '2026-11-20T10:00:00Z';
		const { ask, close } = await openReports( {
			comments: [
				comment( at ),
				comment( at, { parent: 1 } ),
				comment( at, { status: 'pending' } ),
				comment( at, { status: 'spam' } ),
				comment( at, { status: 'trash' } ),
				comment( at, { kind: 'pingback' } ),
			],
		} );

		const { figures } = await ask( 'comments' );

		expect( figures.map( ( { id, value } ) => [ id, value ] ) ).toEqual( [
			[ 'approved', 2 ],
			[ 'waiting', 1 ],
			[ 'spam', 0.25 ],
			[ 'replies', 1 ],
			[ 'answer', null ],
		] );
		await close();
	} );
} );

function expectCounted(
	document: ReportDocument,
	posts: readonly Post[],
	side: 'value' | 'previous'
) {
	const figure = ( id: string ) =>
		document.figures.find( ( one ) => one.id === id )?.[ side ];
	const sum = ( field: 'words' | 'comments' ) =>
		posts.reduce( ( total, one ) => total + one[ field ], 0 );
	const authors = new Set( posts.map( ( { author } ) => author ) );
	authors.delete( 0 );

	expect( figure( 'published' ) ).toBe( posts.length );
	expect( figure( 'authors' ) ).toBe( authors.size );
	expect( figure( 'words' ) ).toBe(
		posts.length ? sum( 'words' ) / posts.length : null
	);
	expect( figure( 'comments' ) ).toBe(
		posts.length ? sum( 'comments' ) / posts.length : null
	);
	expect(
		document.chart.points.reduce(
			( total, point ) => total + ( point[ side ] ?? 0 ),
			0
		)
	).toBe( posts.length );
	if ( side === 'value' ) {
		for ( const id of [ 'authors', 'types' ] ) {
			const rows = document.tables.find( ( one ) => one.id === id )?.rows;
			expect(
				rows?.reduce( ( total, row ) => total + Number( row[ 1 ] ), 0 )
			).toBe( posts.length );
		}
	}
}
