import type { UserRow } from '../tables/schema';
import type { Writing } from '../store';

/** Access tokens of this user that carry an older user state stop. */
export async function requireVersion(
	writing: Writing,
	{ site, user, version }: Pick< UserRow, 'site' | 'user' | 'version' >,
	now: number
): Promise< void > {
	await writing
		.insertInto( 'revocations' )
		.values( { at: now, site, user, minimum_version: version } )
		.execute();
}

/** Access tokens of the site that were issued before this time have to be renewed. */
export async function stopAccessTokens(
	writing: Writing,
	site: string,
	before: number,
	now: number
): Promise< void > {
	await writing
		.insertInto( 'revocations' )
		.values( { at: now, site, nothing_before: before } )
		.execute();
}
