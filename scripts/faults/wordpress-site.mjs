import { Agent } from 'node:http';
import { join } from 'node:path';
import { run } from '../command.mjs';
import { startForwarder } from '../forwarder.mjs';
import { startNativePhp } from '../native-php.mjs';
import { scripts } from '../places.mjs';
import { freePort } from '../service.mjs';
import { openBrowser, quietPage } from './wordpress-browser.mjs';

const workers = 4;
/** One worker stays for what the sidecar asks. */
const peopleAtOnce = workers - 1;

/** A served WordPress, and the browsers of its people; it answers what the stand-in does. */
export async function startWordPressSite( { folder, php } ) {
	const port = await freePort();
	let sidecar = null;
	let isAway = false;
	const front = await startForwarder( {
		port: 0,
		path: '/reports',
		wordpress: () => ( isAway ? null : port ),
		sidecar: () => ( isAway ? null : sidecar ),
	} );
	const home = `http://localhost:${ front.port }`;
	const server = await startNativePhp( {
		program: php,
		folder,
		port,
		workers,
		log: join( folder, 'logs', 'php.log' ),
	} ).ready( 60 );
	const agent = new Agent( { keepAlive: true } );
	const browsers = new Map();
	const inTurn = limit( peopleAtOnce );

	/** What WordPress has to say of its own database, its web server running or not. */
	const order = async ( name, argument = '' ) =>
		Number(
			await run( php, [
				join( scripts, 'faults', 'wordpress.php' ),
				join( folder, 'wordpress' ),
				name,
				String( argument ),
			] )
		);

	return {
		home,
		base: `${ home }/reports`,
		port,
		folder,
		order,
		serve( its ) {
			sidecar = its;
		},
		makeVerifier: () => null,

		/** The password, and the first page, which brings the cookies of the report session. */
		enter: ( { user }, ask ) =>
			inTurn( async () => {
				const browser = openBrowser( { home, port, agent } );
				browsers.set( user, browser );
				await browser.signIn( loginOf( user ) );
				const { cookies } = await browser.open( quietPage );
				const ours = cookies.filter( ( line ) =>
					line.includes( 'gatehouse' )
				);
				const answer = await ask.any( {
					path: '/session',
					headers: {
						Cookie: ours
							.map( ( line ) => line.split( ';', 1 )[ 0 ] )
							.join( '; ' ),
					},
				} );
				return { ...answer, cookies: ours };
			} ),
		/** By the link in the admin bar; while WordPress is away, in its database. */
		signOut: ( { user }, { begin } ) =>
			inTurn( async () => {
				if ( isAway ) {
					begin();
					await order( 'signout', loginOf( user ) );
				} else {
					await browsers.get( user ).signOut( begin );
				}
				return true;
			} ),
		openBrowser: () => openBrowser( { home, port, agent } ),
		undelivered: () => order( 'waiting' ),
		leave() {
			isAway = true;
		},
		/** Writes so many posts, edits and deletes some; how many there are more. */
		change: ( count ) => order( 'change', count ),
		come() {
			isAway = false;
		},
		async close() {
			agent.destroy();
			await server.stop();
			await front.stop();
		},
	};
}

export function loginOf( user ) {
	return `person-${ user }`;
}

/** Runs so many at once, and the others after them. */
function limit( count ) {
	const waiting = [];
	let running = 0;
	const next = () => {
		if ( running < count && waiting.length > 0 ) {
			running += 1;
			waiting.shift()();
		}
	};
	return async ( work ) => {
		await new Promise( ( resolve ) => {
			waiting.push( resolve );
			next();
		} );
		try {
			return await work();
		} finally {
			running -= 1;
			next();
		}
	};
}
