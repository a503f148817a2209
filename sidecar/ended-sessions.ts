import { type Client, insertEnd, insertEnds } from './store/rows/activity';
import { stopAccessTokens } from './store/rows/revocation';
import type { SessionEnd } from './store/tables/schema';
import type { Writing } from './store/store';

/** Ends sessions for good, in the same commit as whatever made it so. */
export async function revokeSessions(
	writing: Writing,
	sessions: Array< { id: string; site: string } >,
	because: SessionEnd,
	now: number,
	client: Client | null = null
): Promise< void > {
	for ( const { id, site } of sessions ) {
		await writing
			.updateTable( 'sessions' )
			.set( {
				revoked_at: now,
				revoked_because: because,
				live_verifier: null,
			} )
			.where( 'id', '=', id )
			.execute();
		await writing
			.insertInto( 'revocations' )
			.values( { at: now, site, session: id, because } )
			.execute();
		if ( because !== 'expired' ) {
			await insertEnd( writing, {
				session: id,
				because,
				at: now,
				client,
			} );
		}
	}
}

/** What a site's sessions were given before this time counts no more. Answers how many end. */
export async function endAllBefore(
	writing: Writing,
	site: string,
	before: number,
	now: number
): Promise< number > {
	const { numUpdatedRows } = await revokeAll( writing, site, now )
		.where( 'rotated_at', '<', before )
		.executeTakeFirst();
	await stopAccessTokens( writing, site, before, now );
	return Number( numUpdatedRows );
}

/**
 * Ends every session of a site by its name: a thief's may have been begun or renewed after any
 * time one could give, by a process whose clock is ahead. Answers how many.
 */
export async function endAll(
	writing: Writing,
	site: string,
	now: number
): Promise< number > {
	await writing
		.insertInto( 'revocations' )
		.columns( [ 'at', 'site', 'session', 'because' ] )
		.expression( ( eb ) =>
			eb
				.selectFrom( 'sessions' )
				.select( ( { val } ) => [
					val( now ).as( 'at' ),
					'site',
					'id',
					val( 'revoked' ).as( 'because' ),
				] )
				.where( 'site', '=', site )
				.where( 'revoked_at', 'is', null )
		)
		.execute();
	await insertEnds( writing, site, now );
	const { numUpdatedRows } = await revokeAll(
		writing,
		site,
		now
	).executeTakeFirst();
	// Tokens of sessions that a backup took from the store, and what was begun in this very millisecond.
	await stopAccessTokens( writing, site, now + 1, now );
	return Number( numUpdatedRows );
}

function revokeAll( writing: Writing, site: string, now: number ) {
	return writing
		.updateTable( 'sessions' )
		.set( {
			revoked_at: now,
			revoked_because: 'revoked',
			live_verifier: null,
		} )
		.where( 'site', '=', site )
		.where( 'revoked_at', 'is', null );
}
