import type { ResyncOrder } from './contract/sync';
import { DeclarationFault, members, text, whole } from './declared';
import { Refusal } from './errors';

const day = text( 10 );
const id = whole( 1, Number.MAX_SAFE_INTEGER );

const read = members(
	{},
	{
		dataset: text( 64 ),
		days: members( {}, { from: day, to: day } ),
		ids: members( {}, { from: id, to: id } ),
	}
);

/** What somebody wants copied again, as it came. */
export function readResyncOrder( body: unknown ): ResyncOrder {
	try {
		return read( body, '' );
	} catch ( error ) {
		if ( error instanceof DeclarationFault ) {
			throw new Refusal( 'resync_wrong', { reason: error.message } );
		}
		throw error;
	}
}
