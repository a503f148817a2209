import { type Grant, grants, type Verifier } from '../../contract/user-state';
import { locked } from '../dialect';
import { prepared, type ValueOf } from '../prepared';
import type {
	SessionEnd,
	SessionRow,
	UserRow,
	VerifierRow,
} from '../tables/schema';
import type { Store, Writing } from '../store';

/** One signed-in browser. Times are milliseconds since 1970. */
export type Session = {
	readonly id: string;
	/** The site's home. */
	readonly site: string;
	readonly user: number;
	readonly name: string;
	/** BCP 47. */
	readonly locale: string;
	readonly verifier: Verifier;
	readonly grants: readonly Grant[];
	/** Version of the user state that these grants are from. */
	readonly version: number;
	readonly generation: number;
	readonly csrf: string;
	readonly remember: boolean;
	/** Absolute: renewals don't extend it. */
	readonly endsAt: number;
};

export type SessionStatus = {
	session: Session;
	/** A browser has shown that it holds the current generation. */
	inUse: boolean;
	end: SessionEnd | null;
};

/** What a refresh token says. */
export type Generation = { session: string; generation: number };

/** What a session shows of the newest user state. */
export type KnownUser = Pick<
	UserRow,
	'name' | 'locale' | 'grants' | 'version'
>;

type NewSession = Omit<
	SessionRow,
	'generation' | 'in_use' | 'live_verifier' | 'revoked_at' | 'revoked_because'
>;

const selectSession = prepared( ( db, value: ValueOf< { id: string } > ) =>
	db
		.selectFrom( 'sessions' )
		.innerJoin( 'users', ( join ) =>
			join
				.onRef( 'users.site', '=', 'sessions.site' )
				.onRef( 'users.user', '=', 'sessions.user' )
		)
		.selectAll( 'sessions' )
		.select( [ 'users.name', 'users.locale', 'users.grants' ] )
		.select( 'users.version' )
		.where( 'sessions.id', '=', value( 'id' ) )
);

export async function findSession(
	db: Store[ 'db' ] | Writing,
	id: string
): Promise< SessionStatus | undefined > {
	const { rows } = await selectSession( db, { id } );
	const [ row ] = rows;
	return row === undefined
		? undefined
		: {
				session: toSession( row, row ),
				inUse: row.in_use === 1,
				end: row.revoked_because,
			};
}

const insertRow = prepared( ( db, value: ValueOf< NewSession > ) =>
	db.insertInto( 'sessions' ).values( {
		id: value( 'id' ),
		site: value( 'site' ),
		user: value( 'user' ),
		verifier: value( 'verifier' ),
		live_verifier: value( 'verifier' ),
		csrf: value( 'csrf' ),
		generation: 1,
		rotated_at: value( 'rotated_at' ),
		in_use: 0,
		remember: value( 'remember' ),
		started_at: value( 'started_at' ),
		ends_at: value( 'ends_at' ),
		device: value( 'device' ),
		address: value( 'address' ),
		way: value( 'way' ),
		last_seen_at: value( 'last_seen_at' ),
	} )
);

export async function insertSession(
	writing: Writing,
	row: NewSession,
	user: KnownUser
): Promise< Session > {
	await insertRow( writing, row );
	return toSession( { ...row, generation: 1 }, user );
}

const updateGeneration = prepared(
	( db, value: ValueOf< Generation & { next: number; now: number } > ) =>
		db
			.updateTable( 'sessions' )
			.set( {
				generation: value( 'next' ),
				rotated_at: value( 'now' ),
				in_use: 0,
			} )
			.where( 'id', '=', value( 'session' ) )
			.where( 'generation', '=', value( 'generation' ) )
			.where( 'revoked_at', 'is', null )
			.where( 'ends_at', '>', value( 'now' ) )
);

/** Takes a live session from exactly this generation to the next; answers whether it did. */
export async function rotate(
	writing: Writing,
	{ session, generation }: Generation,
	now: number
): Promise< boolean > {
	const { numAffectedRows } = await updateGeneration( writing, {
		session,
		generation,
		next: generation + 1,
		now,
	} );
	return Number( numAffectedRows ) > 0;
}

export async function adoptGeneration(
	writing: Writing,
	{ session, generation }: Generation
): Promise< void > {
	await writing
		.updateTable( 'sessions' )
		.set( { generation } )
		.where( 'id', '=', session )
		.where( 'generation', '<', generation )
		.execute();
}

export async function markInUse(
	writing: Writing,
	{ session, generation }: Generation
): Promise< void > {
	await writing
		.updateTable( 'sessions' )
		.set( { in_use: 1 } )
		.where( 'id', '=', session )
		.where( 'generation', '=', generation )
		.execute();
}

const selectVerifier = prepared(
	( db, value: ValueOf< Pick< VerifierRow, 'site' | 'verifier' > > ) =>
		locked(
			db,
			db
				.selectFrom( 'verifiers' )
				.leftJoin( 'sessions', ( join ) =>
					join
						.onRef( 'sessions.site', '=', 'verifiers.site' )
						.onRef(
							'sessions.live_verifier',
							'=',
							'verifiers.verifier'
						)
				)
				.select( [
					'verifiers.user',
					'verifiers.state',
					'verifiers.barred_at',
					'sessions.id as session',
				] )
				.where( 'verifiers.site', '=', value( 'site' ) )
				.where( 'verifiers.verifier', '=', value( 'verifier' ) )
		)
);

/** With the session of it that nobody has ended, perhaps past its time. */
export async function findVerifier(
	writing: Writing,
	site: string,
	verifier: Verifier
): Promise<
	| ( Pick< VerifierRow, 'user' | 'state' | 'barred_at' > & {
			session: string | null;
	  } )
	| undefined
> {
	const { rows } = await selectVerifier( writing, { site, verifier } );
	return rows[ 0 ];
}

/** No automatic hand-off is accepted for a barred verifier; null lifts it. */
export async function setBarred(
	writing: Writing,
	site: string,
	verifier: Verifier,
	barredAt: number | null
): Promise< void > {
	await writing
		.updateTable( 'verifiers' )
		.set( { barred_at: barredAt } )
		.where( 'site', '=', site )
		.where( 'verifier', '=', verifier )
		.execute();
}

function toSession(
	row: NewSession & { generation: number },
	user: KnownUser
): Session {
	const granted = user.grants.split( ' ' );
	return {
		id: row.id,
		site: row.site,
		user: row.user,
		name: user.name,
		locale: user.locale,
		verifier: row.verifier,
		grants: grants.filter( ( grant ) => granted.includes( grant ) ),
		version: user.version,
		generation: row.generation,
		csrf: row.csrf,
		remember: row.remember === 1,
		endsAt: row.ends_at,
	};
}
