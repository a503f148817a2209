import { request as requestHttp } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';

/** A visitor with another address: the whole of 127.0.0.0/8 is this machine. */
export function askFrom(
	localAddress: string,
	address: string,
	options: RequestOptions = {}
): Promise< { status: number; headers: Record< string, unknown > } > {
	const { protocol, hostname, port, host, pathname, search } = new URL(
		address
	);
	const request = protocol === 'https:' ? requestHttps : requestHttp;
	return new Promise( ( resolve, reject ) => {
		request(
			{
				host: '127.0.0.1',
				port,
				path: pathname + search,
				localAddress,
				servername: hostname,
				...options,
				headers: { Host: host, ...options.headers },
			},
			( answer ) => {
				answer.resume();
				answer.on( 'end', () =>
					resolve( {
						status: answer.statusCode ?? 0,
						headers: answer.headers,
					} )
				);
			}
		)
			.on( 'error', reject )
			.end();
	} );
}
