import { sql } from 'kysely';
import { activityKinds } from '../contract/activity';
import type { Dataset } from '../store/facts/dataset';
import type { Store } from '../store/store';
import { zoneOf } from './site-days';
import { strangersSource } from './strangers-source';
import type { OwnSources } from './subject';

/** Who opened what: the sidecar's own, and so no copy of the site's. */
export const activityDataset: Dataset = {
	id: 'activity',
	fields: {
		at: { kind: 'moment' },
		kind: { kind: 'choice', of: activityKinds },
		user: { kind: 'reference' },
		report: { kind: 'text', length: 200 },
		reason: { kind: 'text', length: 200 },
		device: { kind: 'text', length: 200 },
	},
	moment: 'at',
	totals: {},
	rollups: {},
};

/** Who opened what, and who could not. */
export function activitySources( store: Store ): OwnSources {
	return ( { home, timezone } ) => [
		{
			db: store.db,
			dataset: activityDataset,
			rows: sql`( select seq as id, site, at, kind, ${ sql.ref( 'user' ) }, report, reason, device from ${ sql.table( 'activity' ) } ) as noted where site = ${ home }`,
			perSecond: 1000,
			rollups: null,
			zone: zoneOf( timezone ),
		},
		strangersSource( store, home ),
	];
}
