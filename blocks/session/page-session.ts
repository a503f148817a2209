import type { PageContext } from '../../sidecar/contract';
import { isPageContext } from './answers';
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
};

/** The session of this page; null where PHP has not said whose it is. */
export function pageSession( printed: unknown ): PageSession | null {
	window.gatehouseSession ??= openPageSession( printed );
	return window.gatehouseSession;
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
	const session = keepSession( {
		client,
		handOff: createHandOff( printed, fetch ),
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
	} );
	return { context: printed, client, session };
}

/** WordPress's sign-in, and back to this page. */
function signInAddress( signIn: string ): string {
	const address = new URL( signIn );
	address.searchParams.set( 'redirect_to', window.location.href );
	return address.href;
}
