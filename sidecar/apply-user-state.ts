import type { UserState, Verifier } from './contract/user-state';
import { revokeSessions } from './ended-sessions';
import { ifNew, insertIfNew, isNew, locked } from './store/dialect';
import { prepared, type ValueOf } from './store/prepared';
import { requireVersion } from './store/rows/revocation';
import type { UserRow, VerifierRow } from './store/tables/schema';
import type { KnownUser } from './store/rows/session';
import type { Writing } from './store/store';

/**
 * Makes the site's word on a user ours, unless a newer one is known. Ends the sessions of
 * ended verifiers, and then those that had only run out as well. Answers what holds now.
 */
export async function applyUserState(
	writing: Writing,
	site: string,
	state: UserState,
	now: number
): Promise< KnownUser > {
	const stored = await lockUser( writing, site, state.user );
	if ( stored !== undefined && stored.version >= state.version ) {
		if ( stored.version === state.version ) {
			await addLiveVerifiers( writing, site, state, now );
			// Another page of what is known: who has very many sessions is told of in several.
			const page = { ...state, live: [] };
			if ( await markVerifiers( writing, site, page, now ) ) {
				await endSessionsOf( writing, site, state.user, now );
			}
		}
		return stored;
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
	if ( stored !== undefined ) {
		await writing
			.updateTable( 'users' )
			.set( row )
			.where( 'site', '=', site )
			.where( 'user', '=', state.user )
			.execute();
	} else if (
		! ( await insertIfNew(
			writing,
			writing
				.insertInto( 'users' )
				.values( { site, user: state.user, ...row } )
		) )
	) {
		// Another process was first with this user: its row is there to be compared with now.
		return applyUserState( writing, site, state, now );
	}
	if ( hasChanged ) {
		await requireVersion(
			writing,
			{ site, user: state.user, version: state.version },
			now
		);
	}
	if ( await markVerifiers( writing, site, state, now ) ) {
		await endSessionsOf( writing, site, state.user, now );
	}
	return row;
}

const selectUser = prepared(
	( db, value: ValueOf< Pick< UserRow, 'site' | 'user' > > ) =>
		locked(
			db,
			db
				.selectFrom( 'users' )
				.select( [ 'version', 'minimum_version' ] )
				.select( [ 'name', 'locale', 'grants' ] )
				.where( 'site', '=', value( 'site' ) )
				.where( 'user', '=', value( 'user' ) )
		)
);

/** Whoever decides about a user or the sessions of one takes this row first. */
async function lockUser( writing: Writing, site: string, user: number ) {
	const { rows } = await selectUser( writing, { site, user } );
	return rows[ 0 ];
}

/** A hand-off under a version known already may be the first to name its verifier. */
async function addLiveVerifiers(
	writing: Writing,
	site: string,
	{ user, live }: UserState,
	now: number
): Promise< void > {
	for ( const verifier of live ) {
		await addVerifier( writing, { site, user, verifier, to: 'live', now } );
	}
}

/** Answers whether one of them has ended by this. A verifier stays its first user's. */
async function markVerifiers(
	writing: Writing,
	site: string,
	{ user, live, runOut, ended }: UserState,
	now: number
): Promise< boolean > {
	const wanted = new Map< Verifier, VerifierRow[ 'state' ] >( [
		...live.map( ( verifier ) => [ verifier, 'live' ] as const ),
		...runOut.map( ( verifier ) => [ verifier, 'run_out' ] as const ),
		...ended.map( ( verifier ) => [ verifier, 'ended' ] as const ),
	] );
	const known = await findVerifiers( writing, site, [ ...wanted.keys() ] );

	let hasEnded = false;
	for ( const [ verifier, to ] of wanted ) {
		const row = known.get( verifier );
		if ( row === undefined ) {
			await addVerifier( writing, { site, user, verifier, to, now } );
		} else if ( row.user !== user || row.state === to ) {
			continue;
		} else {
			await writing
				.updateTable( 'verifiers' )
				.set( { state: to, changed_at: now } )
				.where( 'site', '=', site )
				.where( 'verifier', '=', verifier )
				.execute();
		}
		hasEnded ||= to === 'ended';
	}
	return hasEnded;
}

async function findVerifiers(
	writing: Writing,
	site: string,
	verifiers: Verifier[]
): Promise< Map< Verifier, Pick< VerifierRow, 'user' | 'state' > > > {
	if ( verifiers.length === 0 ) {
		return new Map();
	}
	const rows = await locked(
		writing,
		writing
			.selectFrom( 'verifiers' )
			.select( [ 'verifier', 'user', 'state' ] )
			.where( 'site', '=', site )
			.where( 'verifier', 'in', verifiers )
	).execute();
	return new Map( rows.map( ( row ) => [ row.verifier, row ] ) );
}

type Marking = Pick< VerifierRow, 'site' | 'user' | 'verifier' > & {
	to: VerifierRow[ 'state' ];
	now: number;
};

const insertVerifier = prepared( ( db, value: ValueOf< Marking > ) =>
	ifNew(
		db,
		db.insertInto( 'verifiers' ).values( {
			site: value( 'site' ),
			verifier: value( 'verifier' ),
			user: value( 'user' ),
			state: value( 'to' ),
			barred_at: null,
			changed_at: value( 'now' ),
		} )
	)
);

/** Unless it is there already. */
async function addVerifier(
	writing: Writing,
	marking: Marking
): Promise< void > {
	await isNew( insertVerifier( writing, marking ) );
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
