import type { Transaction } from 'kysely';
import type { Facts, FactsSchema } from './facts';
import { patiently } from '../patiently';

/** One transaction on the facts, which must be repeatable. Nothing of it is kept once others may write them. */
export function changeFacts< Result >(
	facts: Facts,
	work: ( writing: Transaction< FactsSchema > ) => Promise< Result >
): Promise< Result > {
	return patiently( () =>
		facts.db.transaction().execute( async ( writing ) => {
			const result = await work( writing );
			// Last: after a long halt in here, or before. From here on what is locked is ours.
			facts.requireDuty();
			return result;
		} )
	);
}
