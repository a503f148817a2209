import { insertIfNew } from './dialect';
import type { Writing } from './store';

/** Uses up a statement's `jti` across processes; answers false when it came before. */
export async function isFirstUse(
	writing: Writing,
	site: string,
	id: string,
	now: number
): Promise< boolean > {
	return insertIfNew(
		writing,
		writing.insertInto( 'used_statements' ).values( { site, id, at: now } )
	);
}
