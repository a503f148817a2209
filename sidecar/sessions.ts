import { applyUserState } from './apply-user-state';
import type { StateReceipt, UserState } from './contract/user-state';
import { Refusal } from './errors';
import type { HandOff } from './handoff';
import type { Revocations } from './revocations';
import { endOthersOf, endSession, endSessionBy } from './session/end';
import { ifLive } from './session/live';
import { renewSession } from './session/renew';
import { startSession } from './session/start';
import type { Signed } from './statement';
import type { Client } from './store/rows/activity';
import {
	findSession,
	type Generation,
	markInUse,
	type Session,
} from './store/rows/session';
import { insertOrigins } from './store/rows/site-origins';
import type { Store, Writing } from './store/store';
import { useStatement } from './use-statement';

export type { Generation, Session };

export type Sessions = {
	/**
	 * The same (site, verifier) again gives the same session at its current generation. The
	 * origins of one that starts are the site's.
	 */
	start( site: string, handOff: HandOff ): Promise< Session >;
	renew( presented: Generation, client: Client ): Promise< Session >;
	/** The user's own sign-out: nothing but a click starts this one again. */
	end( id: string, client: Client ): Promise< void >;
	/** Somebody else's with `manage`, or another of one's own; ended already is well too. */
	endBy( asking: Session, id: string, client: Client ): Promise< void >;
	/** All of these users but the one that asks, whose users they may be; answers how many. */
	endOthersOf(
		asking: Session,
		users: readonly number[],
		client: Client
	): Promise< number >;
	/** Asks the store, where an access token alone would not do. */
	read( id: string ): Promise< Session >;
	/** Those of a statement use it up; those we fetched have none. */
	applyStates(
		site: string,
		states: UserState[],
		signed?: Signed
	): Promise< StateReceipt[ 'applied' ] >;
	/** A browser has shown that it holds this generation: the one before is no longer good. */
	recordUse( presented: Generation ): Promise< void >;
	/** Refuses a statement that came before. */
	useStatement( site: string, signed: Signed ): Promise< void >;
};

export type SessionsParts = {
	store: Store;
	revocations: Revocations;
	/** Milliseconds since 1970. */
	clock: () => number;
	randomId: () => string;
	log: { warn( detail: object, message: string ): void };
};

/** A commit must not hold up the event loop. */
const endsPerCommit = 50;

export function createSessions( {
	store,
	revocations,
	clock,
	randomId,
	log,
}: SessionsParts ): Sessions {
	/** What is returned is committed, a Refusal too; what throws takes its writes back. */
	async function commit< Result >(
		work: ( writing: Writing, now: number ) => Promise< Result | Refusal >
	): Promise< Result > {
		const result = await store.commit( ( writing ) =>
			work( writing, clock() )
		);
		await revocations.follow();
		return orThrow( result );
	}

	return {
		start: ( site, handOff ) =>
			commit( async ( writing, now ) => {
				const session = await startSession( writing, now, {
					site,
					handOff,
					randomId,
				} );
				if ( ! ( session instanceof Refusal ) ) {
					await insertOrigins( writing, site, handOff.origins );
				}
				return session;
			} ),

		renew: ( presented, client ) =>
			commit( ( writing, now ) =>
				renewSession( writing, now, { presented, client, log } )
			),

		end: ( id, client ) =>
			commit( ( writing, now ) =>
				endSession( writing, now, { id, client } )
			),

		endBy: ( asking, id, client ) =>
			commit( ( writing, now ) =>
				endSessionBy( writing, now, { asking, id, client } )
			),

		async endOthersOf( asking, users, client ) {
			let ended = 0;
			let some: number;
			do {
				some = await commit( ( writing, now ) =>
					endOthersOf( writing, now, {
						asking,
						users,
						client,
						limit: endsPerCommit,
					} )
				);
				ended += some;
			} while ( some === endsPerCommit );
			return ended;
		},

		read: async ( id ) =>
			orThrow( ifLive( await findSession( store.db, id ), clock() ) ),

		applyStates: ( site, states, signed ) =>
			commit( async ( writing, now ) => {
				const refusal =
					signed &&
					( await useStatement(
						writing,
						site,
						signed,
						'statement_refused',
						now
					) );
				if ( refusal ) {
					return refusal;
				}
				const applied = [];
				for ( const state of states ) {
					const { version } = await applyUserState(
						writing,
						site,
						state,
						now
					);
					applied.push( { user: state.user, version } );
				}
				return applied;
			} ),

		recordUse: ( presented ) =>
			store.commit( ( writing ) => markInUse( writing, presented ) ),

		useStatement: ( site, signed ) =>
			commit(
				async ( writing, now ) =>
					( await useStatement(
						writing,
						site,
						signed,
						'statement_refused',
						now
					) ) ?? undefined
			),
	};
}

function orThrow< Result >( result: Result | Refusal ): Result {
	if ( result instanceof Refusal ) {
		throw result;
	}
	return result;
}
