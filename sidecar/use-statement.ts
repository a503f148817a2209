import { Refusal, type RefusalCode } from './errors';
import type { Signed } from './statement';
import { isTrustedKey } from './store/rows/site-key';
import type { Writing } from './store/store';
import { isFirstUse } from './store/rows/used-statements';

const usedBefore = 'used before';

/** Uses a statement up, in the commit of what it brings about. */
export async function useStatement(
	writing: Writing,
	site: string,
	{ id, kid }: Signed,
	code: RefusalCode,
	now: number
): Promise< Refusal | null > {
	if ( ! ( await isFirstUse( writing, site, id, now ) ) ) {
		return new Refusal( code, { reason: usedBefore } );
	}
	// Verified with keys of a moment ago, perhaps by another process than the one that has dropped it.
	return ( await isTrustedKey( writing, site, kid ) )
		? null
		: new Refusal( code, { reason: 'its key has just been withdrawn' } );
}

/** The statement came before, and has brought about nothing. */
export function isReplay( error: unknown ): boolean {
	return error instanceof Refusal && error.reason === usedBefore;
}
