/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(
	new URL( '../../../blocks/report-view/report-view.css', import.meta.url ),
	'utf8'
);

/** The custom properties of the first block after a selector. */
function palette( selector: string ): Map< string, string > {
	const start = css.indexOf( selector );
	const block = css.slice(
		css.indexOf( '{', start ),
		css.indexOf( '}', start )
	);
	return new Map(
		[ ...block.matchAll( /--gatehouse-([\w-]+):\s*(#\w+)/g ) ].map(
			( [ , name = '', colour = '' ] ) => [ name, colour ]
		)
	);
}

/** WCAG 2.2, relative luminance. */
function luminance( hex: string ): number {
	const digits = hex.length === 4 ? hex.replace( /\w/g, '$&$&' ) : hex;
	const [ red = 0, green = 0, blue = 0 ] = [ 1, 3, 5 ].map( ( at ) => {
		const share = Number.parseInt( digits.slice( at, at + 2 ), 16 ) / 255;
		return share <= 0.04045
			? share / 12.92
			: ( ( share + 0.055 ) / 1.055 ) ** 2.4;
	} );
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast( one: string, other: string ): number {
	const [ dark = 0, light = 0 ] = [
		luminance( one ),
		luminance( other ),
	].sort( ( a, b ) => a - b );
	return ( light + 0.05 ) / ( dark + 0.05 );
}

const light = palette( '.gatehouse-report {' );
const dark = palette( '.gatehouse-report.gatehouse-dark {' );

describe.each( [
	[ 'light', light ],
	[ 'dark', dark ],
	[ 'the system’s dark', palette( '.gatehouse-report.gatehouse-auto {' ) ],
] )( 'colours in %s', ( _name, colours ) => {
	const paper = colours.get( 'paper' ) ?? '';

	it.each( [
		[ 'accent', 3 ],
		[ 'previous', 3 ],
		[ 'ink', 4.5 ],
		[ 'soft', 4.5 ],
		[ 'good', 4.5 ],
		[ 'bad', 4.5 ],
	] )( '%s stand out %d : 1 from the paper', ( name, ratio ) => {
		expect(
			contrast( colours.get( name ) ?? '', paper )
		).toBeGreaterThanOrEqual( ratio );
	} );
} );

it( 'is as dark by the system as by the class', () => {
	expect( palette( '.gatehouse-report.gatehouse-auto {' ) ).toEqual( dark );
} );
