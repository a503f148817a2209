import type { HandOffWay } from '../../contract/hand-off';
import type { Verifier } from '../../contract/user-state';
import type { Store, Writing } from '../store';

/** A session as a list shows it. Times are milliseconds since 1970. */
export type LiveSession = {
	id: string;
	user: number;
	name: string;
	verifier: Verifier;
	device: string;
	address: string;
	way: HandOffWay | null;
	startedAt: number;
	lastSeenAt: number;
	endsAt: number;
};

/** The last session of the page before. */
export type PageStart = { startedAt: number; id: string };

/** The newest first. */
export async function findLiveSessions(
	db: Store[ 'db' ],
	{
		site,
		users,
		after,
		now,
		limit,
	}: {
		site: string;
		/** Null: everyone's. */
		users: readonly number[] | null;
		after: PageStart | null;
		now: number;
		limit: number;
	}
): Promise< LiveSession[] > {
	let query = db
		.selectFrom( 'sessions' )
		.innerJoin( 'users', ( join ) =>
			join
				.onRef( 'users.site', '=', 'sessions.site' )
				.onRef( 'users.user', '=', 'sessions.user' )
		)
		.select( [
			'sessions.id',
			'sessions.user',
			'users.name',
			'sessions.verifier',
			'sessions.device',
			'sessions.address',
			'sessions.way',
			'sessions.started_at as startedAt',
			'sessions.last_seen_at',
			'sessions.rotated_at',
			'sessions.ends_at as endsAt',
		] )
		.where( 'sessions.site', '=', site )
		.where( 'sessions.revoked_at', 'is', null )
		.where( 'sessions.ends_at', '>', now );
	if ( users !== null ) {
		query = query.where( 'sessions.user', 'in', users );
	}
	if ( after !== null ) {
		const { startedAt, id } = after;
		query = query
			.where( 'sessions.started_at', '<=', startedAt )
			.where( ( { eb, or } ) =>
				or( [
					eb( 'sessions.started_at', '<', startedAt ),
					eb( 'sessions.id', '<', id ),
				] )
			);
	}
	const rows = await query
		.orderBy( 'sessions.started_at', 'desc' )
		.orderBy( 'sessions.id', 'desc' )
		.limit( limit )
		.execute();
	return rows.map( ( { way, last_seen_at, rotated_at, ...row } ) => ( {
		...row,
		way: way === '' ? null : way,
		// A renewal is a sign of life as well.
		lastSeenAt: Math.max( last_seen_at, rotated_at ),
	} ) );
}

/** Live ones of these users, all but the one that asks, in the order in which they are to be held. */
export async function findOthersOf(
	writing: Writing,
	asked: {
		site: string;
		users: readonly number[];
		except: string;
		now: number;
		limit: number;
	}
): Promise< Array< { id: string } > > {
	return writing
		.selectFrom( 'sessions' )
		.select( 'id' )
		.where( 'site', '=', asked.site )
		.where( 'user', 'in', asked.users )
		.where( 'id', '!=', asked.except )
		.where( 'revoked_at', 'is', null )
		.where( 'ends_at', '>', asked.now )
		.orderBy( 'user' )
		.orderBy( 'id' )
		.limit( asked.limit )
		.execute();
}

/** Every one of them was seen in the minute before `now`. */
export async function touchSessions(
	writing: Writing,
	ids: string[],
	now: number
): Promise< void > {
	await writing
		.updateTable( 'sessions' )
		.set( { last_seen_at: now } )
		.where( 'id', 'in', ids )
		.execute();
}
