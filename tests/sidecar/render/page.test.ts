import { describe, expect, it } from 'vitest';
import {
	type PageFrame,
	renderCookieMissing,
	renderMessage,
	renderOnward,
	renderReportPage,
} from '../../../sidecar/render/page';
import { openReports, post } from '../reports/site-with-reports';

const frame: PageFrame = {
	base: 'https://example.com/reports',
	home: 'https://example.com',
	siteName: 'Bread & <Butter>',
	locale: 'en-GB',
	assets: { script: '/assets/page.1.js', styles: [ '/assets/view.2.css' ] },
};

/** `asked` is what the document was asked with, where the page was asked with more. */
async function renderReport( search: string, locale: string, asked = search ) {
	const { site, reports, ask, close } = await openReports( {
		posts: [
			post( '2026-11-20T10:00:00Z' ),
			post( '2026-11-21T10:00:00Z' ),
		],
	} );
	const html = renderReportPage(
		{ ...frame, locale },
		{
			document: await ask( 'publishing', asked, locale ),
			reports: await reports.catalogue( {
				site: site.home,
				viewer: { user: 1, grants: [ 'view' ] },
				locale,
			} ),
			session: {
				user: { name: 'Jin <Park>' },
				expires: Date.parse( '2026-11-23T14:52:00Z' ) / 1000,
				timezone: 'UTC',
			},
			search,
		}
	);
	await close();
	return html;
}

describe( 'the page of a report', () => {
	// With two Preacts in one bundle the components draw nothing, and no error says so.
	it( 'has the figures, the chart and the tables in its HTML', async () => {
		const html = await renderReport( '', 'en-GB' );

		expect( html ).toMatch( /<dt>Published<\/dt><dd><strong>2<\/strong>/ );
		expect( html ).toContain( '<path' );
		expect( html ).toContain( 'By author' );
	} );

	it( 'has neither script nor style inline', async () => {
		const html = await renderReport( '', 'en-GB' );

		expect( html ).not.toMatch(
			/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/
		);
		expect( html ).toContain(
			'<script defer src="https://example.com/reports/assets/page.1.js">'
		);
	} );

	it( 'leads to the other reports with the period that is shown', async () => {
		const html = await renderReport(
			'?from=2026-11-01&to=2026-11-22&by=week&utm_source=x',
			'en-GB'
		);

		expect( html ).toContain(
			'href="https://example.com/reports/r/comments?from=2026-11-01&amp;to=2026-11-22&amp;by=week"'
		);
		expect( html ).toMatch(
			/<option selected value="week">|<option value="week" selected>/
		);
		expect( html ).toContain( '<details open>' );
	} );

	it( 'keeps the filters of a report for another period, and leads elsewhere without them', async () => {
		const html = await renderReport(
			'?period=this-year&filter.author=3&lang=en',
			'en-GB',
			'?period=this-year'
		);
		expect( html ).toContain(
			'<input type="hidden" name="filter.author" value="3"'
		);
		expect( html ).toContain(
			'href="https://example.com/reports/r/comments?period=this-year&amp;lang=en"'
		);
	} );

	it( 'is Korean for a Korean', async () => {
		const html = await renderReport( '', 'ko-KR' );

		expect( html ).toContain( '<html lang="ko-KR"' );
		expect( html ).toContain( '보안 세션 사용 중' );
		expect( html ).toContain( '14:52까지' );
		expect( html ).toContain( '최근 28일' );
	} );

	it( 'escapes what people wrote', async () => {
		const html = await renderReport( '', 'en-GB' );

		expect( html ).toContain( 'Jin &lt;Park' );
		expect( html ).toContain( 'Bread &amp; &lt;Butter' );
	} );
} );

describe( 'the other pages', () => {
	it( 'lead onward by themselves and by a link', () => {
		const html = renderOnward( frame, {
			href: 'https://example.com/reports/session/onward?step=renew&to=%2F',
		} );

		const href =
			'https://example.com/reports/session/onward?step=renew&amp;to=%2F';
		expect( html ).toContain(
			`<meta http-equiv="refresh" content="0;url=${ href }"`
		);
		expect( html ).toContain( `href="${ href }"` );
	} );

	it( 'stay where they are when the cookie was not kept', () => {
		const html = renderCookieMissing( frame, { href: '/again' } );

		expect( html ).not.toContain( 'http-equiv="refresh"' );
		expect( html ).toContain( 'href="/again"' );
	} );

	it( 'say a refusal in words, with or without a way on', () => {
		const said = { title: 'Not for you', text: 'Ask an administrator.' };

		expect( renderMessage( frame, said ) ).toContain(
			'<h1>Not for you</h1>'
		);
		expect( renderMessage( frame, said ) ).not.toContain( '__action' );
	} );
} );
