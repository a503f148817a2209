import { lifetimes } from '../contract';
import { forgetActivity } from './activity-rows';
import type { Store } from './store';

const day = 24 * 60 * 60 * 1000;

/** Milliseconds. */
const kept = {
	/** Past this time a statement is refused for its age alone. */
	statement: lifetimes.statementIdKept * 1000,
	/** No access token lives longer, also if the clocks of two processes are an hour apart. */
	revocation: ( lifetimes.access + 60 * 60 ) * 1000,
	/** Past its end a session's tokens are refused for their age alone. */
	session: day,
	/** WordPress keeps a session for half a month at most. */
	verifier: 60 * day,
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
		await forgetActivity( writing, now - activityDays * day );
	} );
}
