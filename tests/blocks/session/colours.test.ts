/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, palette } from '../contrast';

const css = readFileSync(
	new URL( '../../../blocks/session/status-bar.css', import.meta.url ),
	'utf8'
);

/** What a state has is the bar's own, and what the state changes of it. */
function colours( scheme: string, tone: string ): Map< string, string > {
	const inScheme = css.slice( css.indexOf( scheme ) );
	const prefix = 'status-';
	const own = palette( inScheme, scheme, prefix );
	return tone === 'quiet'
		? own
		: new Map( [
				...own,
				...palette( inScheme, `&.is-${ tone } {`, prefix ),
			] );
}

const schemes = {
	light: '.gatehouse-status {',
	dark: '.gatehouse-dark .gatehouse-status {',
	'the system’s dark': '.gatehouse-auto .gatehouse-status {',
};

describe.each( Object.entries( schemes ) )(
	'the status bar in %s',
	( _name, scheme ) => {
		describe.each( [ 'quiet', 'good', 'warning', 'bad' ] )(
			'when it is %s',
			( tone ) => {
				const shown = colours( scheme, tone );
				const ground = shown.get( 'ground' ) ?? '';

				it.each( [
					[ 'ink', 4.5 ],
					[ 'soft', 4.5 ],
					[ 'accent', 4.5 ],
					[ 'mark', 3 ],
				] )( 'has its %s %d : 1 from its ground', ( name, ratio ) => {
					expect(
						contrast( shown.get( name ) ?? '', ground )
					).toBeGreaterThanOrEqual( ratio );
				} );
			}
		);
	}
);
