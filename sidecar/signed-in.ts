import type { SignedIn } from './contract/sessions';
import { Refusal } from './errors';
import {
	findLiveSessions,
	type LiveSession,
	type PageStart,
	touchSessions,
} from './store/rows/live-sessions';
import type { Store } from './store/store';

/** Who is signed in, and when they were last seen. */
export type SignedInList = {
	/** `users` null: everyone's. */
	page( asked: {
		site: string;
		users: readonly number[] | null;
		/** The `next` of the page before. */
		after: string | null;
	} ): Promise< { sessions: LiveSession[]; next: string | null } >;
	/** Costs nothing: written once a minute for all that were seen in it. */
	note( session: string ): void;
	write(): Promise< void >;
};

const sessionsPerPage = 100;
/** A commit must not hold up the event loop. */
const sessionsPerWrite = 500;

export function createSignedIn( {
	store,
	clock,
}: {
	store: Store;
	/** Milliseconds since 1970. */
	clock: () => number;
} ): SignedInList {
	const seen = new Set< string >();

	return {
		async page( { site, users, after } ) {
			const found = await findLiveSessions( store.db, {
				site,
				users,
				after: after === null ? null : readCursor( after ),
				now: clock(),
				limit: sessionsPerPage + 1,
			} );
			const sessions = found.slice( 0, sessionsPerPage );
			const last = sessions.at( -1 );
			return {
				sessions,
				next:
					found.length > sessionsPerPage && last !== undefined
						? `${ last.startedAt }.${ last.id }`
						: null,
			};
		},

		note: ( session ) => void seen.add( session ),

		async write() {
			const ids = [ ...seen ];
			for ( let i = 0; i < ids.length; i += sessionsPerWrite ) {
				const some = ids.slice( i, i + sessionsPerWrite );
				some.forEach( ( id ) => seen.delete( id ) );
				try {
					await store.commit( ( writing ) =>
						touchSessions( writing, some, clock() )
					);
				} catch ( error ) {
					some.forEach( ( id ) => seen.add( id ) );
					throw error;
				}
			}
		},
	};
}

export function describeSession(
	session: LiveSession,
	browserSession: string
): SignedIn {
	const { id, user, name, verifier, device, address, way } = session;
	const seconds = ( milliseconds: number ) =>
		Math.floor( milliseconds / 1000 );
	return {
		id,
		user: { id: user, name },
		verifier,
		device,
		address,
		way,
		startedAt: seconds( session.startedAt ),
		lastSeenAt: seconds( session.lastSeenAt ),
		endsAt: seconds( session.endsAt ),
		isThisBrowser: id === browserSession,
	};
}

function readCursor( after: string ): PageStart {
	const [ , startedAt, id ] =
		/^(\d{1,15})\.([\w-]{1,64})$/.exec( after ) ?? [];
	if ( startedAt === undefined || id === undefined ) {
		throw new Refusal( 'page_unknown', { parameter: 'after' } );
	}
	return { startedAt: Number( startedAt ), id };
}
