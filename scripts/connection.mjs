import { Fault } from './fault.mjs';
import { wait } from './service.mjs';

const walk = [ 'reach', 'pin', 'ping' ];
const patienceSeconds = 30;

/**
 * Walks the steps of the settings screen's Connect button. The sidecar fetches the site's
 * keys after the first ping, so that one is asked again as often as it says.
 */
export async function connect( ask, base, report = () => {} ) {
	const limit = Date.now() + patienceSeconds * 1000;
	for ( const name of walk ) {
		for (;;) {
			const { status, body } = await ask( 'connect', {
				walk: name,
				base,
			} );
			if ( status === 200 ) {
				report( body.message );
				break;
			}
			if ( status !== 503 || Date.now() > limit ) {
				const { message, data } = body;
				throw new Fault(
					`WordPress and the sidecar could not be connected: ${ [ message, data?.remedy, data?.detail ].filter( Boolean ).join( ' ' ) }`
				);
			}
			await wait( ( body.data?.retryAfter ?? 1 ) * 1000 );
		}
	}
}
