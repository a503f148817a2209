import { applyUserState } from './apply-user-state';
import { lifetimes } from './contract';
import type { StateReceipt, UserState } from './contract/user-state';
import { Refusal } from './errors';
import type { HandOff, Signed } from './handoff';
import { endCodes, type Revocations, revokeSessions } from './revocations';
import type { Client } from './store/activity-rows';
import {
	adoptGeneration,
	findSession,
	findSessionOf,
	findVerifier,
	type Generation,
	insertSession,
	markInUse,
	rotate,
	type Session,
	type SessionStatus,
	setBarred,
} from './store/session-rows';
import type { Store, Writing } from './store/store';
import { useStatement } from './use-statement';

export type { Generation, Session };

export type Sessions = {
	/** The same (site, verifier) again gives the same session at its current generation. */
	start( site: string, handOff: HandOff ): Promise< Session >;
	renew( presented: Generation, client: Client ): Promise< Session >;
	/** The user's own sign-out: nothing but a click starts this one again. */
	end( id: string, client: Client ): Promise< void >;
	/** Somebody else's with `manage`, or another of one's own; ended already is well too. */
	endBy( asking: Session, id: string, client: Client ): Promise< void >;
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

export function createSessions( parts: SessionsParts ): Sessions {
	const { store, revocations, clock } = parts;

	/** What is returned is committed, a Refusal too; what throws takes its writes back. */
	async function commit< Result >(
		work: ( writing: Writing, now: number ) => Promise< Result | Refusal >
	): Promise< Result > {
		const result = await store.commit( ( writing ) =>
			work( writing, clock() )
		);
		await revocations.follow();
		if ( result instanceof Refusal ) {
			throw result;
		}
		return result;
	}

	return {
		start: ( site, handOff ) =>
			commit( ( writing, now ) =>
				startSession( writing, now, { site, handOff, ...parts } )
			),

		renew: ( presented, client ) =>
			commit( async ( writing, now ) => {
				const isRotated = await rotate( writing, presented, now );
				const found = await findSession( writing, presented.session );
				return isRotated && found !== undefined
					? found.session
					: settle( writing, now, {
							found,
							presented,
							client,
							...parts,
						} );
			} ),

		end: ( id, client ) =>
			commit( async ( writing, now ) => {
				const found = await findSession( writing, id );
				if ( found !== undefined && found.end === null ) {
					await endForGood( writing, now, found.session, {
						because: 'ended',
						client,
					} );
				}
			} ),

		endBy: ( asking, id, client ) =>
			commit( async ( writing, now ) => {
				const found = await findSession( writing, id );
				const isOwn = found?.session.user === asking.user;
				if (
					found?.session.site !== asking.site ||
					! ( isOwn || asking.grants.includes( 'manage' ) )
				) {
					return new Refusal( 'session_unknown' );
				}
				if ( found.end === null ) {
					const because = isOwn ? 'ended' : 'revoked';
					await endForGood( writing, now, found.session, {
						because,
						client,
					} );
				}
			} ),

		read: async ( id ) =>
			requireLive( await findSession( store.db, id ), clock() ),

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
					const version = await applyUserState(
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

async function startSession(
	writing: Writing,
	now: number,
	{
		site,
		handOff,
		randomId,
	}: { site: string; handOff: HandOff; randomId: () => string }
): Promise< Session | Refusal > {
	const refusal = await useStatement(
		writing,
		site,
		handOff,
		'handoff_refused',
		now
	);
	if ( refusal !== null ) {
		return refusal;
	}

	// A hand-off is a user state first, and counts as one even when it starts nothing.
	await applyUserState( writing, site, handOff.state, now );
	const verifier = await findVerifier( writing, site, handOff.verifier );
	if ( verifier?.state !== 'live' || verifier.user !== handOff.user ) {
		return new Refusal( 'handoff_refused', {
			reason: 'a newer user state does not list the verifier live',
		} );
	}
	if ( verifier.barred_at !== null ) {
		if ( ! handOff.intent ) {
			return new Refusal( 'session_ended' );
		}
		await setBarred( writing, site, handOff.verifier, null );
	}

	const found = await findSessionOf( writing, site, handOff.verifier );
	if ( found !== undefined && found.session.endsAt > now ) {
		return requireGrants( found.session );
	}
	if ( found !== undefined ) {
		await revokeSessions( writing, [ found.session ], 'expired', now );
	}

	const longest = now + lifetimes.refresh * 1000;
	const endsAt = handOff.remember
		? longest
		: Math.min( longest, handOff.siteSessionEndsAt );
	const id = randomId();
	await insertSession( writing, {
		id,
		site,
		user: handOff.user,
		verifier: handOff.verifier,
		csrf: randomId(),
		generation: 1,
		rotated_at: now,
		in_use: 0,
		remember: handOff.remember ? 1 : 0,
		started_at: now,
		ends_at: endsAt,
		device: handOff.client?.device ?? '',
		address: handOff.client?.address ?? '',
		way: handOff.way,
		last_seen_at: now,
	} );
	const session = requireLive( await findSession( writing, id ), now );
	return requireGrants( session );
}

/** A renewal that rotated nothing: a race, a lost reply, a restored backup, an end, or a theft. */
async function settle(
	writing: Writing,
	now: number,
	{
		found,
		presented,
		client,
		log,
	}: Pick< SessionsParts, 'log' > & {
		found: SessionStatus | undefined;
		presented: Generation;
		client: Client;
	}
): Promise< Session | Refusal > {
	const session = requireLive( found, now );

	if ( presented.generation > session.generation ) {
		log.warn(
			{ session: session.id, stored: session.generation, presented },
			'the store is behind a token it signed; was a backup restored?'
		);
		await adoptGeneration( writing, presented );
		await rotate( writing, presented, now );
		return requireLive( await findSession( writing, session.id ), now );
	}
	// Two tabs may renew at once; the loser gets the winner's cookies, not a 401.
	if (
		presented.generation === session.generation - 1 &&
		found?.inUse === false
	) {
		return session;
	}

	log.warn(
		{ session: session.id, site: session.site, user: session.user },
		'a refresh token was used twice; the session is closed'
	);
	await endForGood( writing, now, session, {
		because: 'replayed',
		client,
	} );
	return new Refusal( 'session_replayed' );
}

/** Bars the verifier too, so that no automatic hand-off starts it again. */
async function endForGood(
	writing: Writing,
	now: number,
	session: Session,
	{
		because,
		client,
	}: { because: 'ended' | 'revoked' | 'replayed'; client: Client }
): Promise< void > {
	await revokeSessions( writing, [ session ], because, now, client );
	await setBarred( writing, session.site, session.verifier, now );
}

function requireLive( found: SessionStatus | undefined, now: number ): Session {
	if ( found === undefined ) {
		throw new Refusal( 'session_expired', { reason: 'no row' } );
	}
	if ( found.end !== null ) {
		throw new Refusal( endCodes[ found.end ] );
	}
	if ( found.session.endsAt <= now ) {
		throw new Refusal( 'session_expired' );
	}
	return found.session;
}

function requireGrants( session: Session ): Session | Refusal {
	return session.grants.length > 0
		? session
		: new Refusal( 'permission_missing' );
}
