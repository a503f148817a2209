import type { PrivacyAnswer } from './contract/activity';
import { toEntry } from './store/rows/activity';
import {
	countLiveSessions,
	eraseTraces,
	findEndedSessions,
	findTraces,
} from './store/rows/privacy';
import { findOwnViews, forgetViewsOf } from './store/rows/view';
import type { Store } from './store/store';

/** What is kept of one user, for WordPress's tools of privacy. */
export type Privacy = {
	/** `page` counts from 1. */
	tell( site: string, user: number, page: number ): Promise< PrivacyAnswer >;
	/** A part at a time, so that nobody else has to wait. Sessions that still run stay. */
	erase( site: string, user: number ): Promise< PrivacyAnswer >;
};

/** An answer must stay below 64 KB. */
const entriesPerPage = 100;
const sessionsPerPage = 50;
const erasedAtOnce = 1000;

export function createPrivacy( {
	store,
	clock,
}: {
	store: Store;
	/** Milliseconds since 1970. */
	clock: () => number;
} ): Privacy {
	return {
		async tell( site, user, page ) {
			const now = clock();
			const of = { site, user };
			const activity = await findTraces( store.db, of, {
				offset: ( page - 1 ) * entriesPerPage,
				limit: entriesPerPage,
			} );
			const sessions = await findEndedSessions( store.db, of, now, {
				offset: ( page - 1 ) * sessionsPerPage,
				limit: sessionsPerPage,
			} );
			return {
				activity: activity.map( toEntry ),
				sessions,
				views: page === 1 ? await findOwnViews( store.db, of ) : [],
				erased: 0,
				live: await countLiveSessions( store.db, of, now ),
				isLast:
					activity.length < entriesPerPage &&
					sessions.length < sessionsPerPage,
			};
		},

		async erase( site, user ) {
			const now = clock();
			const of = { site, user };
			const erased = await store.commit(
				async ( writing ) =>
					( await eraseTraces( writing, of, now, erasedAtOnce ) ) +
					( await forgetViewsOf( writing, of ) )
			);
			return {
				activity: [],
				sessions: [],
				views: [],
				erased,
				live: await countLiveSessions( store.db, of, now ),
				isLast: erased === 0,
			};
		},
	};
}
