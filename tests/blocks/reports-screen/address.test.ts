import { describe, expect, it } from 'vitest';
import {
	addressOf,
	readPlace,
	withQuery,
	withReport,
} from '../../../blocks/reports-screen/address';

const screen = 'https://example.com/wp-admin/admin.php?page=gatehouse';

describe( 'the address of the Reports screen', () => {
	it.each( [
		[ '&report=comments&period=last-90-days&by=week&compare=year' ],
		[ '&report=publishing&from=2026-01-01&to=2026-03-31' ],
		[
			'&report=sales&currency=EUR&filter.product=4&filter.product=7&filter.status=sold',
		],
		[ '&report=publishing&table=authors&sort=-words&s=jin&paged=3' ],
		[ '&report=publishing&figure=published' ],
		[ '&report=publishing&paper=letter' ],
		[ '&report=publishing&bucket=2026-10-26' ],
		[ '&report=publishing&table=authors&rows=authors&key=7' ],
		[ '' ],
	] )( 'keeps what is shown: %s', ( rest ) => {
		const place = readPlace( screen + rest );
		expect( addressOf( screen, place ) ).toBe( screen + rest );
	} );

	it( 'leaves out what it does not understand', () => {
		expect(
			readPlace(
				`${ screen }&period=forever&by=hour&paper=a3&from=2026-01-01&table=&paged=-1&rows=authors`
			)
		).toEqual( {
			report: null,
			query: {},
			table: null,
			behind: null,
			paper: null,
		} );
	} );

	it( 'keeps what belongs to others', () => {
		expect(
			addressOf( `${ screen }&period=this-year`, {
				report: null,
				query: {},
				table: null,
				behind: null,
				paper: null,
			} )
		).toBe( screen );
	} );

	it( 'keeps the period and the paper for another report, but neither its filters nor its tables', () => {
		const place = readPlace(
			`${ screen }&report=sales&period=this-year&filter.product=4&table=days&figure=net&paper=letter`
		);
		expect( addressOf( screen, withReport( place, 'comments' ) ) ).toBe(
			`${ screen }&report=comments&period=this-year&paper=letter`
		);
	} );

	it( 'begins a table anew for another period, in the same order', () => {
		const place = readPlace(
			`${ screen }&report=sales&table=days&sort=-net&s=a&paged=4&figure=net`
		);
		expect(
			addressOf( screen, withQuery( place, { period: 'this-year' } ) )
		).toBe(
			`${ screen }&report=sales&period=this-year&table=days&sort=-net&s=a`
		);
	} );
} );
