/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, palette } from '../contrast';

const css = readFileSync(
	new URL( '../../../blocks/report-view/colours.css', import.meta.url ),
	'utf8'
);

const light = palette( css, '.gatehouse-report {' );
const dark = palette( css, '.gatehouse-report.gatehouse-dark {' );

describe.each( [
	[ 'light', light ],
	[ 'dark', dark ],
	[
		'the system’s dark',
		palette( css, '.gatehouse-report.gatehouse-auto {' ),
	],
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
	expect( palette( css, '.gatehouse-report.gatehouse-auto {' ) ).toEqual(
		dark
	);
} );
