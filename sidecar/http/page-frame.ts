import type { Request } from 'express';
import type { Site } from '../config';
import type { PageFrame } from '../render/page';
import { assetPaths, pageAssets } from './asset-routes';
import type { Parts } from './parts';

/** What every page has around it. */
export function pageFrame(
	parts: Pick< Parts, 'assets' >,
	site: Site,
	locale: string,
	siteName = new URL( site.home ).hostname
): PageFrame {
	return {
		base: site.base,
		home: site.home,
		siteName,
		locale,
		assets: assetPaths( pageAssets( parts ) ),
	};
}

/** The language of somebody whose session is not known. */
export function localeOf( request: Request ): string {
	return request.acceptsLanguages( 'en', 'ko' ) || 'en';
}

/** Whether a person navigates here: a script that wants JSON does not ask for HTML. */
export function isForPerson( request: Request ): boolean {
	return request.accepts( [ 'json', 'html' ] ) === 'html';
}
