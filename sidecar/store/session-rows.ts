import type { Selectable } from 'kysely';
import { type Grant, grants, type Verifier } from '../contract/user-state';
import type { Schema, SessionEnd, SessionRow, VerifierRow } from './schema';
import type { Store, Writing } from './store';

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

export async function findSession(
	db: Store[ 'db' ] | Writing,
	id: string
): Promise< SessionStatus | undefined > {
	const row = await db
		.selectFrom( 'sessions' )
		.innerJoin( 'users', ( join ) =>
			join
				.onRef( 'users.site', '=', 'sessions.site' )
				.onRef( 'users.user', '=', 'sessions.user' )
		)
		.selectAll( 'sessions' )
		.select( [ 'users.name', 'users.locale', 'users.grants' ] )
		.select( 'users.version' )
		.where( 'sessions.id', '=', id )
		.executeTakeFirst();
	return row === undefined ? undefined : toStatus( row );
}

/** The session of a verifier that nobody has ended, perhaps past its time. */
export async function findSessionOf(
	writing: Writing,
	site: string,
	verifier: Verifier
): Promise< SessionStatus | undefined > {
	const row = await writing
		.selectFrom( 'sessions' )
		.select( 'id' )
		.where( 'site', '=', site )
		.where( 'live_verifier', '=', verifier )
		.executeTakeFirst();
	return row === undefined ? undefined : findSession( writing, row.id );
}

export async function insertSession(
	writing: Writing,
	row: Omit< SessionRow, 'live_verifier' | 'revoked_at' | 'revoked_because' >
): Promise< void > {
	await writing
		.insertInto( 'sessions' )
		.values( {
			...row,
			live_verifier: row.verifier,
			revoked_at: null,
			revoked_because: null,
		} )
		.execute();
}

/** Takes a live session from exactly this generation to the next; answers whether it did. */
export async function rotate(
	writing: Writing,
	{ session, generation }: Generation,
	now: number
): Promise< boolean > {
	const { numUpdatedRows } = await writing
		.updateTable( 'sessions' )
		.set( { generation: generation + 1, rotated_at: now, in_use: 0 } )
		.where( 'id', '=', session )
		.where( 'generation', '=', generation )
		.where( 'revoked_at', 'is', null )
		.where( 'ends_at', '>', now )
		.executeTakeFirst();
	return numUpdatedRows > 0n;
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

export async function findVerifier(
	writing: Writing,
	site: string,
	verifier: Verifier
): Promise< VerifierRow | undefined > {
	return writing
		.selectFrom( 'verifiers' )
		.selectAll()
		.where( 'site', '=', site )
		.where( 'verifier', '=', verifier )
		.executeTakeFirst();
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

function toStatus(
	row: Selectable< SessionRow > &
		Pick< Schema[ 'users' ], 'name' | 'locale' | 'grants' | 'version' >
): SessionStatus {
	const granted = row.grants.split( ' ' );
	return {
		session: {
			id: row.id,
			site: row.site,
			user: row.user,
			name: row.name,
			locale: row.locale,
			verifier: row.verifier,
			grants: grants.filter( ( grant ) => granted.includes( grant ) ),
			version: row.version,
			generation: row.generation,
			csrf: row.csrf,
			remember: row.remember === 1,
			endsAt: row.ends_at,
		},
		inUse: row.in_use === 1,
		end: row.revoked_because,
	};
}
