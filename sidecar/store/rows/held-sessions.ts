import type { HeldSessions } from '../../contract/user-state';
import type { Store } from '../store';

/** One statement must hold a page beside what it acknowledges, in 64 KB. */
const sessionsPerPage = 100;

/** A site's sessions that go on, in the order of their verifiers. */
export async function findHeldSessions(
	{ db }: Store,
	{ site, after, now }: { site: string; after: string; now: number }
): Promise< HeldSessions > {
	const rows = await db
		.selectFrom( 'sessions' )
		.innerJoin( 'users', ( join ) =>
			join
				.onRef( 'users.site', '=', 'sessions.site' )
				.onRef( 'users.user', '=', 'sessions.user' )
		)
		.select( [ 'sessions.user', 'users.version', 'sessions.verifier' ] )
		.where( 'sessions.site', '=', site )
		// Null once revoked, and otherwise the verifier.
		.where( 'sessions.live_verifier', '>', after )
		.where( 'sessions.ends_at', '>', now )
		.orderBy( 'sessions.live_verifier' )
		.limit( sessionsPerPage + 1 )
		.execute();
	return {
		sessions: rows.slice( 0, sessionsPerPage ),
		more: rows.length > sessionsPerPage,
	};
}
