import { createServer, request } from 'node:http';
import { Fault } from './fault.mjs';

// RFC 9110, 7.6.1: these belong to one connection and are not passed on.
const hopByHop = new Set( [
	'connection',
	'keep-alive',
	'proxy-authenticate',
	'proxy-authorization',
	'proxy-connection',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
] );

/**
 * One address for two programs, as a web host's front server gives it: `path` and what is
 * below it go to the sidecar, the rest goes to WordPress.
 *
 * @param {{ port: number, path: string, sidecar: () => number | null, wordpress: () => number | null }} routes Ports are asked for anew with every request; null while there is none yet.
 */
export async function startForwarder( { port, path, sidecar, wordpress } ) {
	const forward = ( incoming, answer ) => {
		const [ pathname ] = incoming.url.split( '?', 1 );
		const toSidecar =
			pathname === path || pathname.startsWith( `${ path }/` );
		const name = toSidecar ? 'The report service' : 'WordPress';
		const target = toSidecar ? sidecar() : wordpress();
		if ( target === null ) {
			answerAway( answer, `${ name } is not running yet.` );
			return;
		}
		passOn( incoming, answer, target, name );
	};

	// A browser takes localhost for either; a machine without IPv6 has only the first.
	const servers = [ await listen( forward, port, '127.0.0.1' ) ];
	const second = await listen(
		forward,
		servers[ 0 ].address().port,
		'::1'
	).catch( ( error ) => {
		if ( error instanceof Fault ) {
			servers[ 0 ].close();
			throw error;
		}
		return null;
	} );
	if ( second ) {
		servers.push( second );
	}
	return {
		port: servers[ 0 ].address().port,
		async stop() {
			await Promise.all( servers.map( close ) );
		},
	};
}

function passOn( incoming, answer, port, name ) {
	const headers = forwardedHeaders( incoming );
	const outgoing = request( {
		host: '127.0.0.1',
		port,
		method: incoming.method,
		path: incoming.url,
		headers,
		agent: false,
		setHost: false,
	} );
	outgoing.on( 'response', ( response ) => {
		answer.writeHead(
			response.statusCode,
			response.statusMessage,
			withoutHopByHop( response.rawHeaders )
		);
		response.pipe( answer );
		response.on( 'error', () => answer.destroy() );
	} );
	outgoing.on( 'error', () => {
		if ( answer.headersSent ) {
			answer.destroy();
		} else {
			answerAway( answer, `${ name } is not answering.` );
		}
	} );
	answer.on( 'close', () => outgoing.destroy() );
	incoming.pipe( outgoing );
}

function forwardedHeaders( incoming ) {
	const headers = withoutHopByHop( incoming.rawHeaders ).filter(
		( _, index, all ) =>
			all[ index - ( index % 2 ) ].toLowerCase() !== 'x-forwarded-for'
	);
	const earlier = incoming.headers[ 'x-forwarded-for' ];
	const client = incoming.socket.remoteAddress ?? '';
	const body = incoming.headers[ 'transfer-encoding' ]
		? [ 'Transfer-Encoding', 'chunked' ]
		: [];
	return [
		...headers,
		...body,
		'X-Forwarded-For',
		earlier ? `${ earlier }, ${ client }` : client,
		'Connection',
		'close',
	];
}

/** Keeps the flat list, and with it several Set-Cookie headers and their order. */
function withoutHopByHop( raw ) {
	return raw.filter(
		( _, index ) =>
			! hopByHop.has( raw[ index - ( index % 2 ) ].toLowerCase() )
	);
}

function answerAway( answer, sentence ) {
	const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="3"><title>One moment</title><body style="font: 16px/1.5 system-ui; margin: 4em auto; max-width: 30em"><p>${ sentence } This page tries again every three seconds.</p></body></html>`;
	answer.writeHead( 502, {
		'Content-Type': 'text/html; charset=utf-8',
		'Cache-Control': 'no-store',
		'Content-Length': Buffer.byteLength( page ),
	} );
	answer.end( page );
}

function listen( forward, port, host ) {
	const server = createServer( forward );
	return new Promise( ( resolve, reject ) => {
		server.on( 'error', ( error ) => {
			reject(
				error.code === 'EADDRINUSE'
					? new Fault(
							`Port ${ port } is taken by another program. Stop it, or choose another port, such as: npm run demo -- --port ${ port + 1 }`
						)
					: error
			);
		} );
		server.listen( { port, host, ipv6Only: host === '::1' }, () =>
			resolve( server )
		);
	} );
}

function close( server ) {
	return new Promise( ( resolve ) => {
		server.close( () => resolve() );
		server.closeAllConnections();
	} );
}
