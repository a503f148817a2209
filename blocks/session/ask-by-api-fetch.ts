import apiFetch from '@wordpress/api-fetch';
import type { HandOffAnswer } from '../../sidecar/contract/hand-off';
import { isFields, isHandOffAnswer } from './answers';
import type { AskSite, SiteRoutes } from './ask-site';
import { askByFetch } from './ask-site';
import type { Fetch, Outcome } from './call';

/** For screens that carry WordPress's packages: core's middleware adds the nonce and renews it. */
export function askByApiFetch( routes: SiteRoutes, fetch: Fetch ): AskSite {
	const askPlainly = askByFetch( routes, fetch );
	return async ( intent ) => {
		try {
			const answer = await apiFetch< unknown >( {
				url: routes.handOff,
				method: 'POST',
				data: { intent },
				cache: 'no-store',
				redirect: 'error',
				signal: AbortSignal.timeout( 15_000 ),
			} );
			return isHandOffAnswer( answer )
				? { kind: 'answered', value: answer }
				: { kind: 'silent' };
		} catch ( error ) {
			// It has tried for another nonce in vain, and doesn't tell a sign-out from a fault.
			return isFields( error ) &&
				error[ 'code' ] === 'rest_cookie_invalid_nonce'
				? askPlainly( intent )
				: readError( error );
		}
	};
}

/** An error of WordPress's REST API carries its status; any other is api-fetch's own. */
function readError( error: unknown ): Outcome< HandOffAnswer > {
	if ( ! isFields( error ) || ! isFields( error[ 'data' ] ) ) {
		return { kind: 'silent' };
	}
	const { code, message } = error;
	const { status } = error[ 'data' ];
	return typeof code === 'string' && typeof status === 'number'
		? {
				kind: 'refused',
				status,
				code,
				message: typeof message === 'string' ? message : '',
				parameter: null,
				retryAfterSeconds: null,
			}
		: { kind: 'silent' };
}
