import { wait } from '../service.mjs';
import { createAsk } from './ask.mjs';
import { createPerson, signsOut } from './person.mjs';

const atOnce = 8;
/** Milliseconds between two requests of one loop: some eighty a second in all. */
const pause = 80;
const probeEvery = 200;
/** Of five requests one renews. */
const renewals = 0.2;
/**
 * People with sessions, who renew and read; and a watch on those who have left. `ports` are
 * those of the sidecars, `door` where people knock, `size` how many of them there should be.
 */
export function createCrowd( { site, ports, door = ports, size = 0 } ) {
	const ask = createAsk( { base: site.base, ports: door } );
	const people = [];
	let tally = newTally();
	let isRunning = false;
	/** When the store could be written again; Infinity while it can't. */
	let backAt = 0;
	/** Milliseconds after which whoever has left is to be out everywhere. */
	let grace = 0;
	let running = [];

	const inState = ( ...states ) =>
		people.filter( ( { state } ) => states.includes( state ) );

	function note( kind, person, wasLive, answer ) {
		tally.answers += 1;
		if ( answer.status === 0 ) {
			tally.cut += 1;
		} else if ( answer.status >= 500 ) {
			tally.failed += 1;
		} else if ( answer.status === 200 ) {
			const now = Date.now();
			tally.gap[ kind ] = Math.max(
				tally.gap[ kind ],
				now - tally.last[ kind ]
			);
			tally.last[ kind ] = now;
		}
		if ( wasLive && person.state === 'live' && signsOut( answer ) ) {
			tally.wronglyOut.add( person );
		}
	}

	async function load( reports ) {
		while ( isRunning ) {
			const live = inState( 'live' ).filter( ( { busy } ) => ! busy );
			const person = live[ Math.floor( Math.random() * live.length ) ];
			if ( person !== undefined ) {
				const kind = Math.random() < renewals ? 'renewal' : 'report';
				const report =
					reports[ Math.floor( Math.random() * reports.length ) ];
				person.busy = true;
				note(
					kind,
					person,
					true,
					await ( kind === 'renewal'
						? person.renew()
						: person.report( report ) )
				);
				person.busy = false;
			}
			await wait( pause );
		}
	}

	/** Brings the copied cookies of those who left to each sidecar. */
	async function watch() {
		while ( isRunning ) {
			for ( const person of inState( 'leaving', 'out' ) ) {
				const since = Math.max( person.leftAt ?? Infinity, backAt );
				const asked = Date.now();
				if ( since === Infinity || asked - since > grace + 7000 ) {
					continue;
				}
				const answers = await Promise.all(
					ports.map( ( port ) => person.read( port ) )
				);
				if ( answers.some( ( { status } ) => status === 200 ) ) {
					tally.latest = Math.max( tally.latest, asked - since );
					if ( asked - since > grace ) {
						tally.servedLate.add( person );
					}
				}
			}
			await wait( probeEvery );
		}
	}

	return {
		tally: () => tally,
		people: () => people,
		live: () => inState( 'live' ),
		leaving: () => inState( 'leaving' ),

		/** As many sign in as are missing. */
		async fill( wanted = size ) {
			const missing = wanted - inState( 'live' ).length;
			const first = people.length;
			await inParallel( missing, async ( i ) => {
				const person = createPerson( first + i + 1, site, ask );
				people.push( person );
				const { status, body } = await person.signIn();
				if ( status !== 200 ) {
					throw new Error(
						`a sign-in answered ${ status } ${ body.slice( 0, 300 ) }`
					);
				}
			} );
		},

		/** How many are served, of those who should be. */
		async census() {
			const live = inState( 'live' );
			let served = 0;
			await inParallel( live.length, async ( i ) => {
				const answer = await live[ i ].read();
				served += answer.status === 200 ? 1 : 0;
				note( 'report', live[ i ], true, answer );
			} );
			return { expected: live.length, served };
		},

		async begin( { graceSeconds = 1 } = {} ) {
			const { body } = await inState( 'live' )[ 0 ].read();
			const reports = JSON.parse( body ).reports.map( ( { id } ) => id );
			tally = newTally();
			backAt = 0;
			grace = graceSeconds * 1000;
			isRunning = true;
			running = [
				...Array.from( { length: atOnce }, () => load( reports ) ),
				watch(),
			];
		},
		storeLeaves() {
			backAt = Infinity;
		},
		storeIsBack() {
			backAt = Math.min( backAt, Date.now() );
		},

		/** Some sign out in WordPress, others of the reports alone. */
		async leave( count, others = count ) {
			const some = inState( 'live' )
				.filter( ( { busy } ) => ! busy )
				.slice( 0, count + others );
			await Promise.all(
				some.map( ( person, i ) =>
					i < count ? person.signOut() : person.end()
				)
			);
		},
		/** Who was told to try again does so. */
		async leaveAgain() {
			await Promise.all(
				inState( 'leaving' )
					.filter( ( { leftAt } ) => leftAt === null )
					.map( ( person ) => person.end() )
			);
		},

		async end() {
			isRunning = false;
			await Promise.all( running );
		},
		/** How many posts a report counts; null when it isn't served. */
		async counted() {
			const { status, body } =
				await inState( 'live' )[ 0 ].report( 'publishing' );
			return status === 200 ? JSON.parse( body ).source.count : null;
		},
		async untilCounted( posts ) {
			const limit = Date.now() + 60_000;
			for (;;) {
				const count = await this.counted();
				if ( count === posts ) {
					return;
				}
				if ( Date.now() > limit ) {
					throw new Error(
						`reports count ${ count } of ${ posts } posts`
					);
				}
				await wait( 100 );
			}
		},
		/** A statement of the site, to whichever sidecar. */
		deliver: ( path, body ) =>
			ask.any( {
				method: 'POST',
				path,
				headers: { 'Content-Type': 'application/jose' },
				body,
			} ),
		close: () => ask.close(),
	};
}

function newTally() {
	const now = Date.now();
	return {
		answers: 0,
		failed: 0,
		cut: 0,
		last: { report: now, renewal: now },
		gap: { report: 0, renewal: 0 },
		wronglyOut: new Set(),
		servedLate: new Set(),
		latest: 0,
	};
}

async function inParallel( count, work ) {
	let next = 0;
	await Promise.all(
		Array.from( { length: atOnce }, async () => {
			while ( next < count ) {
				await work( next++ );
			}
		} )
	);
}
