/** With these a session is over in the browser. */
const endings = [
	'session_expired',
	'session_revoked',
	'session_signed_out',
	'session_replayed',
	'session_ended',
];

/**
 * One signed-in browser: it keeps cookies, renews, and notes what was acknowledged to it.
 *
 * `state`: `live`; `leaving` since it asked to be signed out; `out` once that was acknowledged.
 */
export function createPerson( user, site, ask ) {
	const verifier = site.makeVerifier();
	const cookies = new Map();
	const person = {
		user,
		verifier,
		state: 'new',
		session: null,
		/** The highest one that an answer has brought. */
		generation: 0,
		leftAt: null,
		csrf: '',

		async signIn() {
			const answer = await site.enter( person, ask );
			if ( take( answer ) ) {
				person.state = 'live';
			}
			return answer;
		},

		/** `port`: of one sidecar; without it any. */
		read: ( port ) => send( { path: '/api/reports', port } ),

		report: ( id ) => send( { path: `/api/reports/${ id }` } ),

		async renew( port ) {
			const answer = await unsafe( '/session/renew', port );
			take( answer );
			return answer;
		},

		/** The person's own sign-out of the reports. */
		async end() {
			person.state = 'leaving';
			const answer = await unsafe( '/session/end' );
			if ( answer.status === 204 ) {
				person.state = 'out';
				person.leftAt = Date.now();
			}
			return answer;
		},

		/** WordPress has ended the session, whether or not a sidecar hears of it. */
		async signOut() {
			person.state = 'leaving';
			const told = await site.signOut( person, {
				begin() {
					person.leftAt = Date.now();
				},
				deliver: ( body ) =>
					ask.any( {
						method: 'POST',
						path: '/site/state',
						headers: { 'Content-Type': 'application/jose' },
						body,
					} ),
			} );
			if ( told ) {
				person.state = 'out';
			}
		},
	};

	function take( { status, body, cookies: set } ) {
		if ( status !== 200 ) {
			return false;
		}
		for ( const line of set ) {
			const [ , name, value ] = /^([^=]+)=([^;]*)/.exec( line );
			cookies.set( name, value );
		}
		const { csrf, generation } = JSON.parse( body );
		person.csrf = csrf;
		person.generation = Math.max( person.generation, generation );
		person.session = claimsOf(
			cookies.get( '__Secure-gatehouse_access' )
		).sid;
		return true;
	}

	const unsafe = ( path, port ) =>
		send( {
			method: 'POST',
			path,
			port,
			headers: { Origin: site.home, 'X-Gatehouse-CSRF': person.csrf },
		} );

	function send( { port, headers, ...wanted } ) {
		const Cookie = [ ...cookies ].map( ( pair ) => pair.join( '=' ) );
		const full = {
			...wanted,
			headers: { ...headers, Cookie: Cookie.join( '; ' ) },
		};
		return port === undefined ? ask.any( full ) : ask.at( port, full );
	}

	return person;
}

/** Whether an answer would sign a browser out. */
export function signsOut( { status, body, cookies } ) {
	const isOver =
		( status === 401 || status === 403 ) &&
		endings.includes( JSON.parse( body || '{}' ).code );
	return isOver || ( status >= 400 && cookies.length > 0 );
}

function claimsOf( token ) {
	return JSON.parse( Buffer.from( token.split( '.' )[ 1 ], 'base64url' ) );
}
