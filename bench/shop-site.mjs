import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** Answers the questions that a sidecar asks of its site, about a shop; on any port where it is 0. */
export async function startShopSite( shop, keys, port ) {
	// Of the page before: what this one takes is known when it is written.
	let spent = { request: 1, reading: 1, visits: 0 };
	const answers = {
		keys: () => ( { keys } ),
		states: () => ( {
			keys: keys.map( ( { kid } ) => kid ),
			states: [],
			mark: 'bench',
		} ),
		changes: () => ( {
			site: {
				name: 'A shop',
				locale: 'en-GB',
				timezone: 'Europe/Berlin',
				weekStartsOn: 1,
				types: { post: 'Posts', page: 'Pages' },
				roles: { customer: 'Customers', author: 'Authors' },
				datasets: shop.datasets,
				currency: 'EUR',
				orderStatuses: {},
				own: { datasets: [], reports: [], wrong: [] },
			},
			head: 0,
			mark: '',
			knows: true,
			changes: [],
			more: false,
		} ),
		facts: ( { dataset, after, limit } ) => ( {
			...shop.page( dataset, after, limit ),
			spent,
		} ),
		people: () => ( { people: {} } ),
	};
	const server = createServer( async ( request, response ) => {
		const began = performance.now();
		const route = /gatehouse\/v1\/(\w+)|gatehouse=(keys)/.exec(
			decodeURIComponent( request.url )
		);
		const answer = answers[ route?.[ 1 ] ?? route?.[ 2 ] ];
		const [ , claims = '' ] = ( await text( request ) ).split( '.' );
		if ( answer === undefined ) {
			response.writeHead( 404 ).end();
			return;
		}
		const body = JSON.stringify(
			answer(
				claims === ''
					? {}
					: JSON.parse( Buffer.from( claims, 'base64url' ) )
			)
		);
		const took = performance.now() - began;
		spent = { request: took, reading: took, visits: 0 };
		response
			.writeHead( 200, {
				'Content-Type': 'application/json',
				Date: new Date().toUTCString(),
			} )
			.end( body );
	} );
	await new Promise( ( done ) => server.listen( port, '127.0.0.1', done ) );
	return {
		home: `http://127.0.0.1:${ server.address().port }`,
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}
