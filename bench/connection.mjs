import { connect } from 'node:net';

/** One kept connection that costs the machine as little as it can, so that the server is measured. */
export async function openConnection( port ) {
	const socket = connect( { port, host: '127.0.0.1', noDelay: true } );
	await new Promise( ( done, fail ) => {
		socket.once( 'connect', done );
		socket.once( 'error', fail );
	} );
	socket.setEncoding( 'latin1' );
	let received = '';
	let answer = null;

	socket.on( 'data', ( chunk ) => {
		received += chunk;
		const end = received.indexOf( '\r\n\r\n' );
		const length = /\r\ncontent-length: (\d+)/i.exec( received );
		if ( end < 0 || length === null ) {
			return;
		}
		if ( received.length >= end + 4 + Number( length[ 1 ] ) ) {
			const whole = received;
			received = '';
			answer( whole );
		}
	} );

	return {
		ask: ( request ) =>
			new Promise( ( done ) => {
				answer = done;
				socket.write( request );
			} ),
		close: () => socket.destroy(),
	};
}

export function post( path, headers, body = '' ) {
	const lines = Object.entries( {
		Host: '127.0.0.1',
		...headers,
		'Content-Length': Buffer.byteLength( body ),
	} ).map( ( [ name, value ] ) => `${ name }: ${ value }\r\n` );
	return `POST ${ path } HTTP/1.1\r\n${ lines.join( '' ) }\r\n${ body }`;
}
