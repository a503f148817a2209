import type { PageContext } from '../../sidecar/contract/page';
import { isPageContext } from './answers';
import type { AskSite, SiteRoutes } from './ask-site';
import { askByFetch } from './ask-site';
import type { Fetch } from './call';
import type { Client } from './client';
import { createClient } from './client';
import { createHandOff } from './hand-off';
import type { LiveSession } from './live-session';
import { keepSession } from './live-session';

declare global {
	interface Window {
		/** Printed by PHP; unknown until looked at. */
		gatehouse?: unknown;
		/** The session of this page, which its scripts share: admin bar, blocks, screen. */
		gatehouseSession?: PageSession | null;
	}
}

export type PageSession = {
	context: PageContext;
	client: Client;
	session: LiveSession;
	askSite: AskSite;
};

type AskingWay = ( routes: SiteRoutes, fetch: Fetch ) => AskSite;

/**
 * The session of this page; null where PHP has not said whose it is. A screen that carries
 * WordPress's packages says how they ask for a hand-off, whichever script has come first.
 */
export function pageSession(
	printed: unknown,
	asking?: AskingWay
): PageSession | null {
	window.gatehouseSession ??= openPageSession( printed );
	const page = window.gatehouseSession;
	if ( page && asking ) {
		page.askSite = asking( page.context, window.fetch.bind( window ) );
	}
	return page;
}

function openPageSession( printed: unknown ): PageSession | null {
	if (
		! isPageContext( printed ) ||
		printed.user === 0 ||
		printed.base === ''
	) {
		return null;
	}
	const fetch = window.fetch.bind( window );
	const client = createClient( printed.base, fetch );
	const page: PageSession = {
		context: printed,
		client,
		askSite: askByFetch( printed, fetch ),
		session: keepSession( {
			client,
			handOff: createHandOff(
				( intent ) => page.askSite( intent ),
				fetch
			),
			owner: printed,
			clock: () => performance.now(),
			wallClock: () => Date.now(),
			random: Math.random,
			window,
			channel: new BroadcastChannel( 'gatehouse' ),
			go: ( where ) =>
				where === 'sign-in'
					? window.location.assign( signInAddress( printed.signIn ) )
					: window.location.reload(),
		} ),
	};
	return page;
}

/** WordPress's sign-in, and back to this page. */
function signInAddress( signIn: string ): string {
	const address = new URL( signIn );
	address.searchParams.set( 'redirect_to', window.location.href );
	return address.href;
}
