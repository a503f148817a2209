import { createPrivateKey } from 'node:crypto';
import { openConnection, post } from './connection.mjs';
import { signHandOff } from './site.mjs';

/** A process of its own: it asks as fast as it is answered, and tells how long that took. */
process.on( 'message', async ( order ) => {
	const key = createPrivateKey( { key: order.jwk, format: 'jwk' } );
	const site = { ...order, key };
	const connections = await Promise.all(
		Array.from( { length: order.connections }, () =>
			openConnection( order.port )
		)
	);
	const seconds = await works[ order.work ]( site, connections );
	connections.forEach( ( connection ) => connection.close() );
	process.send( { seconds } );
} );

const works = {
	/** Everything is signed before the clock runs. */
	async handOffs( site, connections ) {
		const requests = Array.from( { length: site.count }, () =>
			handOffRequest( site )
		);
		return timed( connections, site.count, ( connection ) =>
			connection.ask( requests.pop() )
		);
	},

	/** Every connection is a browser with a session, and always renews what it holds. */
	async renewals( site, connections ) {
		const browsers = new Map();
		for ( const connection of connections ) {
			const answer = await connection.ask( handOffRequest( site ) );
			browsers.set( connection, {
				csrf: /"csrf":"([^"]+)"/.exec( answer )[ 1 ],
				refresh: refreshIn( answer ),
			} );
		}
		return timed( connections, site.count, async ( connection ) => {
			const browser = browsers.get( connection );
			const answer = await connection.ask(
				post( `${ site.path }/session/renew`, {
					Origin: site.home,
					'X-Gatehouse-CSRF': browser.csrf,
					Cookie: `__Secure-gatehouse_refresh=${ browser.refresh }`,
				} )
			);
			browser.refresh = refreshIn( answer );
			return answer;
		} );
	},
};

function handOffRequest( site ) {
	return post(
		`${ site.path }/`,
		{ Origin: site.home, 'Content-Type': 'application/jose' },
		signHandOff( site )
	);
}

function refreshIn( answer ) {
	return /gatehouse_refresh=([^;]+)/.exec( answer )?.[ 1 ];
}

async function timed( connections, count, ask ) {
	let left = count;
	const started = performance.now();
	await Promise.all(
		connections.map( async ( connection ) => {
			while ( left-- > 0 ) {
				const answer = await ask( connection );
				if ( ! answer.startsWith( 'HTTP/1.1 200' ) ) {
					throw new Error( answer.slice( 0, 500 ) );
				}
			}
		} )
	);
	return ( performance.now() - started ) / 1000;
}
