import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { killAll } from '../../scripts/faults/groups.mjs';
import { openOnSqlite } from '../../scripts/faults/on-sqlite.mjs';
import { missedBy } from '../../scripts/faults/table.mjs';
import { tryFault } from '../../scripts/faults/trial.mjs';
import { makeFolder } from './archive';

it(
	'three sidecars under load lose nobody when all of them are killed',
	{ timeout: 60_000 },
	async () => {
		const folder = await makeFolder( 'faults' );
		const place = await openOnSqlite( folder, {
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
			await rm( folder, { recursive: true, force: true } );
		}
	}
);
