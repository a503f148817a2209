import { askByFetch } from '../../../blocks/session/ask-site';
import { createClient } from '../../../blocks/session/client';
import { createHandOff } from '../../../blocks/session/hand-off';
import { keepSession } from '../../../blocks/session/live-session';
import type { Parts } from '../../../blocks/session/live-session';

export const base = 'https://example.com/reports';
export const owner = {
	site: 'https://example.com',
	user: 7,
	verifier: 'a1',
};
const routes = {
	handOff: 'https://example.com/?rest_route=/gatehouse/v1/handoff',
	nonce: 'https://example.com/wp-admin/admin-ajax.php?action=rest-nonce',
};

export const good = {
	site: 'https://example.com',
	user: { id: 7, name: 'Jin Park', locale: 'en' },
	verifier: 'a1',
	grants: [ 'view' ],
	expiresInSeconds: 1800,
	renewInSeconds: 1200,
	endsInSeconds: 86_400,
	csrf: 'right',
	generation: 1,
};

/** A server that must fail: what it answers next, by method and path. */
export function pretend() {
	const asked: string[] = [];
	const requests: RequestInit[] = [];
	const answers = new Map< string, () => Response | Promise< Response > >();
	async function fetch( address: string, request: RequestInit = {} ) {
		const url = new URL( address );
		const name = `${ request.method ?? 'GET' } ${ url.pathname }`;
		asked.push( name );
		requests.push( request );
		const answer = answers.get( name );
		if ( ! answer ) {
			throw new TypeError( 'Failed to fetch' );
		}
		return answer();
	}
	return {
		asked,
		requests,
		fetch,
		on: ( name: string, status: number, body: unknown ) =>
			answers.set( name, () => Response.json( body, { status } ) ),
		answer: ( name: string, respond: () => Response ) =>
			answers.set( name, respond ),
		off: ( name: string ) => answers.delete( name ),
		text: ( name: string, status: number, body: string ) =>
			answers.set( name, () => new Response( body, { status } ) ),
		/** Answers only after this time. */
		late: ( name: string, milliseconds: number, body: unknown ) =>
			answers.set(
				name,
				() =>
					new Promise( ( resolve ) =>
						setTimeout(
							() => resolve( Response.json( body ) ),
							milliseconds
						)
					)
			),
		/** The session is there, and so is WordPress's hand-off. */
		handsOff() {
			this.text( 'GET /wp-admin/admin-ajax.php', 200, '0123456789' );
			this.on( 'POST /', 200, { handoff: 'a.b.c', url: `${ base }/` } );
			this.on( 'POST /reports/', 200, good );
		},
	};
}

/** A page's session at that server, by the clocks of the test. */
export function openSession(
	{ fetch }: Pick< ReturnType< typeof pretend >, 'fetch' >,
	parts: Partial< Parts > = {}
) {
	return keepSession( {
		client: createClient( base, fetch ),
		handOff: createHandOff( askByFetch( routes, fetch ), fetch ),
		owner,
		clock: () => performance.now(),
		wallClock: () => Date.now(),
		random: () => 0,
		window,
		channel: null,
		go: () => {},
		...parts,
	} );
}
