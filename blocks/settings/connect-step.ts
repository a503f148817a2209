import { isFields } from '../session/answers';
import type { Fetch } from '../session/call';

/** Printed by PHP as `window.gatehouseConnect`. */
export type Connecting = {
	url: string;
	nonce: string;
	steps: string[];
	/** BCP 47. */
	locale: string;
};

export type StepOutcome =
	| { kind: 'done'; message: string }
	| { kind: 'failed'; message: string; remedy: string }
	| { kind: 'pending'; message: string; retryAfterSeconds: number };

export function isConnecting( value: unknown ): value is Connecting {
	return (
		isFields( value ) &&
		typeof value[ 'url' ] === 'string' &&
		typeof value[ 'nonce' ] === 'string' &&
		typeof value[ 'locale' ] === 'string' &&
		Array.isArray( value[ 'steps' ] )
	);
}

/** One step in one request: WordPress never waits for a call back. */
export async function takeStep(
	step: string,
	{ url, nonce }: Connecting,
	fetch: Fetch,
	silence: string
): Promise< StepOutcome > {
	try {
		const response = await fetch( url, {
			method: 'POST',
			credentials: 'same-origin',
			headers: {
				'Content-Type': 'application/json',
				'X-WP-Nonce': nonce,
			},
			body: JSON.stringify( { step } ),
		} );
		const body: unknown = await response.json();
		return readStep( response.ok, isFields( body ) ? body : {}, silence );
	} catch {
		return { kind: 'failed', message: silence, remedy: '' };
	}
}

function readStep(
	isDone: boolean,
	body: Record< string, unknown >,
	silence: string
): StepOutcome {
	const message =
		typeof body[ 'message' ] === 'string' ? body[ 'message' ] : silence;
	if ( isDone ) {
		return { kind: 'done', message };
	}
	const told = isFields( body[ 'data' ] ) ? body[ 'data' ] : {};
	const remedy = typeof told[ 'remedy' ] === 'string' ? told[ 'remedy' ] : '';
	return body[ 'code' ] === 'gatehouse_keys_pending'
		? {
				kind: 'pending',
				message: remedy || message,
				retryAfterSeconds: Number( told[ 'retryAfter' ] ) || 1,
			}
		: { kind: 'failed', message, remedy };
}
