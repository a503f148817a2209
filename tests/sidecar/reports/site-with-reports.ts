import type { SiteDescription } from '../../../sidecar/contract/facts';
import type { ReportDeclaration } from '../../../sidecar/reports/declaration';
import type { Viewer } from '../../../sidecar/reports/permission';
import type { AskPeople } from '../../../sidecar/reports/people';
import { createReports } from '../../../sidecar/reports/reports';
import type { OwnSources } from '../../../sidecar/reports/subject';
import { openTestFacts, startFollowing } from '../sync/following';
import { openSmallSite, type SmallSite } from '../sync/small-site';

/** Milliseconds since 1970; a test moves it. */
export type TestClock = { now: number };

/** A site whose facts were copied, and the reports over them. */
export async function openReports(
	rows: Readonly< Record< string, object[] > >,
	{
		now = '2026-11-23T12:00:00Z',
		description = {},
		people = async () => ( {} ),
		declarations,
		ownSources,
	}: {
		now?: string;
		description?: Partial< SiteDescription >;
		people?: AskPeople;
		declarations?: readonly ReportDeclaration[];
		ownSources?: OwnSources;
	} = {}
) {
	const clock: TestClock = { now: Date.parse( now ) };
	const site = await openSmallSite( {
		datasets: [
			...new Set( [
				'posts',
				'comments',
				'terms',
				...Object.keys( rows ),
			] ),
		],
		...description,
	} );
	for ( const [ dataset, facts ] of Object.entries( rows ) ) {
		const table =
			site.tables.get( dataset ) ?? new Map< number, unknown >();
		site.tables.set( dataset, table );
		addRows( table, facts );
	}
	const facts = await openTestFacts();
	const following = startFollowing( site.home, facts, clock );
	await following.idle();
	const reports = createReports( {
		facts,
		people,
		clock: () => clock.now,
		...( declarations && { declarations } ),
		...( ownSources && { ownSources } ),
	} );
	return {
		site,
		facts,
		following,
		reports,
		clock,
		ask: async (
			report: string,
			search = '',
			locale = 'en-GB',
			viewer: Viewer = { user: 1, grants: [ 'view' ] }
		) => {
			const prepared = await reports.prepare( {
				site: site.home,
				report,
				search,
				locale,
				viewer,
			} );
			return prepared.document;
		},
		async close() {
			await following.stop();
			await facts.close();
			await site.close();
		},
	};
}

function addRows( table: SmallSite[ 'posts' ], rows: object[] ) {
	rows.forEach( ( row, index ) => {
		const id = 'id' in row ? Number( row.id ) : index + 1;
		table.set( id, { ...row, id } );
	} );
}

export function post( at: string, different: object = {} ) {
	return {
		type: 'post',
		status: 'publish',
		author: 1,
		at: Date.parse( at ) / 1000,
		words: 100,
		comments: 0,
		terms: [],
		title: 'A post',
		...different,
	};
}

export function comment( at: string, different: object = {} ) {
	return {
		post: 1,
		status: 'approved',
		kind: 'comment',
		author: 0,
		parent: 0,
		owner: 1,
		answered: null,
		at: Date.parse( at ) / 1000,
		...different,
	};
}

/** Numbers that look random and are the same in every run (mulberry32). */
export function seeded( seed: number ) {
	let state = seed;
	const random = () => {
		state = ( state + 0x6d2b79f5 ) | 0;
		let mixed = Math.imul( state ^ ( state >>> 15 ), 1 | state );
		mixed ^= mixed + Math.imul( mixed ^ ( mixed >>> 7 ), 61 | mixed );
		return ( ( mixed ^ ( mixed >>> 14 ) ) >>> 0 ) / 4294967296;
	};
	return {
		upTo: ( most: number ) => Math.floor( random() * ( most + 1 ) ),
		pick: < Item >( items: readonly [ Item, ...Item[] ] ): Item =>
			items[ Math.floor( random() * items.length ) ] ?? items[ 0 ],
	};
}
