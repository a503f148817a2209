import { siteRoutes } from '../../sidecar/contract';
import type { PageContext } from '../../sidecar/contract/page';
import type {
	EndSessionRequest,
	EndSessionsRequest,
	SiteSessionsAnswer,
} from '../../sidecar/contract/sessions';
import { isFields } from '../session/answers';
import type { Fetch, Outcome } from '../session/call';
import { call } from '../session/call';
import { freshNonce } from '../session/ask-site';

/** What the list asks of WordPress. */
export type SiteSessions = {
	/** One user's, or everybody's by pages. */
	people( asked: {
		user: number | null;
		after: string | null;
	} ): Promise< Outcome< SiteSessionsAnswer > >;
	end( request: EndSessionRequest ): Promise< Outcome< unknown > >;
	/** All but the one that asks. */
	endAllOf( request: EndSessionsRequest ): Promise< Outcome< unknown > >;
};

export function createSiteSessions(
	{ site, nonce }: Pick< PageContext, 'site' | 'nonce' >,
	fetch: Fetch
): SiteSessions {
	const address = ( route: string ) =>
		`${ site }/?rest_route=/gatehouse/v1/${ route }`;

	async function ask< Value >(
		url: string,
		request: RequestInit,
		isExpected: ( value: unknown ) => value is Value
	): Promise< Outcome< Value > > {
		const fresh = await freshNonce( nonce, fetch );
		if ( fresh.kind !== 'answered' ) {
			return fresh;
		}
		return call(
			fetch,
			url,
			{
				...request,
				headers: { ...request.headers, 'X-WP-Nonce': fresh.value },
			},
			isExpected
		);
	}

	const send = ( route: string, body: object ) =>
		ask(
			address( route ),
			{
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify( body ),
			},
			isFields
		);

	return {
		people( { user, after } ) {
			const url = new URL( address( siteRoutes.sessions ) );
			if ( user !== null ) {
				url.searchParams.set( 'user', String( user ) );
			}
			if ( after !== null ) {
				url.searchParams.set( 'after', after );
			}
			return ask( url.href, {}, isSiteSessionsAnswer );
		},

		end: ( request ) => send( siteRoutes.endSession, request ),
		endAllOf: ( request ) => send( siteRoutes.endSessions, request ),
	};
}

function isSiteSessionsAnswer( value: unknown ): value is SiteSessionsAnswer {
	return (
		isFields( value ) &&
		Array.isArray( value[ 'people' ] ) &&
		value[ 'people' ].every(
			( person ) =>
				isFields( person ) &&
				typeof person[ 'id' ] === 'number' &&
				typeof person[ 'name' ] === 'string' &&
				Array.isArray( person[ 'sessions' ] )
		)
	);
}
