import type { BrowserContext } from 'playwright-core';

/** Asks with the cookies that the browser has now, as often at once as one likes. */
export async function askAs(
	context: BrowserContext,
	{ home, base }: { home: string; base: string }
) {
	const cookies = ( await context.cookies( `${ base }/session` ) )
		.map( ( { name, value } ) => `${ name }=${ value }` )
		.join( '; ' );
	return ( path: string, init: RequestInit = {} ) =>
		fetch( base + path, {
			...init,
			headers: { ...init.headers, Cookie: cookies, Origin: home },
		} );
}
