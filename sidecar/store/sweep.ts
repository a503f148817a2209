import { type RawBuilder, sql } from 'kysely';
import { lifetimes } from '../contract';
import { deleteBatch, inBatches, rowsPerBatch } from './batches';
import { forgetGoneSites, noteNamed } from './gone-sites';
import { forgetOwnerless } from './rows/view';
import type { Store } from './store';
import type { Schema } from './tables/schema';

const day = 24 * 60 * 60 * 1000;

/** Milliseconds. */
const kept = {
	/** Past this time a statement is refused for its age alone. */
	statement: lifetimes.statementIdKept * 1000,
	/** No access token lives longer, also if the clocks of two processes are an hour apart. */
	revocation: ( lifetimes.access + 60 * 60 ) * 1000,
	/** Past its end a session's tokens are refused for their age alone. */
	session: day,
	/** Of a session of WordPress that is over: its statements are long too old. */
	verifier: 60 * day,
	/** Of one that the site never ended: browsers keep no cookie longer. */
	liveVerifier: 400 * day,
};

/** Deletes what nothing can ask for any more, as long as that is ours to do. */
export async function sweep(
	store: Store,
	{
		sites,
		activityDays,
	}: { sites: ReadonlyArray< { home: string } >; activityDays: number },
	now: number,
	isOurs: () => boolean
): Promise< void > {
	const homes = sites.map( ( { home } ) => home );
	await noteNamed( store, homes, now );
	if ( ! isOurs() ) {
		return;
	}
	const conditions: Array< [ keyof Schema, RawBuilder< unknown > ] > = [
		[ 'used_statements', sql`at < ${ now - kept.statement }` ],
		[ 'revocations', sql`at < ${ now - kept.revocation }` ],
		[ 'sessions', sql`ends_at < ${ now - kept.session }` ],
		[
			'verifiers',
			sql`state in ( 'ended', 'run_out' ) and changed_at < ${ now - kept.verifier }`,
		],
		[
			'verifiers',
			sql`state = 'live' and changed_at < ${ now - kept.liveVerifier }`,
		],
		[ 'activity', sql`at < ${ now - activityDays * day }` ],
		// A whole day is as old as its end.
		[ 'strangers', sql`day < ${ now / day - activityDays - 1 }` ],
		[
			'dismissals',
			sql`notice not in ( select seq from ${ sql.table( 'activity' ) } )`,
		],
	];
	for ( const [ table, condition ] of conditions ) {
		await inBatches(
			() =>
				store.commit( ( writing ) =>
					deleteBatch( writing, table, condition )
				),
			isOurs
		);
	}
	await forgetGoneSites( store, homes, now, isOurs );
	await forgetUsers( store, isOurs );
	await forgetOwnerless( store );
}

/** Who may see nothing, and whose last session of WordPress is forgotten. */
async function forgetUsers(
	store: Store,
	isOurs: () => boolean
): Promise< void > {
	const sites = await store.db
		.selectFrom( 'users' )
		.select( 'site' )
		.where( 'grants', '=', '' )
		.distinct()
		.execute();
	for ( const { site } of sites ) {
		let after = 0;
		await inBatches( async () => {
			const users = await store.db
				.selectFrom( 'users' )
				.select( 'user' )
				.where( 'site', '=', site )
				.where( 'grants', '=', '' )
				.where( 'user', '>', after )
				.orderBy( 'user' )
				.limit( rowsPerBatch )
				.execute();
			await forgetSome(
				store,
				site,
				users.map( ( { user } ) => user )
			);
			after = users.at( -1 )?.user ?? after;
			return users.length;
		}, isOurs );
	}
}

/** They may have come back meanwhile. */
async function forgetSome(
	store: Store,
	site: string,
	users: number[]
): Promise< void > {
	if ( users.length === 0 ) {
		return;
	}
	await store.commit( ( writing ) =>
		writing
			.deleteFrom( 'users' )
			.where( 'site', '=', site )
			.where( 'user', 'in', users )
			.where( 'grants', '=', '' )
			.where( ( { not, exists, selectFrom } ) =>
				not(
					exists(
						selectFrom( 'verifiers' )
							.select( 'verifiers.user' )
							.whereRef( 'verifiers.site', '=', 'users.site' )
							.whereRef( 'verifiers.user', '=', 'users.user' )
					)
				)
			)
			.where( ( { not, exists, selectFrom } ) =>
				not(
					exists(
						selectFrom( 'sessions' )
							.select( 'sessions.user' )
							.whereRef( 'sessions.site', '=', 'users.site' )
							.whereRef( 'sessions.user', '=', 'users.user' )
					)
				)
			)
			.execute()
	);
}
