import { describe, expect, it } from 'vitest';
import { addressOf, readPlace } from '../../../blocks/reports-screen/address';

const screen = 'https://example.com/wp-admin/admin.php?page=gatehouse';

describe( 'the address of the Reports screen', () => {
	it.each( [
		[ '&report=comments&period=last-90-days&by=week&compare=year' ],
		[ '&report=publishing&from=2026-01-01&to=2026-03-31' ],
		[ '' ],
	] )( 'keeps what is shown: %s', ( rest ) => {
		const place = readPlace( screen + rest );
		expect( addressOf( screen, place ) ).toBe( screen + rest );
	} );

	it( 'leaves out what it does not understand', () => {
		expect(
			readPlace( `${ screen }&period=forever&by=hour&from=2026-01-01` )
				.query
		).toEqual( {} );
	} );

	it( 'keeps what belongs to others', () => {
		expect(
			addressOf( `${ screen }&period=this-year`, {
				report: null,
				query: {},
			} )
		).toBe( screen );
	} );
} );
