import type { Selectable } from 'kysely';
import { lifetimes } from './contract';
import type { RefusalCode } from './errors';
import type { RevocationRow, SessionEnd } from './store/tables/schema';
import type { Store } from './store/store';

/** What a verified access token says about itself. */
export type Presented = {
	session: string;
	site: string;
	user: number;
	version: number;
	/** Milliseconds since 1970. */
	issuedAt: number;
};

export type Revocations = {
	/** Why this access token no longer counts, from memory; null while it does. */
	check( presented: Presented ): RefusalCode | null;
	/** Reads what was committed since; at once after a commit of our own. */
	follow(): Promise< void >;
	/** Reads what another process says that it has committed. */
	look(): Promise< void >;
	/** Reads again what others may have committed out of order. */
	reread(): Promise< void >;
};

/** Milliseconds. An access token can't outlive what it might have to be told. */
const revocationsKept = ( lifetimes.access + 60 ) * 1000;

/** How long a transaction elsewhere may take between numbering its row and committing it. */
const overlap = 60_000;

export const endCodes: Record< SessionEnd, RefusalCode > = {
	signed_out: 'session_signed_out',
	ended: 'session_expired',
	revoked: 'session_revoked',
	replayed: 'session_replayed',
	expired: 'session_expired',
};

export function createRevocations(
	{ db }: Store,
	clock: () => number,
	/** How long after its writing a row was read. */
	observeLag: ( seconds: number ) => void = () => undefined,
	/** Has other processes look at once, instead of at their next poll. */
	tell: () => void = () => undefined
): Revocations {
	const sessions = new Map< string, { code: RefusalCode; at: number } >();
	const users = new Map< string, { minimum: number; at: number } >();
	const sites = new Map< string, { before: number; at: number } >();
	/** How far the table was known when; the last entry is the newest. */
	const readings = [ { seq: 0, at: clock() } ];
	let lastSeq = 0;
	/** What is older than this process says nothing of how fast it follows. */
	let hasStarted = false;
	let reading: Promise< void > | null = null;
	let next: Promise< boolean > | null = null;

	function remember( rows: Selectable< RevocationRow >[] ) {
		// Its writer's clock may be wrong: a row counts from when we saw it.
		const at = clock();
		for ( const { seq, site, ...row } of rows ) {
			if ( row.session !== null && row.because !== null ) {
				sessions.set( row.session, {
					code: endCodes[ row.because ],
					at,
				} );
			}
			if ( row.user !== null && row.minimum_version !== null ) {
				const key = userKey( site, row.user );
				const known = users.get( key )?.minimum ?? 0;
				const minimum = Math.max( row.minimum_version, known );
				users.set( key, { minimum, at } );
			}
			if ( row.nothing_before !== null ) {
				if ( row.nothing_before > row.at ) {
					// Whose tokens are all dead needs no minimum, and it may be a thief's.
					forgetUsersOf( site );
				}
				const known = sites.get( site )?.before ?? 0;
				const before = Math.max( row.nothing_before, known );
				sites.set( site, { before, at } );
			}
			if ( seq > lastSeq && hasStarted ) {
				observeLag( ( at - row.at ) / 1000 );
			}
			lastSeq = Math.max( lastSeq, seq );
		}
	}

	function forgetUsersOf( site: string ) {
		for ( const key of users.keys() ) {
			if ( key.endsWith( ` ${ site }` ) ) {
				users.delete( key );
			}
		}
	}

	const readAfter = async ( seq: number ) =>
		remember(
			await db
				.selectFrom( 'revocations' )
				.selectAll()
				.where( 'seq', '>', seq )
				.orderBy( 'seq' )
				.execute()
		);

	/** Answers whether there was anything. */
	function readNext(): Promise< boolean > {
		// One that is under way may have read already; those who come meanwhile share the next.
		return ( next ??= Promise.resolve( reading )
			.catch( () => undefined )
			.then( () => {
				next = null;
				const known = lastSeq;
				const read = readAfter( known ).finally( () => {
					reading = null;
				} );
				reading = read;
				return read.then( () => lastSeq > known );
			} ) );
	}

	/**
	 * What was known a minute before the last reading: that one has seen every earlier row.
	 * Counted from now, a process that was halted would leave out what came meanwhile.
	 */
	function settledSeq(): number {
		const last = readings.at( -1 )?.at ?? 0;
		while ( readings[ 1 ] && readings[ 1 ].at <= last - overlap ) {
			readings.shift();
		}
		return readings[ 0 ]?.seq ?? 0;
	}

	return {
		check( { session, site, user, version, issuedAt } ) {
			const ended = sessions.get( session );
			if ( ended !== undefined ) {
				return ended.code;
			}
			const minimum = users.get( userKey( site, user ) )?.minimum ?? 0;
			const before = sites.get( site )?.before ?? 0;
			return version < minimum || issuedAt < before
				? 'access_expired'
				: null;
		},

		async follow() {
			if ( await readNext() ) {
				tell();
			}
		},

		async look() {
			await readNext();
		},

		async reread() {
			const now = clock();
			await readAfter( settledSeq() );
			readings.push( { seq: lastSeq, at: now } );
			hasStarted = true;
			forget( sessions, now );
			forget( users, now );
			forget( sites, now );
		},
	};
}

function userKey( site: string, user: number ): string {
	return `${ user } ${ site }`;
}

function forget( entries: Map< string, { at: number } >, now: number ) {
	for ( const [ key, { at } ] of entries ) {
		if ( at < now - revocationsKept ) {
			entries.delete( key );
		}
	}
}
