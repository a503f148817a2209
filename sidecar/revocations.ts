import type { Selectable } from 'kysely';
import { lifetimes } from './contract';
import type { RefusalCode } from './errors';
import type { RevocationRow, SessionEnd } from './store/schema';
import type { Store, Writing } from './store/store';

/** What a verified access token says about itself. */
export type Presented = {
	session: string;
	site: string;
	user: number;
	version: number;
};

export type Revocations = {
	/** Why this access token no longer counts, from memory; null while it does. */
	check( presented: Presented ): RefusalCode | null;
	/** Reads what was committed since; at once after a commit of our own. */
	follow(): Promise< void >;
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
	clock: () => number
): Revocations {
	const sessions = new Map< string, { code: RefusalCode; at: number } >();
	const users = new Map< string, { minimum: number; at: number } >();
	let lastSeq = 0;
	let readUntil = 0;

	function remember( rows: Selectable< RevocationRow >[] ) {
		for ( const { seq, at, site, ...row } of rows ) {
			if ( row.session !== null && row.because !== null ) {
				sessions.set( row.session, {
					code: endCodes[ row.because ],
					at,
				} );
			}
			if ( row.user !== null && row.minimum_version !== null ) {
				const key = userKey( site, row.user );
				const minimum = Math.max(
					row.minimum_version,
					users.get( key )?.minimum ?? 0
				);
				users.set( key, { minimum, at } );
			}
			lastSeq = Math.max( lastSeq, seq );
		}
	}

	const select = () =>
		db.selectFrom( 'revocations' ).selectAll().orderBy( 'seq' );

	return {
		check( { session, site, user, version } ) {
			const ended = sessions.get( session );
			if ( ended !== undefined ) {
				return ended.code;
			}
			const changed = users.get( userKey( site, user ) );
			return changed !== undefined && version < changed.minimum
				? 'access_expired'
				: null;
		},

		async follow() {
			remember( await select().where( 'seq', '>', lastSeq ).execute() );
		},

		async reread() {
			const now = clock();
			const from = Math.max( readUntil - overlap, now - revocationsKept );
			remember( await select().where( 'at', '>=', from ).execute() );
			readUntil = now;
			forget( sessions, now );
			forget( users, now );
		},
	};
}

/** Ends sessions for good, in the same commit as whatever made it so. */
export async function revokeSessions(
	writing: Writing,
	sessions: Array< { id: string; site: string } >,
	because: SessionEnd,
	now: number
): Promise< void > {
	for ( const { id, site } of sessions ) {
		await writing
			.updateTable( 'sessions' )
			.set( { revoked_at: now, revoked_because: because } )
			.where( 'id', '=', id )
			.execute();
		await writing
			.insertInto( 'revocations' )
			.values( { at: now, site, session: id, because } )
			.execute();
	}
}

/** Access tokens of this user that carry an older user state stop. */
export async function requireVersion(
	writing: Writing,
	{ site, user, version }: Omit< Presented, 'session' >,
	now: number
): Promise< void > {
	await writing
		.insertInto( 'revocations' )
		.values( { at: now, site, user, minimum_version: version } )
		.execute();
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
