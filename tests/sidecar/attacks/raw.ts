import {
	type IncomingHttpHeaders,
	type OutgoingHttpHeaders,
	request,
} from 'node:http';
import { text } from 'node:stream/consumers';

export type RawAnswer = {
	status: number;
	headers: IncomingHttpHeaders;
	body: string;
};

type Asking = {
	method?: string;
	/** The request target as it is sent. */
	target: string;
	headers?: OutgoingHttpHeaders;
	body?: string;
};

/** A request as a script would make it: any Host, any target, no header of its own. */
export async function ask(
	address: string,
	{ method = 'GET', target, headers = {}, body }: Asking
): Promise< RawAnswer > {
	const { hostname, port } = new URL( address );
	return new Promise( ( resolve, reject ) => {
		const asked = request(
			{ hostname, port, method, path: target, headers, agent: false },
			( answer ) =>
				resolve(
					text( answer ).then( ( received ) => ( {
						status: answer.statusCode ?? 0,
						headers: answer.headers,
						body: received,
					} ) )
				)
		);
		asked.on( 'error', reject );
		asked.end( body );
	} );
}
