// @vitest-environment jsdom
import { renderToString } from '@wordpress/element';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { ReportView } from '../../../blocks/report-view/report-view';
import { walkCharts } from '../../../blocks/report-view/walk-chart';
import type { ReportDocument } from '../../../sidecar/contract/report-document';
import { publishing } from './publishing';

const everything = { figures: true, chart: true, table: true };

function draw( document: ReportDocument, display = everything, now?: number ) {
	const place = window.document.createElement( 'div' );
	place.innerHTML = renderToString(
		<ReportView
			document={ document }
			display={ display }
			{ ...( now !== undefined && { now } ) }
		/>
	);
	return place;
}

const text = ( place: Element | null ) =>
	( place?.textContent ?? '' ).replace( /\s+/g, ' ' ).trim();

describe( 'a report', () => {
	it( 'is told in one order: what, figures, what happened, chart, table, definitions', () => {
		const whole = text( draw( publishing() ) );
		const order = [
			'Publishing',
			'As of',
			'1,284 posts counted',
			'Comments a post',
			'14 % more',
			'The numbers behind the chart',
			'By author',
			'What is counted',
		].map( ( words ) => whole.indexOf( words ) );
		expect( order ).not.toContain( -1 );
		expect( order ).toEqual( order.toSorted( ( a, b ) => a - b ) );
	} );

	it( 'says a change in words, not by colour or arrow alone', () => {
		const figures = draw( publishing() ).querySelectorAll( 'dl > div' );
		expect( text( figures[ 0 ] ?? null ) ).toBe(
			'Published42▲ up 14% · 37 before'
		);
		expect( text( figures[ 1 ] ?? null ) ).toContain( 'same as before' );
	} );

	it( 'shows red only where a decrease is bad', () => {
		const [ first ] = publishing().figures;
		const fewer = {
			...first,
			id: 'spam',
			label: 'Spam',
			value: 2,
			previous: 40,
			format: 'count' as const,
		};
		const bad = draw(
			publishing( { figures: [ { ...fewer, better: 'more' } ] } )
		);
		const good = draw(
			publishing( { figures: [ { ...fewer, better: 'less' } ] } )
		);
		expect( bad.querySelector( '.is-bad' ) ).not.toBeNull();
		expect( good.querySelector( '.is-bad' ) ).toBeNull();
	} );

	it( 'has the chart’s numbers in a table with headings for rows and columns', () => {
		const table = draw( publishing() ).querySelector( 'details table' );
		expect(
			table?.querySelectorAll( 'thead th[scope="col"]' )
		).toHaveLength( 3 );
		expect(
			table?.querySelectorAll( 'tbody th[scope="row"]' )
		).toHaveLength( 28 );
		expect( text( table?.querySelector( 'caption' ) ?? null ) ).not.toBe(
			''
		);
	} );

	it( 'names people by the document, and says so where it can’t', () => {
		const whole = text( draw( publishing() ) );
		expect( whole ).toContain( 'Jin Park' );
		expect( whole ).toContain( 'Unknown person' );
	} );

	it( 'needs no style attribute, which a strict policy refuses', () => {
		expect( draw( publishing() ).querySelector( '[style]' ) ).toBeNull();
	} );

	it.each( [
		[ 'figures', '.gatehouse-report__figures' ],
		[ 'chart', '.gatehouse-chart' ],
		[ 'table', 'table' ],
	] )( 'leaves out its %s when they are not wanted', ( part, selector ) => {
		const place = draw( publishing(), { ...everything, [ part ]: false } );
		expect( place.querySelector( selector ) ).toBeNull();
	} );
} );

describe( 'a report that leaves something out', () => {
	it( 'says which money is in it, and what it is narrowed to', () => {
		const whole = text(
			draw(
				publishing( {
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
							chosen: [ '3' ],
						},
					],
				} )
			)
		);
		expect( whole ).toContain( 'Author: Ana Weber' );
		expect( whole ).toContain( 'EUR alone, without those in KRW, USD' );
	} );

	it( 'says what the report itself advises when it is empty', () => {
		const view = draw(
			publishing( { state: 'empty', emptyAdvice: 'Publish something.' } )
		);

		expect( text( view ) ).toContain( 'Publish something.' );
	} );

	it( 'names no periods beside bars that are compared with none', () => {
		const { chart } = publishing();
		const points = chart.points.map( ( point ) => ( {
			...point,
			previous: null,
		} ) );
		const keyOf = ( document: ReportDocument ) =>
			draw( document ).querySelector( '.gatehouse-chart__key' );

		expect(
			keyOf( publishing( { chart: { ...chart, kind: 'bar' } } ) )
		).not.toBeNull();
		expect(
			keyOf( publishing( { chart: { ...chart, kind: 'bar', points } } ) )
		).toBeNull();
	} );

	it( 'draws figures smaller where one of them is long', () => {
		const [ figure ] = publishing().figures;
		const figuresOf = ( value: number ) =>
			draw(
				publishing( {
					figures: figure ? [ { ...figure, value } ] : [],
				} )
			).querySelector( '.gatehouse-report__figures.is-long' );

		expect( figuresOf( 1_234_567 ) ).toBeNull();
		expect( figuresOf( 12_345_678 ) ).not.toBeNull();
	} );

	it( 'says when it last agreed with the site', () => {
		const agreed = publishing( { lastAgreed: '2026-11-21T18:10:00Z' } );
		expect( text( draw( agreed ) ) ).toContain(
			'Last agreed with the site Nov 22, 03:10'
		);
	} );
} );

