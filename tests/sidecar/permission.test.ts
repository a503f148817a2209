import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Grant } from '../../sidecar/contract/user-state';
import {
	askAsSite,
	askForFile,
	askForSite,
	type Asking,
	asking,
	author,
	type Name,
	names,
	reportNames,
	reportOf,
	startGuarded,
	viewers,
} from './guarded';
import { signIn } from './signed-in';

/**
 * Every route with a report in it: how it is asked for one, and which of those who may open the
 * report it answers.
 */
const guarded: Record<
	string,
	{
		ask( asking: Asking, report: string ): Promise< Response >;
		also?: Grant;
		/** Only numbers or rows: the whole says whose they are. */
		isPart?: true;
		/** Nobody reads it without a program, or the site brings it. */
		isBinary?: true;
	}
> = {
	'paths.report': {
		ask: ( { browser }, report ) => browser.fetch( `/r/${ report }` ),
	},
	'`${ paths.reports }/:report`': {
		ask: ( { browser }, report ) =>
			browser.fetch( `/api/reports/${ report }` ),
	},
	'`${ paths.reports }/:report/tables/:table`': {
		ask: ( { browser }, report ) =>
			browser.fetch( `/api/reports/${ report }/tables/authors` ),
		isPart: true,
	},
	'`${ paths.reports }/:report/rows`': {
		ask: ( { browser }, report ) =>
			browser.fetch( `/api/reports/${ report }/rows?figure=published` ),
		isPart: true,
	},
	'paths.reportCsv': {
		ask: ( { browser }, report ) =>
			browser.fetch( `/api/reports/${ report }.csv?table=authors` ),
		also: 'export',
		isPart: true,
	},
	'paths.reportPdf': {
		ask: ( { browser }, report ) =>
			browser.fetch( `/api/reports/${ report }.pdf` ),
		also: 'export',
		isBinary: true,
	},
	'paths.siteReport': {
		ask: ( asking, report ) => askForSite( asking, report, 'open' ),
	},
	'paths.siteRender': {
		ask: askForFile,
		also: 'export',
		isBinary: true,
	},
};

/** Those with several reports in them, or about people: each has a test below. */
const gathering = [
	'paths.dashboard',
	'paths.reports',
	'paths.siteCatalogue',
	'paths.sync',
	'paths.views',
	'`${ paths.views }/:id`',
	'paths.activity',
	'paths.activityFile',
	'paths.notices',
	'`${ paths.notices }/:id`',
	'paths.sessions',
	'`${ paths.sessions }/:id`',
];

const withoutReports = [
	'paths.doctor',
	'paths.metrics',
	'paths.onward',
	'paths.sitePrivacy',
	'paths.keys',
	"'/healthz'",
	"'/readyz'",
	"'/robots.txt'",
	"'/favicon.ico'",
	'paths.session',
	'paths.renew',
	'paths.end',
	'paths.siteState',
	'paths.sitePing',
	'path',
];

function routesInSource(): string[] {
	const folder = resolve( import.meta.dirname, '../../sidecar/http' );
	return readdirSync( folder ).flatMap( ( file ) =>
		[
			...readFileSync( join( folder, file ), 'utf8' ).matchAll(
				/(?:\.route\(\s*([^)]+?)\s*\)\s*\.|routes\s*\.(?:get|post|put|delete|all)\(\s*([^,()]+?),)/g
			),
		].map( ( [ , path, short = '' ] ) => path ?? short )
	);
}

