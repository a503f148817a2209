import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, RequestHandler } from 'express';
import { getPublicSuffix } from 'tldts';
import type { Site } from '../config';
import { cookieNames, lifetimes } from '../contract';
import { Refusal } from '../errors';
import type { Session } from '../sessions';

const ownNames = new Set( [
	...Object.values( cookieNames( '' ) ),
	...Object.values( cookieNames( '/' ) ),
] );

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
	/** One of them was tossed by somebody else, and it comes first. */
	areDoubled: boolean;
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
		areDoubled: isDoubled( names.access ) || isDoubled( names.refresh ),
	};
}

export function requireCookies( request: Request, site: Site ): SentCookies {
	const cookies = readCookies( request, site );
	if ( cookies.areDoubled ) {
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
			value: tokens.access,
			...keptFor( Math.min( lifetimes.access, left ) ),
		} ),
		stringifySetCookie( {
			...refresh,
			value: tokens.refresh,
			...keptFor( left ),
		} ),
	];
}

export function expiredCookies( site: Site ): string[] {
	return ownCookies( site ).map( ( cookie ) =>
		stringifySetCookie( { ...cookie, value: '', maxAge: 0 } )
	);
}

/**
 * Browsers delete a cookie only if path and domain match the ones it was set with, and a
 * tossed one may have been set for any parent domain and any prefix of the path.
 */
export function expiredCopies( site: Site, path: string ): string[] {
	const { access, refresh } = cookieNames( site.basePath );
	const domains = [ undefined, ...parentDomains( site ) ];
	return [ access, refresh ].flatMap( ( name ) =>
		pathPrefixes( path ).flatMap( ( prefix ) =>
			domains.map( ( domain ) =>
				stringifySetCookie( {
					...attributes,
					name,
					value: '',
					path: prefix,
					maxAge: 0,
					...( domain === undefined ? {} : { domain } ),
				} )
			)
		)
	);
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
