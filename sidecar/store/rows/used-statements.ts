import { ifNew, isNew } from '../dialect';
import { prepared, type ValueOf } from '../prepared';
import type { UsedStatementRow } from '../tables/schema';
import type { Writing } from '../store';

const insertUse = prepared( ( db, value: ValueOf< UsedStatementRow > ) =>
	ifNew(
		db,
		db.insertInto( 'used_statements' ).values( {
			site: value( 'site' ),
			id: value( 'id' ),
			at: value( 'at' ),
		} )
	)
);

/** Uses up a statement's `jti` across processes; answers false when it came before. */
export function isFirstUse(
	writing: Writing,
	site: string,
	id: string,
	now: number
): Promise< boolean > {
	return isNew( insertUse( writing, { site, id, at: now } ) );
}
