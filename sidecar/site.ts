import { getDomain } from 'tldts';

/** One WordPress site and the public address of its reports. Neither ends with a slash. */
export type Site = {
	readonly home: string;
	readonly base: string;
	/** Empty on a host of its own. */
	readonly basePath: string;
	/** Where pages that may call the sidecar come from, as far as settings tell. */
	readonly origins: readonly string[];
};

/** Characters that the store keeps of one. */
export const longestHome = 191;

/** The site, or what is wrong with where its reports are to be served. */
export function toSite( homeText: string, baseText: string ): Site | string {
	const home = toAddress( homeText );
	const base = toAddress( baseText );
	if ( home === null || base === null ) {
		return 'both are addresses with http or https, without user, query or fragment.';
	}
	if ( trim( home ).length > longestHome ) {
		return `the address of the WordPress has ${ trim( home ).length } characters, and at most ${ longestHome } can be kept. Give that WordPress a shorter one.`;
	}
	return (
		placementFault( home, base ) ??
		Object.freeze( {
			home: trim( home ),
			base: trim( base ),
			basePath: base.pathname.replace( /\/+$/, '' ),
			origins: Object.freeze( [
				...new Set( [ home.origin, base.origin ] ),
			] ),
		} )
	);
}

function toAddress( text: string ): URL | null {
	const url = URL.parse( text );
	return url !== null &&
		[ 'http:', 'https:' ].includes( url.protocol ) &&
		url.username + url.password + url.search + url.hash === '' &&
		! url.pathname.includes( '//' )
		? url
		: null;
}

function placementFault( home: URL, base: URL ): string | null {
	if ( home.protocol !== base.protocol ) {
		return 'use https for both.';
	}
	const areLoopback = isLoopback( home ) && isLoopback( base );
	if ( home.protocol === 'http:' && ! areLoopback ) {
		return 'use https; http is taken only where both hosts are this machine itself (localhost).';
	}
	if ( home.origin === base.origin && trim( base ) === trim( home ) ) {
		return `the reports need a path of their own, such as ${ trim( home ) }/reports`;
	}
	const isSameSite =
		home.hostname === base.hostname ||
		( registrableDomain( home ) !== null &&
			registrableDomain( home ) === registrableDomain( base ) );
	return isSameSite
		? null
		: 'browsers keep no cookie here. Serve the reports on the same host below a path, or on a subdomain.';
}

function registrableDomain( url: URL ): string | null {
	return getDomain( url.hostname, { allowPrivateDomains: true } );
}

function isLoopback( { hostname }: URL ): boolean {
	return (
		hostname === 'localhost' ||
		hostname.endsWith( '.localhost' ) ||
		hostname === '[::1]' ||
		/^127(\.\d+){3}$/.test( hostname )
	);
}

function trim( url: URL ): string {
	return ( url.origin + url.pathname ).replace( /\/+$/, '' );
}
