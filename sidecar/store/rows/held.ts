import type { Verifier } from '../../contract/user-state';
import { isMysql } from '../dialect';
import { findSession, findVerifier, type SessionStatus } from './session';
import type { Writing } from '../store';

/**
 * Keeps a session, its verifier and its user as they are until the transaction ends. Whoever
 * decides about them takes them in this order, or two processes would wait for each other.
 */
export async function findSessionToEnd(
	writing: Writing,
	id: string
): Promise< SessionStatus | undefined > {
	const found = await findSession( writing, id );
	if ( found === undefined || ! isMysql( writing ) ) {
		return found;
	}
	const { site, user, verifier } = found.session;
	await writing
		.selectFrom( 'users' )
		.select( 'version' )
		.where( 'site', '=', site )
		.where( 'user', '=', user )
		.forUpdate()
		.execute();
	await findVerifier( writing, site, verifier );
	return findSession( writing, id );
}

/** Galera compares what transactions wrote, not what they locked: an end elsewhere meets this. */
export async function touchVerifier(
	writing: Writing,
	site: string,
	verifier: Verifier,
	now: number
): Promise< void > {
	if ( isMysql( writing ) ) {
		await writing
			.updateTable( 'verifiers' )
			.set( { changed_at: now } )
			.where( 'site', '=', site )
			.where( 'verifier', '=', verifier )
			.execute();
	}
}
