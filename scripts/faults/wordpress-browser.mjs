import { request } from 'node:http';

/** Without calls of its own. */
export const quietPage = '/wp-admin/tools.php';

/** As far as signing in and out goes. Its times are WordPress's own: it asks PHP directly. */
export function openBrowser( { home, port, agent } ) {
	const jar = new Map();

	function send( method, path, fields = null ) {
		const body =
			fields === null ? '' : new URLSearchParams( fields ).toString();
		const began = performance.now();
		return new Promise( ( resolve, reject ) => {
			const sent = request(
				{
					host: '127.0.0.1',
					port,
					method,
					path,
					agent,
					headers: {
						Host: new URL( home ).host,
						Cookie: [ ...jar ]
							.map( ( pair ) => pair.join( '=' ) )
							.join( '; ' ),
						Accept: 'text/html',
						'Sec-Fetch-Dest': 'document',
						'Sec-Fetch-Mode': 'navigate',
						'Content-Type': 'application/x-www-form-urlencoded',
						'Content-Length': Buffer.byteLength( body ),
					},
				},
				( answer ) => {
					const chunks = [];
					answer.on( 'data', ( chunk ) => chunks.push( chunk ) );
					answer.on( 'error', reject );
					answer.on( 'end', () => {
						const cookies = answer.headers[ 'set-cookie' ] ?? [];
						for ( const line of cookies ) {
							const [ , name, value ] = /^([^=]+)=([^;]*)/.exec(
								line
							);
							jar.set( name, value );
						}
						resolve( {
							status: answer.statusCode,
							cookies,
							location: answer.headers.location ?? '',
							body: Buffer.concat( chunks ).toString(),
							milliseconds: performance.now() - began,
						} );
					} );
				}
			);
			sent.on( 'error', reject );
			sent.end( body );
		} );
	}

	const open = async ( path ) => {
		const answer = await send( 'GET', path );
		if ( answer.status !== 200 ) {
			throw new Error(
				`${ path } answered ${ answer.status } ${ answer.location }`
			);
		}
		return answer;
	};
	return {
		open,
		async signIn( login ) {
			await open( '/wp-login.php' );
			const answer = await send( 'POST', '/wp-login.php', {
				log: login,
				pwd: 'password',
				testcookie: '1',
				redirect_to: home + quietPage,
			} );
			if ( answer.status !== 302 ) {
				throw new Error(
					`the sign-in of ${ login } answered ${ answer.status }`
				);
			}
			return answer;
		},
		/** `begin` is called when the link is followed. */
		async signOut( begin ) {
			const { body } = await open( quietPage );
			const [ , nonce ] =
				/action=logout&(?:amp;|#038;)?_wpnonce=(\w+)/.exec( body );
			begin();
			const { status } = await send(
				'GET',
				`/wp-login.php?action=logout&_wpnonce=${ nonce }`
			);
			if ( status !== 302 ) {
				throw new Error( `a sign-out answered ${ status }` );
			}
		},
	};
}
