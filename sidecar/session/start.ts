import { applyUserState } from '../apply-user-state';
import { lifetimes } from '../contract';
import { revokeSessions } from '../ended-sessions';
import { Refusal } from '../errors';
import type { HandOff } from '../handoff';
import { touchVerifier } from '../store/rows/held';
import {
	findSession,
	findVerifier,
	insertSession,
	type Session,
	setBarred,
} from '../store/rows/session';
import type { Writing } from '../store/store';
import { useStatement } from '../use-statement';

export async function startSession(
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
	const user = await applyUserState( writing, site, handOff.state, now );
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

	if ( verifier.session !== null ) {
		const found = await findSession( writing, verifier.session );
		if ( found !== undefined && found.session.endsAt > now ) {
			return ifGranted( found.session );
		}
		const past = { id: verifier.session, site };
		await revokeSessions( writing, [ past ], 'expired', now );
	}

	const longest = now + lifetimes.refresh * 1000;
	const endsAt = handOff.remember
		? longest
		: Math.min( longest, handOff.siteSessionEndsAt );
	if ( endsAt <= now ) {
		return new Refusal( 'session_expired' );
	}
	await touchVerifier( writing, site, handOff.verifier, now );
	const session = await insertSession(
		writing,
		{
			id: randomId(),
			site,
			user: handOff.user,
			verifier: handOff.verifier,
			csrf: randomId(),
			rotated_at: now,
			remember: handOff.remember ? 1 : 0,
			started_at: now,
			ends_at: endsAt,
			device: handOff.client?.device ?? '',
			address: handOff.client?.address ?? '',
			way: handOff.way,
			last_seen_at: now,
		},
		user
	);
	return ifGranted( session );
}

function ifGranted( session: Session ): Session | Refusal {
	return session.grants.length > 0
		? session
		: new Refusal( 'permission_missing' );
}
