import { expect, it } from 'vitest';
import { killAll } from '../../scripts/faults/groups.mjs';
import { openOnSqlite } from '../../scripts/faults/on-sqlite.mjs';
import { missedBy } from '../../scripts/faults/table.mjs';
import { tryFault } from '../../scripts/faults/trial.mjs';
import { makeFolder } from './gatehouse';
import { isMariadb } from './test-store';

it.skipIf( isMariadb )(
	'three sidecars under load lose nobody when all of them are killed',
	{ timeout: 60_000 },
	async () => {
		const place = await openOnSqlite( await makeFolder(), {
			ownDisk: false,
		} );
		try {
			const row = await tryFault( place, killAll( place ) );
			expect( { ...row, missed: missedBy( row ) } ).toMatchObject( {
				before: 200,
				after: 182,
				missed: [],
			} );
		} finally {
			await place.close();
		}
	}
);
