import { signHandOff } from './site.mjs';

/** A browser that is signed in with every grant. */
export async function openBrowser( { address }, place ) {
	const answer = await fetch( `${ address }/`, {
		method: 'POST',
		headers: {
			Origin: place.home,
			'Content-Type': 'application/jose',
		},
		body: signHandOff( place, {
			grants: [ 'view', 'export', 'shop', 'manage' ],
		} ),
	} );
	const cookies = answer.headers.getSetCookie();
	if ( ! answer.ok || cookies.length === 0 ) {
		throw new Error( `The hand-off was answered ${ answer.status }.` );
	}
	const cookie = cookies.map( ( one ) => one.split( ';' )[ 0 ] ).join( '; ' );
	return async ( path ) => {
		const began = performance.now();
		const found = await fetch( `${ address }${ path }`, {
			headers: { cookie },
		} );
		if ( ! found.ok ) {
			const { code } = await found.json();
			throw new Error( `${ path }: ${ code }` );
		}
		return { answer: found, began };
	};
}

/** A folder of an earlier run has to agree with its site once more. */
export async function waitUntilFresh( ask ) {
	for (;;) {
		const { answer } = await ask( '/api/reports/publishing' );
		const { state } = await answer.json();
		if ( state === 'ready' ) {
			return;
		}
		await new Promise( ( done ) => setTimeout( done, 200 ) );
	}
}

/** Each question is about another period, so that no document lies ready. */
export async function askReports( ask, shop, questions ) {
	const { answer } = await ask( '/api/reports' );
	const { reports } = await answer.json();
	const measured = [];
	for ( const { id } of reports ) {
		const runs = [];
		for ( let count = 0; count < questions; count++ ) {
			const { answer: found, began } = await ask(
				`/api/reports/${ id }?${ randomQuery( shop ) }`
			);
			const document = await found.json();
			runs.push( performance.now() - began );
			if ( document.state !== 'ready' && document.state !== 'empty' ) {
				throw new Error( `${ id } is ${ document.state }.` );
			}
		}
		measured.push( { name: id, runs } );
	}
	return measured;
}

function randomQuery( { from } ) {
	const day = 86_400_000;
	const days = Math.floor( ( Date.now() - from * 1000 ) / day );
	// As many short periods as long ones.
	const length = Math.ceil( days ** Math.random() );
	const start =
		from * 1000 + Math.floor( Math.random() * ( days - length ) ) * day;
	const pick = ( items ) =>
		items[ Math.floor( Math.random() * items.length ) ];
	return new URLSearchParams( {
		from: new Date( start ).toISOString().slice( 0, 10 ),
		to: new Date( start + length * day ).toISOString().slice( 0, 10 ),
		by: pick( [ 'day', 'week', 'month', 'quarter' ] ),
		compare: pick( [ 'previous', 'year', 'none' ] ),
	} );
}
