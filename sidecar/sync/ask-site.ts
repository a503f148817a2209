import type { tokenTypes } from '../contract';
import { statementMediaType } from '../contract';
import type { Heard } from '../site-clock';

/** A statement of ours to a site; `iss`, `aud`, the times and `jti` are the signer's to add. */
export type SignStatement = (
	site: string,
	type: ( typeof tokenTypes )[ keyof typeof tokenTypes ],
	claims: Readonly< Record< string, unknown > >
) => Promise< string >;

export type AskSite = (
	/** The site's home. */
	site: string,
	question: {
		route: string;
		type: Parameters< SignStatement >[ 1 ];
		claims: Readonly< Record< string, unknown > >;
		timeoutMilliseconds: number;
		signal?: AbortSignal;
	}
) => Promise< unknown >;

/** The site did not answer, or not as agreed. The message is for the log. */
export class SiteFault extends Error {
	/** Null: there was no answer. */
	readonly status: number | null;

	constructor(
		message: string,
		{
			status = null,
			cause,
		}: { status?: number | null; cause?: unknown } = {}
	) {
		super( message, { cause } );
		this.status = status;
	}
}

/** A page of 4,000 facts takes a megabyte; no answer of a site is larger than this. */
const answerLimit = 8 * 1024 * 1024;

/** Asks a site, signed. The answer is anybody's JSON until it was read by its own function. */
export function createAskSite( {
	sign,
	fetch,
	heard = () => undefined,
}: {
	sign: SignStatement;
	fetch: typeof globalThis.fetch;
	/** Of every answer that bears a `Date`. */
	heard?: ( site: string, heard: Heard ) => void;
} ): AskSite {
	return async (
		site,
		{ route, type, claims, timeoutMilliseconds, signal }
	) => {
		const statement = await sign( site, type, claims );
		const timeout = AbortSignal.timeout( timeoutMilliseconds );
		const sent = Date.now();
		try {
			const response = await fetch(
				`${ site }/?rest_route=/gatehouse/v1/${ route }`,
				{
					method: 'POST',
					headers: {
						'content-type': statementMediaType,
						accept: 'application/json',
					},
					body: statement,
					redirect: 'error',
					signal: signal
						? AbortSignal.any( [ timeout, signal ] )
						: timeout,
				}
			);
			const date = Date.parse( response.headers.get( 'date' ) ?? '' );
			if ( ! Number.isNaN( date ) ) {
				heard( site, { sent, received: Date.now(), date } );
			}
			if ( ! response.ok ) {
				await response.body?.cancel();
				const { status } = response;
				throw new SiteFault(
					`${ site } answered ${ route } with status ${ status }.`,
					{ status }
				);
			}
			return JSON.parse( await readBody( response ) ) as unknown;
		} catch ( error ) {
			if ( error instanceof SiteFault ) {
				throw error;
			}
			throw new SiteFault( `${ site } did not answer ${ route }.`, {
				cause: error,
			} );
		}
	};
}

async function readBody( response: Response ): Promise< string > {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await ( const chunk of response.body ?? [] ) {
		length += chunk.length;
		if ( length > answerLimit ) {
			throw new SiteFault(
				`An answer is larger than ${ answerLimit } bytes.`
			);
		}
		chunks.push( chunk );
	}
	return Buffer.concat( chunks ).toString( 'utf8' );
}
