// @vitest-environment jsdom
import { renderToString } from '@wordpress/element';
import { describe, expect, it } from 'vitest';
import { TheftNotice } from '../../../blocks/notices/theft-notice';
import type { TheftNotice as Theft } from '../../../sidecar/contract/activity';

const theft: Theft = {
	id: 3,
	at: 1_767_225_600,
	user: 7,
	device: 'Edge, Windows',
	address: '198.51.100.0/24',
	signedIn: {
		at: 1_767_139_200,
		device: 'Firefox, Linux',
		address: '203.0.113.0/24',
	},
	reports: [ { report: 'publishing', at: 1_767_142_800 } ],
};

function draw( {
	name = null,
	locale = 'en',
	changes = {},
}: {
	name?: string | null;
	locale?: string;
	changes?: Partial< Theft >;
} ): string {
	const place = window.document.createElement( 'div' );
	place.innerHTML = renderToString(
		<TheftNotice
			theft={ { ...theft, ...changes } }
			name={ name }
			reports={ new Map( [ [ 'publishing', 'Publishing' ] ] ) }
			activity="https://example.com/activity"
			locale={ locale }
			onDismiss={ () => undefined }
		/>
	);
	return place.textContent;
}

describe( 'the notice of a token used twice', () => {
	it( 'says when, from where, and what had been opened', () => {
		const text = draw( {} );
		expect( text ).toContain( 'from Edge, Windows, 198.51.100.0/24.' );
		expect( text ).toContain( 'on Firefox, Linux, 203.0.113.0/24.' );
		expect( text ).toMatch( /Publishing · .*20(25|26)/ );
		expect( text ).toContain( 'change your password' );
	} );

	it( 'names the person to an administrator', () => {
		expect( draw( { name: 'Jin Park' } ) ).toContain(
			'A report session of Jin Park was closed'
		);
	} );

	it( 'says so when nothing had been opened, or nothing is known', () => {
		const text = draw( {
			changes: { reports: [], signedIn: null, device: '', address: '' },
		} );
		expect( text ).toContain( 'No report had been opened' );
		expect( text ).toContain( 'an unknown device, unknown network' );
		expect( text ).not.toContain( 'had begun' );
	} );

	it( 'speaks Korean', () => {
		expect( draw( { locale: 'ko-KR', name: '박진' } ) ).toContain(
			'박진 님의 리포트 세션을 종료했습니다.'
		);
	} );
} );
