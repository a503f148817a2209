import type { Selectable } from 'kysely';
import type { PrivacyAnswer } from '../../contract/activity';
import type { ActivityRow } from '../tables/schema';
import type { Store, Writing } from '../store';

type Of = { site: string; user: number };
type Part = { offset: number; limit: number };

/** The oldest first, so that a page stays the same while more is noted. */
export async function findTraces(
	db: Store[ 'db' ],
	{ site, user }: Of,
	{ offset, limit }: Part
): Promise< Selectable< ActivityRow >[] > {
	return db
		.selectFrom( 'activity' )
		.selectAll()
		.where( 'site', '=', site )
		.where( 'user', '=', user )
		.orderBy( 'seq' )
		.limit( limit )
		.offset( offset )
		.execute();
}

export async function findEndedSessions(
	db: Store[ 'db' ],
	{ site, user }: Of,
	now: number,
	{ offset, limit }: Part
): Promise< PrivacyAnswer[ 'sessions' ] > {
	const rows = await db
		.selectFrom( 'sessions' )
		.select( [ 'id', 'device', 'started_at', 'ends_at', 'revoked_at' ] )
		.where( 'site', '=', site )
		.where( 'user', '=', user )
		.where( ( { eb, or } ) =>
			or( [
				eb( 'revoked_at', 'is not', null ),
				eb( 'ends_at', '<=', now ),
			] )
		)
		.orderBy( 'started_at' )
		.orderBy( 'id' )
		.limit( limit )
		.offset( offset )
		.execute();
	return rows.map( ( { id, device, ...row } ) => ( {
		id,
		device,
		startedAt: Math.floor( row.started_at / 1000 ),
		endedAt: Math.floor( ( row.revoked_at ?? row.ends_at ) / 1000 ),
	} ) );
}

export async function countLiveSessions(
	db: Store[ 'db' ],
	{ site, user }: Of,
	now: number
): Promise< number > {
	const { live } = await db
		.selectFrom( 'sessions' )
		.select( ( { fn } ) => fn.countAll< number >().as( 'live' ) )
		.where( 'site', '=', site )
		.where( 'user', '=', user )
		.where( 'revoked_at', 'is', null )
		.where( 'ends_at', '>', now )
		.executeTakeFirstOrThrow();
	return live;
}

/** Answers how many rows went. */
export async function eraseTraces(
	writing: Writing,
	{ site, user }: Of,
	now: number,
	limit: number
): Promise< number > {
	const activity = await eraseActivity( writing, { site, user }, limit );
	const sessions = await writing
		.deleteFrom( 'sessions' )
		.where( 'site', '=', site )
		.where( 'user', '=', user )
		.where( ( { eb, or } ) =>
			or( [
				eb( 'revoked_at', 'is not', null ),
				eb( 'ends_at', '<=', now ),
			] )
		)
		.executeTakeFirst();
	await writing
		.deleteFrom( 'dismissals' )
		.where( 'site', '=', site )
		.where( 'user', '=', user )
		.execute();
	return activity + Number( sessions.numDeletedRows );
}

async function eraseActivity(
	writing: Writing,
	{ site, user }: Of,
	limit: number
): Promise< number > {
	const rows = await writing
		.selectFrom( 'activity' )
		.select( 'seq' )
		.where( 'site', '=', site )
		.where( 'user', '=', user )
		.limit( limit )
		.execute();
	if ( rows.length > 0 ) {
		await writing
			.deleteFrom( 'activity' )
			.where(
				'seq',
				'in',
				rows.map( ( { seq } ) => seq )
			)
			.execute();
	}
	return rows.length;
}
