import {
	type ActivityEntry,
	type ActivityKind,
	activityKinds,
} from './contract/activity';
import { Refusal } from './errors';
import {
	type ActivityFilter,
	type ActivityStart,
	type Client,
	findActivity,
	findUsersOf,
	insertActivity,
	toEntry,
} from './store/rows/activity';
import type { Store, Writing } from './store/store';

export type { ActivityFilter, Client };

/** What happened, to be written soon. */
export type Note = Client & {
	site: string;
	/** Without it the session's. */
	user?: number;
	session: string;
	kind: ActivityKind;
	reason?: string;
	report?: string;
	/** The same is kept once. */
	once?: string;
};

export type ActivityPage = { entries: ActivityEntry[]; next: string | null };

/** The audit log. Ends of sessions are written with the transaction that ends them. */
export type Activity = {
	/** Only remembers: nobody waits for the store. */
	note( note: Note ): void;
	/** Takes what was noted to the store, in batches. */
	write(): Promise< void >;
	page(
		filter: ActivityFilter,
		asked: { before: string | null; limit: number }
	): Promise< ActivityPage >;
};

type Timed = Note & { at: number };

/** A flood must not fill the memory; what is beyond is counted and left out. */
const notesAtMost = 20_000;
const onceAtMost = 50_000;
/** A commit must not hold up the event loop. */
const rowsPerCommit = 500;

export function createActivity( {
	store,
	clock,
	log,
}: {
	store: Store;
	/** Milliseconds since 1970. */
	clock: () => number;
	log: { warn( detail: object, message: string ): void };
} ): Activity {
	const waiting: Timed[] = [];
	const noted = new Set< string >();
	let left = 0;

	return {
		note( note ) {
			if ( note.once !== undefined && noted.has( note.once ) ) {
				return;
			}
			if ( waiting.length >= notesAtMost ) {
				left += 1;
				return;
			}
			if ( note.once !== undefined ) {
				if ( noted.size >= onceAtMost ) {
					noted.clear();
				}
				noted.add( note.once );
			}
			waiting.push( { ...note, at: clock() } );
		},

		async write() {
			if ( left > 0 ) {
				log.warn(
					{ notes: left },
					'activity came faster than it could be written; some is missing'
				);
				left = 0;
			}
			while ( waiting.length > 0 ) {
				const batch = waiting.splice( 0, rowsPerCommit );
				try {
					await store.commit( async ( writing ) => {
						const rows = await withUsers( writing, batch );
						await insertActivity( writing, rows );
					} );
				} catch ( error ) {
					waiting.unshift( ...batch );
					throw error;
				}
			}
		},

		async page( filter, { before, limit } ) {
			const rows = await findActivity( store.db, filter, {
				before: before === null ? null : readStart( before ),
				limit: limit + 1,
			} );
			const page = rows.slice( 0, limit );
			const last = page.at( -1 );
			return {
				entries: page.map( toEntry ),
				next:
					rows.length > limit && last !== undefined
						? `${ last.at }.${ last.seq }`
						: null,
			};
		},
	};
}

/** Of a session that is gone nothing is kept either. */
async function withUsers( writing: Writing, notes: Timed[] ) {
	const unknown = notes.filter( ( { user } ) => user === undefined );
	const users = await findUsersOf(
		writing,
		unknown.map( ( { session } ) => session )
	);
	return notes.flatMap( ( note ) => {
		const user = note.user ?? users.get( note.session );
		return user === undefined ? [] : [ { ...note, user } ];
	} );
}

export function isActivityKind( text: string ): text is ActivityKind {
	return activityKinds.some( ( kind ) => kind === text );
}

function readStart( before: string ): ActivityStart {
	const [ , at, seq ] = /^(\d{1,15})\.(\d{1,15})$/.exec( before ) ?? [];
	if ( at === undefined || seq === undefined ) {
		throw new Refusal( 'page_unknown', { parameter: 'before' } );
	}
	return { at: Number( at ), seq: Number( seq ) };
}