describe( 'a drawn report', () => {
	it.each( [ 'en', 'ko-KR' ] )(
		'has nothing that axe finds in %s',
		async ( locale ) => {
			const place = draw( publishing( { locale } ) );
			window.document.body.append( place );
			walkCharts( place );
			const { violations } = await axe.run( place, {
				// There is no page around it, and nothing is painted here.
				rules: {
					region: { enabled: false },
					'color-contrast': { enabled: false },
				},
			} );
			place.remove();
			expect( violations.map( ( { id } ) => id ) ).toEqual( [] );
		}
	);
} );

describe( 'a report without numbers', () => {
	it( 'says how far the first copy is', () => {
		const place = draw(
			publishing( {
				state: 'filling',
				progress: { done: 1200, total: 22_000, secondsLeft: null },
			} )
		);
		const bar = place.querySelector( 'progress' );
		expect( bar?.getAttribute( 'max' ) ).toBe( '22000' );
		expect( text( place ) ).toContain( '1,200 of 22,000 received' );
		expect(
			place.querySelector( '.gatehouse-report__figures' )
		).toBeNull();
	} );

	it( 'says how long the rest takes', () => {
		const place = draw(
			publishing( {
				state: 'filling',
				progress: { done: 1200, total: 22_000, secondsLeft: 95 },
			} )
		);
		expect( text( place ) ).toContain( 'about 2 min left' );
	} );

	it( 'says what to do where there is nothing', () => {
		expect( text( draw( publishing( { state: 'empty' } ) ) ) ).toContain(
			'Choose a longer period.'
		);
	} );

	it( 'says how old it is, and shows it', () => {
		const now = Date.parse( '2026-11-22T08:22:00Z' );
		const place = draw( publishing( { state: 'stale' } ), everything, now );
		expect( text( place ) ).toContain( '3 hours ago' );
		expect(
			place.querySelector( '.gatehouse-report__figures' )
		).not.toBeNull();
	} );

	it( 'says what it could not count', () => {
		expect( text( draw( publishing( { skipped: 3 } ) ) ) ).toContain(
			'3 rows could not be read'
		);
	} );
} );

describe( 'walking a chart', () => {
	function walk( ...keys: string[] ) {
		const place = draw( publishing() );
		walkCharts( place );
		const chart = place.querySelector< HTMLElement >( '[data-chart]' );
		for ( const key of keys ) {
			chart?.dispatchEvent( new KeyboardEvent( 'keydown', { key } ) );
		}
		return {
			place,
			spoken: text( place.querySelector( '[aria-live]' ) ),
			tip: place.querySelector( '.gatehouse-chart__tip' ),
		};
	}

	it.each( [
		[ [ 'ArrowRight' ], 'Oct 26, 1, Sep 28: 1' ],
		[ [ 'ArrowRight', 'ArrowRight' ], 'Oct 27, 2, Sep 29: 3' ],
		[ [ 'End' ], 'Nov 22, 2, Oct 25: 0' ],
		[ [ 'End', 'ArrowRight' ], 'Nov 22, 2, Oct 25: 0' ],
		[ [ 'End', 'Home', 'ArrowLeft' ], 'Oct 26, 1, Sep 28: 1' ],
	] )( '%j says date, value and previous value', ( keys, sentence ) => {
		const { spoken, tip } = walk( ...keys );
		expect( spoken ).toBe( sentence );
		expect( tip?.hasAttribute( 'hidden' ) ).toBe( false );
	} );

	it( 'takes one tab stop, with a name that says how', () => {
		const { place } = walk();
		const stops = place.querySelectorAll< HTMLElement >(
			'.gatehouse-report__panel [tabindex]'
		);
		expect( stops ).toHaveLength( 1 );
		expect( stops[ 0 ]?.dataset[ 'chart' ] ).toBe(
			'Posts published, by day. Use the arrow keys to move through the points.'
		);
	} );

	it( 'hides the tip on Escape', () => {
		expect( walk( 'End', 'Escape' ).tip?.hasAttribute( 'hidden' ) ).toBe(
			true
		);
	} );

	it( 'says a gap as a gap', () => {
		const gap = publishing();
		const [ first, ...rest ] = gap.chart.points;
		const points = first ? [ { ...first, value: null }, ...rest ] : rest;
		const place = draw( { ...gap, chart: { ...gap.chart, points } } );
		expect(
			place.querySelector( '[data-point]' )?.getAttribute( 'data-value' )
		).toBe( 'no value' );
	} );
} );
