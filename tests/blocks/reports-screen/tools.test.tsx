// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { publishing } from '../report-view/publishing';
import { choose, named, press, showScreen, text } from './shown-screen';

const narrowed = publishing( {
	currency: 'EUR',
	otherCurrencies: [ 'KRW', 'USD' ],
	filters: [
		{
			id: 'author',
			label: 'Author',
			options: [
				{ value: '2', label: { person: 2 } },
				{ value: '3', label: { person: 3 } },
			],
			chosen: [],
		},
	],
} );

describe( 'the tools of the Reports screen', () => {
	let screen: Awaited< ReturnType< typeof showScreen > >;
	afterEach( async () => {
		await screen.leave();
		document.body.replaceChildren();
	} );

	async function show(
		search: string,
		grants = [ 'view' ],
		shown = narrowed
	) {
		window.history.replaceState( null, '', `/?page=gatehouse${ search }` );
		screen = await showScreen( {
			grants,
			answers: { 'GET /api/reports/publishing': () => shown },
		} );
	}
	const questions = () =>
		screen.asked
			.filter( ( one ) => one.startsWith( 'GET /api/reports/pub' ) )
			.map( decodeURIComponent );

	const mailLink = () =>
		decodeURIComponent(
			screen.place
				.querySelector( 'a[href*="gatehouse-mail"]' )
				?.getAttribute( 'href' ) ?? ''
		);

	it( 'narrow a report to several values of a filter, and widen it again', async () => {
		await show( '' );
		await press( named( screen.place, 'fieldset label', 'Jin Park' ) );
		await press( named( screen.place, 'fieldset label', 'Ana Weber' ) );
		expect( questions().at( -1 ) ).toContain(
			'filter.author=2&filter.author=3'
		);
		expect( window.location.search ).toContain(
			'filter.author=2&filter.author=3'
		);
		expect(
			screen.place
				.querySelector( 'summary' )
				?.getAttribute( 'aria-label' )
		).toBe( 'Author: Jin Park and 1 more' );
		await press( named( screen.place, 'button', 'Clear all filters' ) );
		expect( window.location.search ).not.toContain( 'filter' );
	} );

	it( 'say which money is counted, and offer the other', async () => {
		await show( '' );
		expect( text( screen.place ) ).toContain(
			'Amounts in EUR alone, without those in KRW, USD'
		);
		const currencies = [ ...screen.place.querySelectorAll( 'select' ) ].at(
			-1
		);
		expect( text( currencies ) ).toBe( 'EURKRWUSD' );
	} );

	it( 'ask with what the address says', async () => {
		await show(
			'&report=publishing&period=this-quarter&by=quarter&currency=USD&filter.author=3'
		);
		expect( questions() ).toEqual( [
			'GET /api/reports/publishing?period=this-quarter&by=quarter&compare=previous&currency=USD&filter.author=3&lang=en',
		] );
	} );

	it( 'offer files with the same filters and order only to who may export', async () => {
		await show( '' );
		expect( screen.place.querySelector( 'a[href*=csv]' ) ).toBeNull();
		await screen.leave();
		await show(
			'&period=this-year&filter.author=3&table=authors&sort=-value&s=jin',
			[ 'view', 'export' ]
		);
		expect(
			decodeURIComponent(
				screen.place
					.querySelector( 'a[href*="publishing.csv"]' )
					?.getAttribute( 'href' ) ?? ''
			)
		).toBe(
			'https://example.com/reports/api/reports/publishing.csv?period=this-year&compare=previous&filter.author=3&lang=en&sort=-value&search=jin&table=authors'
		);
		expect(
			screen.place
				.querySelector( 'a[href*="publishing.pdf"]' )
				?.getAttribute( 'href' )
		).toContain( '&paper=a4' );
	} );

	it( 'print on the paper of the site until another is chosen, which the address keeps', async () => {
		await show( '', [ 'view', 'export' ] );
		const paper = () =>
			new URL(
				screen.place
					.querySelector( 'a[href*="publishing.pdf"]' )
					?.getAttribute( 'href' ) ?? ''
			).searchParams.get( 'paper' );
		expect( paper() ).toBe( 'a4' );
		await choose( screen.place, 'Paper of the PDF', 'letter' );
		expect( paper() ).toBe( 'letter' );
		expect( window.location.search ).toContain( 'paper=letter' );
		expect( questions() ).toHaveLength( 1 );
	} );

	it.each( [
		[
			'&period=this-year&by=month&currency=USD&filter.author=3&filter.author=2',
			'&paper=a4&period=last-28-days&by=month&compare=previous&currency=USD&filters[author][]=3&filters[author][]=2',
		],
		[
			'&paper=letter',
			'&paper=letter&period=last-28-days&compare=previous',
		],
	] )( 'lead from %s to an e-mail of the same', async ( place, query ) => {
		await show( place );
		expect( mailLink() ).toBe(
			`admin.php?page=gatehouse-mail&edit=new&report=publishing${ query }`
		);
	} );

	it( 'lead to an e-mail with days of one’s own, for it says that they don’t come again', async () => {
		await show( '&from=2026-10-01&to=2026-10-09', [ 'view' ], {
			...narrowed,
			period: {
				from: '2026-10-01',
				to: '2026-10-09',
				label: '1 – 9 Oct',
				name: null,
			},
		} );
		expect( mailLink() ).toContain( '&from=2026-10-01&to=2026-10-09&' );
	} );

	it( 'offer no period where everything is as it is now', async () => {
		const fields = () =>
			[ ...screen.place.querySelectorAll( 'label[for]' ) ].map( text );
		await show( '' );
		expect( fields().slice( 0, 3 ) ).toEqual( [
			'Period',
			'Group by',
			'Compare with',
		] );
		await screen.leave();
		await show( '', [ 'view' ], {
			...narrowed,
			period: { ...narrowed.period, isNow: true },
		} );
		expect( fields()[ 0 ] ).toBe( 'Currency' );
	} );
} );
