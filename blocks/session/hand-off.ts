import { statementMediaType } from '../../sidecar/contract';
import type { PageContext, SessionAnswer } from '../../sidecar/contract';
import { isHandOffAnswer, isSessionAnswer } from './answers';
import type { Fetch, Outcome, Refused } from './call';
import { call } from './call';

/** Starts a session from a WordPress page. `intent` is true only for a click. */
export type HandOff = (
	intent: boolean
) => Promise< Outcome< SessionAnswer > >;

type Way = Pick< PageContext, 'handOff' | 'nonce' >;

/** The browser path: WordPress signs the hand-off, this browser carries it to the sidecar. */
export function createHandOff( way: Way, fetch: Fetch ): HandOff {
	return async ( intent ) => {
		const nonce = await freshNonce( way.nonce, fetch );
		if ( nonce.kind !== 'answered' ) {
			return nonce;
		}
		const signed = await call(
			fetch,
			way.handOff,
			{
				method: 'POST',
				headers: {
					'Content-Type': 'application/json',
					'X-WP-Nonce': nonce.value,
				},
				body: JSON.stringify( { intent } ),
			},
			isHandOffAnswer
		);
		if ( signed.kind !== 'answered' ) {
			return signed;
		}
		return call(
			fetch,
			signed.value.url,
			{
				method: 'POST',
				headers: { 'Content-Type': statementMediaType },
				body: signed.value.handoff,
			},
			isSessionAnswer
		);
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
