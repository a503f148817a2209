import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { signHandOff, signStatement } from '../../bench/site.mjs';

/**
 * A WordPress as far as sidecars can tell. Like the plugin it keeps a sign-out until it is
 * acknowledged: told at once, and again to whoever asks.
 */
export async function startSite( { posts = 200 } = {} ) {
	const { privateKey } = generateKeyPairSync( 'ed25519' );
	const { crv, kty, x } = privateKey.export( { format: 'jwk' } );
	const kid = createHash( 'sha256' )
		.update( JSON.stringify( { crv, kty, x } ) )
		.digest( 'base64url' );
	const undelivered = new Map();
	/** Posts published since, in the order of the change log. */
	const added = [];
	let isAway = false;

	const spent = { request: 2, reading: 1, visits: 0 };
	const answers = {
		keys: () => ( { keys: [ { kty, crv, x, kid } ] } ),
		// No database of these is ever put back, so a mark is always a known one.
		states( { delivered, mark } ) {
			delivered.forEach( acknowledge );
			return { keys: [ kid ], states: [ ...undelivered.values() ], mark };
		},
		changes: ( { after, limit } ) => ( {
			site: {
				name: 'Harbour & Hill',
				locale: 'en-US',
				timezone: 'Asia/Seoul',
				weekStartsOn: 1,
				types: { post: 'Posts' },
				roles: {},
				datasets: [ 'posts', 'comments', 'terms' ],
				currency: null,
				orderStatuses: {},
				own: { datasets: [], reports: [], wrong: [] },
			},
			head: added.length,
			mark: '',
			knows: true,
			changes: added.slice( after, after + limit ),
			more: after + limit < added.length,
		} ),
		facts( { dataset, after, limit } ) {
			const total = dataset === 'posts' ? posts + added.length : 0;
			const count = Math.max( Math.min( limit, total - after ), 0 );
			return {
				facts: Array.from( { length: count }, ( _, i ) =>
					postOf( after + i + 1 )
				),
				next: after + count < total ? after + count : null,
				total,
				spent,
			};
		},
		ranges( { fields, ...range } ) {
			const { facts, next } = answers.facts( range );
			const lines = facts.map(
				( fact ) =>
					JSON.stringify( [
						fact.id,
						...fields.map( ( { name } ) => fact[ name ] ),
					] ) + '\n'
			);
			const checksum = crc32( lines.join( '' ) ).toString( 16 );
			return {
				count: facts.length,
				last: facts.at( -1 )?.id ?? 0,
				checksum: checksum.padStart( 8, '0' ),
				next,
				spent,
			};
		},
	};
	const server = createServer( async ( request, response ) => {
		if ( isAway ) {
			request.socket.destroy();
			return;
		}
		const name = /gatehouse\/v1\/(\w+)/.exec( request.url )?.[ 1 ];
		const [ , claims ] = ( await text( request ) ).split( '.' );
		const answer = answers[ name ]?.(
			claims ? JSON.parse( Buffer.from( claims, 'base64url' ) ) : {}
		);
		response
			.writeHead( answer ? 200 : 404, {
				'Content-Type': 'application/json',
			} )
			.end( JSON.stringify( answer ?? {} ) );
	} );
	await new Promise( ( done ) => server.listen( 0, '127.0.0.1', done ) );
	const home = `http://127.0.0.1:${ server.address().port }`;
	const signing = { home, base: `${ home }/reports`, kid, key: privateKey };

	function acknowledge( { user, version } ) {
		if ( undelivered.get( user )?.version <= version ) {
			undelivered.delete( user );
		}
	}

	return {
		home,
		base: signing.base,
		makeVerifier: () => randomBytes( 32 ).toString( 'hex' ),
		/** Brings a person to a sidecar. */
		enter: ( { user, verifier }, ask ) =>
			ask.any( {
				method: 'POST',
				path: '/',
				headers: { Origin: home, 'Content-Type': 'application/jose' },
				body: signHandOff( signing, { user, verifier } ),
			} ),

		/** Ends a person's WordPress session; `deliver` takes the statement to a sidecar. */
		async signOut( { user, verifier }, { begin, deliver } ) {
			begin();
			const state = {
				user,
				version: Date.now(),
				name: 'A Person',
				locale: 'en-US',
				grants: [ 'view', 'export' ],
				live: [],
				ended: [ verifier ],
				runOut: [],
			};
			undelivered.set( user, state );
			const answer = await deliver(
				signStatement( signing, 'gatehouse-state+jwt', {
					states: [ state ],
				} )
			);
			if ( answer.status === 200 ) {
				JSON.parse( answer.body ).applied.forEach( acknowledge );
			}
			return answer.status === 200;
		},
		undelivered: () => undelivered.size,
		leave() {
			isAway = true;
		},
		publish( count ) {
			for ( let i = 0; i < count; i++ ) {
				const seq = added.length + 1;
				const id = posts + seq;
				const fact = postOf( id );
				added.push( { seq, dataset: 'posts', id, fact } );
			}
		},
		/** How many posts there are. */
		posts: () => posts + added.length,
		/** Back, it says that something has changed. */
		async come( deliver ) {
			isAway = false;
			await deliver(
				'/site/ping',
				signStatement( signing, 'gatehouse-ping+jwt', {} )
			);
		},
		close() {
			server.closeAllConnections();
			server.close();
		},
	};
}

/** Some a day, by a few people. */
function postOf( id ) {
	return {
		id,
		type: 'post',
		status: 'publish',
		author: 1 + ( id % 7 ),
		at: 1_500_000_000 + id * 3000,
		words: 100 + ( id % 900 ),
		comments: id % 5,
		terms: [],
		title: `What the harbour saw on day ${ id }`,
	};
}
