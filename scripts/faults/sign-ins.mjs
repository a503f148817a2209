import { wait } from '../service.mjs';
import { print } from './table.mjs';
import { quietPage } from './wordpress-browser.mjs';
import { loginOf } from './wordpress-site.mjs';

const signIns = 8;
/** The machine's own. */
const noise = 150;
const steps = [ 'password', 'first page', 'second page' ];

/**
 * How long signing in to WordPress takes while the sidecar is up, frozen and dead. All of them
 * have a report session already, of another browser, so WordPress has more to tell than of a
 * first one. Before each round it has forgotten that the sidecar was silent.
 */
export async function measureSignIns( { site, fleet, crowd } ) {
	await crowd.fill();
	const logins = crowd.live().map( ( { user } ) => loginOf( user ) );
	const round = async ( name ) => {
		await site.order( 'trust' );
		const times = [];
		for ( const login of logins.slice( 0, signIns ) ) {
			times.push( await timeSignIn( site.openBrowser(), login ) );
		}
		return { name, times };
	};
	await round( 'warm' );
	const up = await round( 'up' );
	fleet.signal( 0, 'SIGSTOP' );
	const frozen = await round( 'frozen (SIGSTOP)' );
	fleet.signal( 0, 'SIGCONT' );
	await wait( 2000 );
	await fleet.kill( 0 );
	const dead = await round( 'dead (SIGKILL)' );
	await fleet.start( 0 );
	const usual = steps.map( ( _, i ) => median( up.times, i ) );
	return [ up, frozen, dead ].map( ( { name, times } ) => {
		const delays = times.map( ( all ) =>
			all.map( ( time, i ) => Math.max( time - usual[ i ], 0 ) )
		);
		return {
			name,
			times,
			most: Math.max( ...delays.map( sum ) ),
			delayed: delays.filter( ( all ) => sum( all ) > noise ).length,
		};
	} );
}

export function printSignIns( rounds ) {
	print( rounds, [
		[ 'sidecar', ( { name } ) => name ],
		[ 'sign-ins', ( { times } ) => times.length ],
		...steps.map( ( title, i ) => [
			`${ title }, median; slowest`,
			( { times } ) =>
				`${ exact( median( times, i ) ) }; ${ exact( Math.max( ...times.map( ( all ) => all[ i ] ) ) ) } s`,
		] ),
		[ 'slower by', ( { most } ) => `${ exact( most ) } s` ],
		[ 'slower', ( { delayed } ) => delayed ],
	] );
}

/** By more than a second, and what sign-ins differ by with the sidecar up. */
export function isTooSlow( { most }, [ up ] ) {
	return most > 1000 + up.most;
}

async function timeSignIn( browser, login ) {
	const { milliseconds } = await browser.signIn( login );
	const pages = [];
	for ( let i = 0; i < 2; i++ ) {
		pages.push( ( await browser.open( quietPage ) ).milliseconds );
	}
	return [ milliseconds, ...pages ];
}

function median( times, i ) {
	const sorted = times
		.map( ( all ) => all[ i ] )
		.toSorted( ( a, b ) => a - b );
	return sorted[ Math.floor( sorted.length / 2 ) ];
}

function sum( numbers ) {
	return numbers.reduce( ( all, one ) => all + one, 0 );
}

function exact( milliseconds ) {
	return ( milliseconds / 1000 ).toFixed( 2 );
}
