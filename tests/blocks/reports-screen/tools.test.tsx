// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { paperOf } from '../../../blocks/reports-screen/report-files';
import { publishing } from '../report-view/publishing';
import { named, press, showScreen, text } from './shown-screen';

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

	async function show( search: string, grants = [ 'view' ] ) {
		window.history.replaceState( null, '', `/?page=gatehouse${ search }` );
		screen = await showScreen( {
			grants,
			answers: { 'GET /api/reports/publishing': () => narrowed },
		} );
	}
	const questions = () =>
		screen.asked
			.filter( ( one ) => one.startsWith( 'GET /api/reports/pub' ) )
			.map( decodeURIComponent );

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

	it.each( [
		[ 'America/New_York', 'letter' ],
		[ 'America/Sao_Paulo', 'a4' ],
		[ 'Asia/Seoul', 'a4' ],
		[ '+09:00', 'a4' ],
	] )( 'print for %s on %s', ( timezone, paper ) => {
		expect( paperOf( timezone ) ).toBe( paper );
	} );
} );
