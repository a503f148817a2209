import type { Insertable, Selectable } from 'kysely';
import type { ActivityEntry, ActivityKind } from '../../contract/activity';
import { insertNew } from '../dialect';
import type { ActivityRow, SessionEnd } from '../tables/schema';
import type { Store, Writing } from '../store';

/** Where a request came from, as far as it is kept. */
export type Client = { address: string; device: string };

export type ActivityFilter = {
	site: string;
	/** Null: everyone's. */
	user: number | null;
	kind: ActivityKind | null;
	/** Milliseconds since 1970: from the first, up to but without the second. */
	from: number | null;
	until: number | null;
};

/** The last row of the page before. */
export type ActivityStart = { at: number; seq: number };

/** What was noted before, here or by another process, is left as it is. */
export async function insertActivity(
	writing: Writing,
	rows: Insertable< ActivityRow >[]
): Promise< void > {
	if ( rows.length === 0 ) {
		return;
	}
	await insertNew(
		writing,
		writing.insertInto( 'activity' ).values( rows ),
		'seq'
	);
}

/** The end of a session, with the transaction that ends it. */
export async function insertEnd(
	writing: Writing,
	{
		session,
		because,
		at,
		client,
	}: {
		session: string;
		because: Exclude< SessionEnd, 'expired' >;
		at: number;
		/** Who caused it; null: not a browser. */
		client: Client | null;
	}
): Promise< void > {
	const ended = await writing
		.selectFrom( 'sessions' )
		.select( [ 'site', 'user', 'device' ] )
		.where( 'id', '=', session )
		.executeTakeFirstOrThrow();
	await insertActivity( writing, [
		{
			...ended,
			at,
			session,
			kind: because === 'replayed' ? 'replayed' : 'ended',
			reason: because,
			address: '',
			...client,
		},
	] );
}

/** Of every session of a site that goes on, with the transaction that ends them. */
export async function insertEnds(
	writing: Writing,
	site: string,
	at: number
): Promise< void > {
	await writing
		.insertInto( 'activity' )
		.columns( [
			'site',
			'at',
			'user',
			'session',
			'kind',
			'reason',
			'device',
			'address',
		] )
		.expression( ( eb ) =>
			eb
				.selectFrom( 'sessions' )
				.select( ( { val } ) => [
					'site',
					val( at ).as( 'at' ),
					'user',
					'id',
					val( 'ended' ).as( 'kind' ),
					val( 'revoked' ).as( 'reason' ),
					'device',
					val( '' ).as( 'address' ),
				] )
				.where( 'site', '=', site )
				.where( 'revoked_at', 'is', null )
				.where( 'ends_at', '>', at )
		)
		.execute();
}

/** The newest first. */
export async function findActivity(
	db: Store[ 'db' ],
	{ site, user, kind, from, until }: ActivityFilter,
	{ before, limit }: { before: ActivityStart | null; limit: number }
): Promise< Selectable< ActivityRow >[] > {
	let query = db
		.selectFrom( 'activity' )
		.selectAll()
		.where( 'site', '=', site );
	if ( user !== null ) {
		query = query.where( 'user', '=', user );
	}
	if ( kind !== null ) {
		query = query.where( 'kind', '=', kind );
	}
	if ( from !== null ) {
		query = query.where( 'at', '>=', from );
	}
	if ( until !== null ) {
		query = query.where( 'at', '<', until );
	}
	if ( before !== null ) {
		const { at, seq } = before;
		query = query
			.where( 'at', '<=', at )
			.where( ( { eb, or } ) =>
				or( [ eb( 'at', '<', at ), eb( 'seq', '<', seq ) ] )
			);
	}
	return query
		.orderBy( 'at', 'desc' )
		.orderBy( 'seq', 'desc' )
		.limit( limit )
		.execute();
}

export function toEntry( row: Selectable< ActivityRow > ): ActivityEntry {
	const { seq, at, kind, user, session, reason, report } = row;
	return {
		id: seq,
		at: Math.floor( at / 1000 ),
		kind,
		user,
		session,
		reason,
		report,
		device: row.device,
		address: row.address,
	};
}

export async function findUsersOf(
	writing: Writing,
	sessions: string[]
): Promise< Map< string, number > > {
	if ( sessions.length === 0 ) {
		return new Map();
	}
	const rows = await writing
		.selectFrom( 'sessions' )
		.select( [ 'id', 'user' ] )
		.where( 'id', 'in', sessions )
		.execute();
	return new Map( rows.map( ( { id, user } ) => [ id, user ] ) );
}
