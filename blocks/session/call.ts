import { isFields } from './answers';

/**
 * What came of a call. Only a refusal with the sidecar's own code proves anything about the
 * session; silence is everything else: no network, a time-out, a proxy's error page.
 */
export type Outcome< Value > =
	{ kind: 'answered'; value: Value } | Refused | { kind: 'silent' };

export type Refused = {
	kind: 'refused';
	status: number;
	code: string;
	message: string;
	parameter: string | null;
	retryAfterSeconds: number | null;
};

/** `fetch`, as it is passed in. */
export type Fetch = (
	address: string,
	request: RequestInit
) => Promise< Response >;

const patienceMilliseconds = 15_000;

/** Sends cookies along, never redirects, and never rejects. */
export async function call< Value >(
	fetch: Fetch,
	address: string,
	request: RequestInit,
	isExpected: ( value: unknown ) => value is Value
): Promise< Outcome< Value > > {
	let response: Response;
	let body: unknown;
	try {
		response = await fetch( address, {
			credentials: 'include',
			cache: 'no-store',
			redirect: 'error',
			signal: AbortSignal.timeout( patienceMilliseconds ),
			...request,
			headers: { Accept: 'application/json', ...request.headers },
		} );
		body = response.status === 204 ? null : await response.json();
	} catch {
		return { kind: 'silent' };
	}
	if ( response.ok ) {
		return isExpected( body )
			? { kind: 'answered', value: body }
			: { kind: 'silent' };
	}
	return readRefusal( response, body );
}

function readRefusal(
	response: Response,
	body: unknown
): Refused | { kind: 'silent' } {
	if ( ! isFields( body ) || typeof body[ 'code' ] !== 'string' ) {
		return { kind: 'silent' };
	}
	const { code, message, parameter } = body;
	const retryAfter = Number.parseInt(
		response.headers.get( 'Retry-After' ) ?? '',
		10
	);
	return {
		kind: 'refused',
		status: response.status,
		code,
		message: typeof message === 'string' ? message : '',
		parameter: typeof parameter === 'string' ? parameter : null,
		retryAfterSeconds: Number.isNaN( retryAfter ) ? null : retryAfter,
	};
}
