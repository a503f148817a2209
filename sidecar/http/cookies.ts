import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, RequestHandler } from 'express';
import { getPublicSuffix } from 'tldts';
import type { Site } from '../config';
import { cookieNames, lifetimes } from '../contract';
import { doctorCookie } from '../contract/doctor';
import { Refusal } from '../errors';
import type { Session } from '../sessions';

const ownNames = new Set( [
	...Object.values( cookieNames( '' ) ),
	...Object.values( cookieNames( '/' ) ),
] );

/** Bytes of name and value (RFC 6265bis section 5.6). */
const largestCookie = 4096;

const attributes = {
	httpOnly: true,
	secure: true,
	sameSite: 'strict',
} as const;

/**
 * Below a path we share WordPress's host and receive its cookies: they are dropped before
 * anything can log or read them. That some came at all stays visible in an empty header.
 */
export const dropForeignCookies: RequestHandler = (
	{ headers, rawHeaders },
	_response,
	next
) => {
	if ( headers.cookie !== undefined ) {
		headers.cookie = headers.cookie
			.split( ';' )
			.filter( ( pair ) => ownNames.has( nameOf( pair ) ) )
			.join( ';' );
		for ( let i = 0; i < rawHeaders.length; i += 2 ) {
			if ( rawHeaders[ i ]?.toLowerCase() === 'cookie' ) {
				rawHeaders[ i + 1 ] = headers.cookie;
			}
		}
	}
	next();
};

export type SentCookies = {
	access: string | undefined;
	refresh: string | undefined;
	/** Names that came twice: one was tossed by somebody else, and it comes first. */
	doubled: string[];
};

export function readCookies( request: Request, site: Site ): SentCookies {
	const header = request.headers.cookie ?? '';
	const names = cookieNames( site.basePath );
	const sent = header.split( ';' ).map( nameOf );
	const isDoubled = ( name: string ) =>
		sent.indexOf( name ) !== sent.lastIndexOf( name );
	const cookies = parseCookie( header, { decode: ( value ) => value } );
	return {
		access: cookies[ names.access ],
		refresh: cookies[ names.refresh ],
		doubled: [ names.access, names.refresh ].filter( isDoubled ),
	};
}

export function requireCookies( request: Request, site: Site ): SentCookies {
	const cookies = readCookies( request, site );
	if ( cookies.doubled.length > 0 ) {
		throw new Refusal( 'cookie_duplicated' );
	}
	return cookies;
}

/** Without "remember me" the browser keeps them until it is closed. */
export function sessionCookies(
	site: Site,
	session: Session,
	tokens: { access: string; refresh: string },
	now: number
): string[] {
	const keptFor = ( seconds: number ) =>
		session.remember ? { maxAge: seconds } : {};
	const left = Math.floor( ( session.endsAt - now ) / 1000 );
	const [ access, refresh ] = ownCookies( site );
	return [
		stringifySetCookie( {
			...access,
			value: requireSize( access.name, tokens.access ),
			...keptFor( Math.min( lifetimes.access, left ) ),
		} ),
		stringifySetCookie( {
			...refresh,
			value: requireSize( refresh.name, tokens.refresh ),
			...keptFor( left ),
		} ),
	];
}

/** A browser drops a larger one without a word, and its user would sign in for ever. */
function requireSize( name: string, value: string ): string {
	const size = name.length + value.length;
	if ( size > largestCookie ) {
		throw new RangeError(
			`${ name } would take ${ size } bytes; browsers keep ${ largestCookie }`
		);
	}
	return value;
}

/** The access cookie with a value that is no token: to see whether it comes back. */
export function probeCookie( site: Site, id: string ): string {
	const [ access ] = ownCookies( site );
	return stringifySetCookie( {
		...access,
		value: `${ doctorCookie }${ id }`,
	} );
}

export function expiredCookies( site: Site ): string[] {
	return ownCookies( site ).map( ( cookie ) =>
		stringifySetCookie( { ...cookie, value: '', maxAge: 0 } )
	);
}

/**
 * Browsers delete a cookie only if path and domain match the ones it was set with, and a
 * tossed one may have been set for any parent domain and any prefix of the path. Short, and
 * for what came twice only: many proxies take no more than 4 KB of headers.
 */
export function expiredCopies(
	site: Site,
	path: string,
	doubled: readonly string[]
): string[] {
	return doubled.flatMap( ( name ) => {
		// Browsers let nobody set it for a domain or another path.
		const isHostOnly = name.startsWith( '__Host-' );
		const domains = isHostOnly ? [] : parentDomains( site );
		const prefixes = isHostOnly ? [ '/' ] : pathPrefixes( path );
		return prefixes.flatMap( ( prefix ) =>
			[ undefined, ...domains ].map( ( domain ) =>
				stringifySetCookie( {
					name,
					value: '',
					path: prefix,
					maxAge: 0,
					secure: true,
					...( domain === undefined ? {} : { domain } ),
				} )
			)
		);
	} );
}

function ownCookies( { basePath }: Site ) {
	const { access, refresh } = cookieNames( basePath );
	return [
		{ ...attributes, name: access, path: `${ basePath }/` },
		{ ...attributes, name: refresh, path: `${ basePath }/session` },
	] as const;
}

function parentDomains( { base }: Site ): string[] {
	const { hostname } = new URL( base );
	const labels = hostname.split( '.' );
	const shortest =
		( getPublicSuffix( hostname )?.split( '.' ).length ?? labels.length ) +
		1;
	const domains = [];
	for ( let i = 0; labels.length - i >= shortest; i++ ) {
		domains.push( labels.slice( i ).join( '.' ) );
	}
	return domains;
}

/** `/reports/session` may have met cookies of `/`, `/reports`, `/reports/` and `/reports/session`. */
function pathPrefixes( path: string ): string[] {
	const prefixes = new Set( [ '/' ] );
	let prefix = '';
	for ( const part of path.split( '/' ).filter( Boolean ).slice( 0, 4 ) ) {
		prefix += `/${ part }`;
		prefixes.add( prefix ).add( `${ prefix }/` );
	}
	return [ ...prefixes ];
}

function nameOf( pair: string ): string {
	return pair.slice( 0, Math.max( pair.indexOf( '=' ), 0 ) ).trim();
}
