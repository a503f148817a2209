import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { Facts, FactsSchema } from './facts';
import { patiently } from '../patiently';

/** As many as keep a transaction below 10 ms on a slow machine. */
export const factsPerTransaction = 100;

/** One transaction on the facts, which must be repeatable. Nothing of it is kept once others may write them. */
export async function changeFacts< Result >(
	facts: Facts,
	work: ( writing: Transaction< FactsSchema > ) => Promise< Result >
): Promise< Result > {
	// On SQLite nothing waits: a long row of these would let no order in, such as that we are on duty.
	await nextTurn();
	return patiently( () =>
		facts.db.transaction().execute( async ( writing ) => {
			const result = await work( writing );
			// Last: after a long halt in here, or before. From here on what is locked is ours.
			facts.requireDuty();
			return result;
		} )
	);
}
