import { sql } from 'kysely';
import { strangerAgents, strangerKinds } from '../contract/strangers';
import type { Dataset } from '../store/facts/dataset';
import type { Source } from '../store/facts/source';
import type { Store } from '../store/store';
import { zoneOf } from './site-days';

/** What was refused to nobody that is known: a fact is a day's number, not a request. */
export const strangersDataset: Dataset = {
	id: 'strangers',
	fields: {
		at: { kind: 'moment' },
		day: { kind: 'count' },
		kind: { kind: 'choice', of: strangerKinds },
		agent: { kind: 'choice', of: strangerAgents },
		times: { kind: 'count' },
	},
	moment: 'at',
	totals: { times: { kind: 'sum', field: 'times' } },
	rollups: {},
};

export function strangersSource( { db }: Store, home: string ): Source {
	return {
		db,
		dataset: strangersDataset,
		rows: sql`( select seq as id, site, day * 86400 as at, day, kind, agent, times from ${ sql.table( 'strangers' ) } ) as counted where site = ${ home }`,
		perSecond: 1,
		rollups: null,
		// They were counted by the days of the site's calendar.
		zone: zoneOf( 'UTC' ),
	};
}
