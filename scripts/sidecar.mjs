import { join } from 'node:path';
import { modernNode } from './dependencies.mjs';
import { dist } from './places.mjs';
import { startService, statusOf } from './service.mjs';

/** Starts the released bundle for one site. */
export function startSidecar( { home, base, port, folder, log, env = {} } ) {
	return startService( {
		name: 'The sidecar',
		program: modernNode(),
		args: [ join( dist, 'sidecar', 'gatehouse.cjs' ) ],
		env: {
			GATEHOUSE_SITES: `${ home }=${ base }`,
			GATEHOUSE_DATA: folder,
			GATEHOUSE_HOST: '127.0.0.1',
			GATEHOUSE_PORT: String( port ),
			GATEHOUSE_TRUSTED_PROXIES: 'loopback',
			...env,
		},
		log,
		until: async () =>
			( await statusOf(
				port,
				`${ new URL( base ).pathname }/healthz`
			) ) === 200,
	} );
}
