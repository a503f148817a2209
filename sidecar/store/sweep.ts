import { lifetimes } from '../contract';
import { forgetActivity } from './rows/activity';
import type { Store, Writing } from './store';

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

/** Deletes what nothing can ask for any more. */
export async function sweep(
	store: Store,
	now: number,
	activityDays: number
): Promise< void > {
	await store.commit( async ( writing ) => {
		await writing
			.deleteFrom( 'used_statements' )
			.where( 'at', '<', now - kept.statement )
			.execute();
		await writing
			.deleteFrom( 'revocations' )
			.where( 'at', '<', now - kept.revocation )
			.execute();
		await writing
			.deleteFrom( 'sessions' )
			.where( 'ends_at', '<', now - kept.session )
			.execute();
		await writing
			.deleteFrom( 'verifiers' )
			.where( 'state', '!=', 'live' )
			.where( 'changed_at', '<', now - kept.verifier )
			.execute();
		await writing
			.deleteFrom( 'verifiers' )
			.where( 'changed_at', '<', now - kept.liveVerifier )
			.execute();
		await forgetUsers( writing );
		await forgetActivity( writing, now - activityDays * day );
	} );
}

/** Who may see nothing, and whose last session of WordPress is forgotten. */
async function forgetUsers( writing: Writing ): Promise< void > {
	await writing
		.deleteFrom( 'users' )
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
		.execute();
}
