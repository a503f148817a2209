import { endAll } from './ended-sessions';
import type { PublishedKey } from './published-keys';
import { storeSiteKeys } from './store/rows/site-key';
import type { Writing } from './store/store';
import { forgetUserStates } from './store/rows/user';

/**
 * Trusts the keys that a site publishes, in place of those before. Where one of those has
 * leaked, all that was begun ends in the same commit, and the site's word on its
 * users starts anew: a thief may have given any. Answers how many sessions that ended, or
 * null where none had to.
 */
export async function trustKeys(
	writing: Writing,
	site: string,
	published: PublishedKey[],
	now: number
): Promise< number | null > {
	const before = await storeSiteKeys(
		writing,
		site,
		published.filter( ( { revoked } ) => ! revoked )
	);
	const hasLeaked = published.some(
		( { kid, revoked } ) => revoked && before.includes( kid )
	);
	if ( ! hasLeaked ) {
		return null;
	}
	await forgetUserStates( writing, site );
	return endAll( writing, site, now );
}
