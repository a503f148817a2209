import { Agent, request } from 'node:http';

/** Milliseconds. The sidecar promises an answer in about two seconds, whatever its store does. */
const patience = 10_000;

/** Not reached: nothing was sent, and a load balancer would have gone on to another. */
const unreached = [ 'ECONNREFUSED', 'EHOSTUNREACH' ];

/** Connections that stay open, as a browser's and a load balancer's do. */
export function createAsk( { base, ports } ) {
	const agent = new Agent( { keepAlive: true, maxSockets: 64 } );
	const { host, pathname } = new URL( base );
	let turn = 0;

	/** Status 0: the connection broke before an answer. */
	function once( port, { method = 'GET', path, headers = {}, body = '' } ) {
		return new Promise( ( resolve ) => {
			const sent = request(
				{
					host: '127.0.0.1',
					port,
					method,
					path: pathname + path,
					agent,
					timeout: patience,
					headers: {
						Host: host,
						...( method === 'GET'
							? {}
							: { 'Content-Length': Buffer.byteLength( body ) } ),
						...headers,
					},
				},
				( answer ) => {
					const chunks = [];
					answer.on( 'data', ( chunk ) => chunks.push( chunk ) );
					answer.on( 'error', ( { code } ) => broken( code ) );
					answer.on( 'end', () =>
						resolve( {
							status: answer.statusCode,
							cookies: answer.headers[ 'set-cookie' ] ?? [],
							body: Buffer.concat( chunks ).toString(),
							port,
						} )
					);
				}
			);
			const broken = ( why ) =>
				resolve( { status: 0, cookies: [], body: '', port, why } );
			sent.on( 'timeout', () => sent.destroy( new Error( 'timeout' ) ) );
			sent.on( 'error', ( { code } ) => broken( code ) );
			sent.end( body );
		} );
	}

	return {
		/** One sidecar, whatever becomes of it. */
		at: once,
		/** Each in turn, and the next one if nobody is there: no session sticks to a process. */
		async any( wanted ) {
			let answer = null;
			for ( let i = 0; i < ports.length; i++ ) {
				answer = await once( ports[ turn++ % ports.length ], wanted );
				if ( ! unreached.includes( answer.why ) ) {
					return answer;
				}
			}
			return answer;
		},
		close: () => agent.destroy(),
	};
}
