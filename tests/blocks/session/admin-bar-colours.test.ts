/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast } from '../contrast';

const css = readFileSync(
	new URL( '../../../blocks/session/admin-bar.css', import.meta.url ),
	'utf8'
);

function colour( tone: string, property: string ): string {
	const rule = css.slice( css.indexOf( `&[data-tone="${ tone }"] svg {` ) );
	return new RegExp( `${ property }: (#\\w+)` ).exec( rule )?.[ 1 ] ?? '';
}

describe.each( [ 'warning', 'bad' ] )(
	'the sign in the admin bar when it is %s',
	( tone ) => {
		const ground = colour( tone, 'background' );

		it( 'stands out from its ground', () => {
			expect(
				contrast( colour( tone, 'fill' ), ground )
			).toBeGreaterThanOrEqual( 3 );
		} );

		it( 'stands out from the bar as WordPress draws it', () => {
			expect( contrast( ground, '#1d2327' ) ).toBeGreaterThanOrEqual( 3 );
		} );
	}
);

it( 'leaves the words in the colours of the bar, which are the person’s choice', () => {
	expect( css ).toContain( '#wp-admin-bar-gatehouse-notice' );
	expect( css ).not.toMatch( /(?<![-\w])color:|opacity:/ );
} );