describe( 'permission', () => {
	it( 'has every route of the sidecar in a table here', () => {
		const known = [
			...Object.keys( guarded ),
			...gathering,
			...withoutReports,
		];
		const found = routesInSource();

		expect( found.length ).toBeGreaterThan( 20 );
		expect( found.filter( ( one ) => ! known.includes( one ) ) ).toEqual(
			[]
		);
		expect( known.filter( ( one ) => ! found.includes( one ) ) ).toEqual(
			[]
		);
	} );

	it.each( Object.entries( guarded ) )(
		'%s answers whom the grants allow, and nobody else',
		async ( _route, { ask, also } ) => {
			const gatehouse = await startGuarded();
			const answers: Record< string, number > = {};
			const expected: Record< string, number > = {};
			for ( const name of names ) {
				const who = await asking( gatehouse, name );
				for ( const report of reportNames ) {
					// The second is answered from what lies ready.
					for ( const time of [ 1, 2 ] ) {
						const at = `${ name } ${ report } ${ time }`;
						const { status } = await ask( who, report );
						const mayOpen = reportOf[ report ].some(
							( one ) => one === name
						);
						const mayAlso =
							also === undefined || who.grants.includes( also );
						answers[ at ] = status;
						expected[ at ] = mayOpen && mayAlso ? 200 : 403;
					}
				}
			}
			expect( answers ).toEqual( expected );
		}
	);

	it.each(
		Object.entries( guarded ).filter(
			( [ , { isBinary = false } ] ) => ! isBinary
		)
	)(
		'%s never gives an author what is others’, nor an editor what is one author’s',
		async ( _route, { ask, isPart = false } ) => {
			const gatehouse = await startGuarded();
			const read = async ( name: Name ) =>
				( await ask( await asking( gatehouse, name ), 'publishing' ) )
					.text()
					.then( ( text ) => text.replaceAll( '&quot;', '"' ) );
			// Each is asked for after the other lies ready at the same address.
			const before = await read( 'everything' );
			const own = await read( 'ownFiles' );
			const ownAgain = await read( 'ownFiles' );
			const after = await read( 'everything' );

			const others = /Of the editor|Person 1|"person":1\b/;
			const says = own.includes( 'Only your own content' );
			expect( says && own.includes( 'Your own content' ) ).toBe(
				! isPart
			);
			for ( const text of [ own, ownAgain ] ) {
				expect( text ).not.toMatch( others );
			}
			expect( before ).toBe( after );
			expect( before ).toMatch( others );
			for ( const text of [ before, after ] ) {
				expect( text ).not.toContain( 'Only your own content' );
			}
		}
	);

	it( 'counts an author’s own posts alone', async () => {
		const gatehouse = await startGuarded();
		const figures = async ( name: Name ) => {
			const { browser } = await asking( gatehouse, name );
			const response = await browser.fetch( '/api/reports/publishing' );
			const document = await response.json();
			return [ document.figures[ 0 ].value, document.source.count ];
		};

		expect( await figures( 'view' ) ).toEqual( [ 2, 2 ] );
		expect( await figures( 'own' ) ).toEqual( [ 1, 1 ] );
	} );

	it( 'gives no author’s document to another author', async () => {
		const gatehouse = await startGuarded();
		const read = async ( user: number ) => {
			const { browser } = await signIn( gatehouse, {
				user,
				grants: [ 'own' ],
			} );
			const response = await browser.fetch( '/api/reports/publishing' );
			return ( await response.json() ).figures[ 0 ].value;
		};

		expect( await read( author ) ).toBe( 1 );
		expect( await read( author ) ).toBe( 1 );
		expect( await read( 8 ) ).toBe( 0 );
	} );

	it.each( names )(
		'lists for %s the reports that open, and starts with one of them',
		async ( name ) => {
			const gatehouse = await startGuarded();
			const { browser, grants } = await asking( gatehouse, name );
			const viewer = { user: author, grants };
			const idsIn = async ( answer: Response ) =>
				( await answer.json() ).reports.map(
					( { id }: { id: string } ) => id
				);
			const open = reportNames.filter( ( report ) =>
				reportOf[ report ].some( ( one ) => one === name )
			);

			expect(
				await idsIn( await browser.fetch( '/api/reports' ) )
			).toEqual( open );
			expect(
				await idsIn(
					await askAsSite( gatehouse, 'catalogue', {
						viewer,
						lang: 'en',
					} )
				)
			).toEqual( open );
			const dashboard = await browser.fetch( '/' );
			expect( dashboard.status ).toBe( open.length > 0 ? 200 : 403 );
		}
	);

	it( 'lets the site make files only for who may export', async () => {
		const gatehouse = await startGuarded();
		const statuses = Object.fromEntries(
			await Promise.all(
				names.map( async ( name ) => {
					const who = await asking( gatehouse, name );
					const answer = await askForSite(
						who,
						'publishing',
						'export'
					);
					return [ name, answer.status ];
				} )
			)
		);

		expect( statuses ).toEqual( {
			view: 403,
			own: 403,
			shop: 403,
			manage: 403,
			ownFiles: 200,
			files: 403,
			sharing: 403,
			everything: 200,
		} );
	} );

	it( 'says how the facts come in only to who manages', async () => {
		const gatehouse = await startGuarded();
		for ( const name of names ) {
			const { browser, grants } = await asking( gatehouse, name );
			const { status } = await browser.fetch( '/api/sync' );

			// What it answers to those has tests of its own, with facts that come in.
			expect( [ name, status === 403 ] ).toEqual( [
				name,
				! grants.includes( 'manage' ),
			] );
		}
	} );

	it( 'keeps no view of a report that does not open, and shares none without the grant', async () => {
		const gatehouse = await startGuarded();
		const statuses: Record< string, number[] > = {};
		for ( const name of names ) {
			const { browser } = await asking( gatehouse, name );
			const keep = ( report: string, isShared: boolean ) =>
				browser.post( '/api/views', {
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify( {
						name: `${ name } ${ report } ${ isShared }`,
						report,
						query: {},
						isShared,
					} ),
				} );
			const answers = [
				await keep( 'publishing', false ),
				await keep( 'publishing', true ),
				await keep( 'takings', false ),
			];
			statuses[ name ] = answers.map( ( { status } ) => status );
		}

		expect( statuses ).toEqual( {
			view: [ 201, 403, 404 ],
			own: [ 201, 403, 404 ],
			shop: [ 404, 404, 201 ],
			manage: [ 404, 404, 404 ],
			ownFiles: [ 201, 403, 404 ],
			files: [ 404, 404, 404 ],
			sharing: [ 404, 404, 404 ],
			everything: [ 201, 201, 201 ],
		} );
	} );

	it.each( [ '/api/activity', '/api/activity.csv', '/api/sessions' ] )(
		'%s has everybody only for who manages',
		async ( path ) => {
			const gatehouse = await startGuarded();
			for ( const name of names ) {
				const mayAll = viewers[ name ].some(
					( grant ) => grant === 'manage'
				);
				const { browser } = await asking( gatehouse, name );
				const others = await browser.fetch( `${ path }?user=1` );
				const everybody = await browser.fetch( path );

				expect( [ name, everybody.status, others.status ] ).toEqual( [
					name,
					200,
					mayAll ? 200 : 403,
				] );
			}
		}
	);
} );
