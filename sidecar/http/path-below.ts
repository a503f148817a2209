import type { Site } from '../config';

/**
 * Where somebody wanted to go: a path below the base, with its query. Whatever else it is
 * becomes `/`, so that nobody is sent away from the reports.
 */
export function toPathBelow( { base }: Site, to: unknown ): string {
	if (
		typeof to !== 'string' ||
		to.length > 2000 ||
		! /^\/(?!\/)[\x21-\x7e]*$/.test( to ) ||
		to.includes( '\\' )
	) {
		return '/';
	}
	const url = URL.parse( base + to );
	const isBelow = url?.href.startsWith( `${ base }/` ) && url.hash === '';
	return isBelow ? to : '/';
}
