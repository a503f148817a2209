import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { newVisitor, openBrowser } from './browser';
import type { Visitor } from './browser';
import { openSite, versions } from './site';
import type { Site, SiteOptions } from './site';

/** What one file's tests share. Set before the first of them. */
export type Journey = {
	site: Site;
	newVisitor: () => Promise< Visitor >;
};

/** Describes the same promises for each supported WordPress, with a site and a browser of their own. */
export function describeOnEach(
	title: string,
	options: SiteOptions,
	promises: ( journey: () => Journey ) => void
): void {
	describe.each( versions )( `${ title } (%s WordPress)`, ( version ) => {
		let browser: Browser;
		let site: Site;

		beforeAll( async () => {
			[ browser, site ] = await Promise.all( [
				openBrowser(),
				openSite( version, options ),
			] );
		} );
		afterAll( async () => {
			await browser.close();
			await site.close();
		} );

		promises( () => ( {
			site,
			newVisitor: () => newVisitor( browser, site.home ),
		} ) );
	} );
}
