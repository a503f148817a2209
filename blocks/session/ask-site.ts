import type { HandOffAnswer } from '../../sidecar/contract/hand-off';
import type { PageContext } from '../../sidecar/contract/page';
import { isHandOffAnswer } from './answers';
import type { Fetch, Outcome, Refused } from './call';
import { call } from './call';

/** Where WordPress is asked: its hand-off route, and core's own for a nonce. */
export type SiteRoutes = Pick< PageContext, 'handOff' | 'nonce' >;

/** Asks WordPress to sign a hand-off. `intent` is true only for a click. */
export type AskSite = (
	intent: boolean
) => Promise< Outcome< HandOffAnswer > >;

/** Needs nothing but fetch: for pages that carry none of WordPress's packages. */
export function askByFetch( routes: SiteRoutes, fetch: Fetch ): AskSite {
	return async ( intent ) => {
		const nonce = await freshNonce( routes.nonce, fetch );
		return nonce.kind === 'answered'
			? call(
					fetch,
					routes.handOff,
					{
						method: 'POST',
						headers: {
							'Content-Type': 'application/json',
							'X-WP-Nonce': nonce.value,
						},
						body: JSON.stringify( { intent } ),
					},
					isHandOffAnswer
				)
			: nonce;
	};
}

/** Core prints the nonce as plain text, and a refusal's status without one to a stranger. */
export async function freshNonce(
	address: string,
	fetch: Fetch
): Promise< Outcome< string > > {
	try {
		const response = await fetch( address, {
			credentials: 'same-origin',
			cache: 'no-store',
			signal: AbortSignal.timeout( 15_000 ),
		} );
		const text = ( await response.text() ).trim();
		if ( response.ok && /^\w{4,64}$/.test( text ) ) {
			return { kind: 'answered', value: text };
		}
		return response.status >= 500 ? { kind: 'silent' } : wordPressSignedOut;
	} catch {
		return { kind: 'silent' };
	}
}

const wordPressSignedOut: Refused = {
	kind: 'refused',
	status: 401,
	code: 'session_signed_out',
	message: '',
	parameter: null,
	retryAfterSeconds: null,
};
