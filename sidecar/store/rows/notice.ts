import type { Selectable } from 'kysely';
import { insertIfNew } from '../dialect';
import type { ActivityRow } from '../tables/schema';
import type { Store, Writing } from '../store';

/** Replays that this person has not dismissed, the newest first. */
export async function findUndismissed(
	db: Store[ 'db' ],
	site: string,
	{ reader, user }: { reader: number; user: number | null },
	limit: number
): Promise< Selectable< ActivityRow >[] > {
	const query = db
		.selectFrom( 'activity' )
		.selectAll()
		.where( 'site', '=', site )
		.where( 'kind', '=', 'replayed' )
		.where( 'seq', 'not in', ( eb ) =>
			eb
				.selectFrom( 'dismissals' )
				.select( 'notice' )
				.where( 'site', '=', site )
				.where( 'user', '=', reader )
		);
	return ( user === null ? query : query.where( 'user', '=', user ) )
		.orderBy( 'at', 'desc' )
		.limit( limit )
		.execute();
}

/** What that session did, the oldest first. */
export async function findDeedsOf(
	db: Store[ 'db' ],
	session: string
): Promise< Selectable< ActivityRow >[] > {
	return db
		.selectFrom( 'activity' )
		.selectAll()
		.where( 'session', '=', session )
		.where( 'kind', 'in', [ 'signed-in', 'report-opened' ] )
		.orderBy( 'at' )
		.execute();
}

/** Answers whether there is such a notice for this person. */
export async function dismiss(
	writing: Writing,
	site: string,
	{ reader, user }: { reader: number; user: number | null },
	notice: number
): Promise< boolean > {
	const query = writing
		.selectFrom( 'activity' )
		.select( 'seq' )
		.where( 'site', '=', site )
		.where( 'kind', '=', 'replayed' )
		.where( 'seq', '=', notice );
	const found = await (
		user === null ? query : query.where( 'user', '=', user )
	).executeTakeFirst();
	if ( found === undefined ) {
		return false;
	}
	await insertIfNew(
		writing,
		writing
			.insertInto( 'dismissals' )
			.values( { site, notice, user: reader } )
	);
	return true;
}
