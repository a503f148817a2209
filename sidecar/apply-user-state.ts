import type { UserState, Verifier } from './contract/user-state';
import { requireVersion, revokeSessions } from './revocations';
import type { VerifierRow } from './store/schema';
import type { Writing } from './store/store';

/**
 * Makes the site's word on a user ours, unless a newer one is known. Ends the sessions of
 * ended verifiers, and then those that had only run out as well. Answers the version that
 * holds now.
 */
export async function applyUserState(
	writing: Writing,
	site: string,
	state: UserState,
	now: number
): Promise< number > {
	const stored = await writing
		.selectFrom( 'users' )
		.select( [ 'version', 'minimum_version', 'grants' ] )
		.where( 'site', '=', site )
		.where( 'user', '=', state.user )
		.executeTakeFirst();
	if ( stored !== undefined && stored.version >= state.version ) {
		if ( stored.version === state.version ) {
			await addLiveVerifiers( writing, site, state, now );
		}
		return stored.version;
	}

	const grants = state.grants.join( ' ' );
	const hasChanged = stored !== undefined && stored.grants !== grants;
	const row = {
		version: state.version,
		minimum_version: hasChanged
			? state.version
			: ( stored?.minimum_version ?? 0 ),
		name: state.name,
		locale: state.locale,
		grants,
	};
	await writing
		.insertInto( 'users' )
		.values( { site, user: state.user, ...row } )
		.onConflict( ( conflict ) =>
			conflict.columns( [ 'site', 'user' ] ).doUpdateSet( row )
		)
		.execute();
	if ( hasChanged ) {
		await requireVersion(
			writing,
			{ site, user: state.user, version: state.version },
			now
		);
	}

	const mark = ( verifier: Verifier, to: VerifierRow[ 'state' ] ) =>
		markVerifier( writing, { site, user: state.user, verifier, to, now } );
	for ( const verifier of state.live ) {
		await mark( verifier, 'live' );
	}
	for ( const verifier of state.runOut ) {
		await mark( verifier, 'run_out' );
	}
	let hasEnded = false;
	for ( const verifier of state.ended ) {
		hasEnded = ( await mark( verifier, 'ended' ) ) || hasEnded;
	}
	if ( hasEnded ) {
		await endSessionsOf( writing, site, state.user, now );
	}
	return state.version;
}

/** A hand-off under a version known already may be the first to name its verifier. */
async function addLiveVerifiers(
	writing: Writing,
	site: string,
	{ user, live }: UserState,
	now: number
): Promise< void > {
	for ( const verifier of live ) {
		await writing
			.insertInto( 'verifiers' )
			.values( {
				site,
				verifier,
				user,
				state: 'live',
				barred_at: null,
				changed_at: now,
			} )
			.onConflict( ( conflict ) => conflict.doNothing() )
			.execute();
	}
}

/** Answers whether that is new. */
async function markVerifier(
	writing: Writing,
	{
		site,
		user,
		verifier,
		to,
		now,
	}: {
		site: string;
		user: number;
		verifier: Verifier;
		to: VerifierRow[ 'state' ];
		now: number;
	}
): Promise< boolean > {
	const marked = await writing
		.insertInto( 'verifiers' )
		.values( {
			site,
			verifier,
			user,
			state: to,
			barred_at: null,
			changed_at: now,
		} )
		.onConflict( ( conflict ) =>
			conflict
				.columns( [ 'site', 'verifier' ] )
				.doUpdateSet( { state: to, changed_at: now } )
				.where( 'verifiers.state', '!=', to )
				.where( 'verifiers.user', '=', user )
		)
		.executeTakeFirst();
	return Number( marked.numInsertedOrUpdatedRows ) > 0;
}

async function endSessionsOf(
	writing: Writing,
	site: string,
	user: number,
	now: number
): Promise< void > {
	const ended = await writing
		.selectFrom( 'sessions' )
		.innerJoin( 'verifiers', ( join ) =>
			join
				.onRef( 'verifiers.site', '=', 'sessions.site' )
				.onRef( 'verifiers.verifier', '=', 'sessions.verifier' )
		)
		.select( [ 'sessions.id', 'sessions.site' ] )
		.where( 'sessions.site', '=', site )
		.where( 'sessions.user', '=', user )
		.where( 'sessions.revoked_at', 'is', null )
		.where( 'verifiers.state', 'in', [ 'ended', 'run_out' ] )
		.execute();
	await revokeSessions( writing, ended, 'signed_out', now );
}
