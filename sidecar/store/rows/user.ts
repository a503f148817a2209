import type { Writing } from '../store';

/**
 * The site's next word on each user and on each verifier is taken, whatever was said before;
 * and its pages come from where its next hand-offs say.
 */
export async function forgetUserStates(
	writing: Writing,
	site: string
): Promise< void > {
	await writing
		.updateTable( 'users' )
		.set( { version: 0, minimum_version: 0, grants: '' } )
		.where( 'site', '=', site )
		.execute();
	// A verifier stays its first user's, and a thief may have named those of others.
	await writing
		.deleteFrom( 'verifiers' )
		.where( 'site', '=', site )
		.execute();
	await writing
		.deleteFrom( 'site_origins' )
		.where( 'site', '=', site )
		.execute();
}
