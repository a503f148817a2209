import type { SiteDescription } from '../../contract/facts';
import type { Facts } from './facts';
import { changeFacts } from './change';
import { type Described, readDescribed } from './described';
import { markEveryDay } from './dirty';
import { nextEdition } from './editions';
import { factsOf } from './own';
import { readOwnDatasets } from './own-datasets';
import { prepareOwn } from './own-tables';

/** What the store holds on one site. `key` is its first column everywhere. */
export type KnownSite = Described & {
	key: number;
	home: string;
	cursor: number | null;
	/** The last that the site gave; empty before its first. */
	mark: string;
	/** Milliseconds since 1970; null until the facts have agreed with the site once. */
	agreedAt: number | null;
	/** Milliseconds since 1970; null until every fact was compared with the site's once. */
	comparedAt: number | null;
	/** When the comparison on its way was begun. */
	comparingSince: number | null;
};

/** Null before the site was first reached. */
export async function findSite(
	{ db, datasets }: Facts,
	home: string
): Promise< KnownSite | null > {
	const row = await db
		.selectFrom( 'sites' )
		.selectAll()
		.where( 'home', '=', home )
		.executeTakeFirst();
	if ( row === undefined ) {
		return null;
	}
	return {
		...readDescribed( datasets, row ),
		key: row.site,
		home: row.home,
		cursor: row.cursor,
		mark: row.mark,
		agreedAt: row.agreed_at,
		comparedAt: row.compared_at,
		comparingSince: row.comparing_since,
	};
}

/**
 * Keeps what the site says of itself. In another timezone every fact may lie on another day:
 * all days become dirty, and the site disagrees until they are counted anew.
 */
export async function describeSite(
	facts: Facts,
	home: string,
	description: SiteDescription
): Promise< KnownSite > {
	const known =
		( await findSite( facts, home ) ) ?? ( await addSite( facts, home ) );
	const { datasets } = readOwnDatasets(
		description.own.datasets,
		known.key,
		new Set( facts.datasets.keys() )
	);
	// Whoever reads of them in the description finds their tables.
	await prepareOwn(
		facts,
		datasets.map( ( { dataset } ) => dataset )
	);
	const columns = { description: JSON.stringify( description ) };
	if ( known.timezone === description.timezone ) {
		await updateSite( facts, known.key, columns );
	} else {
		// Marked first: a stop in between only makes it happen again.
		await markEveryDay( factsOf( facts, known ), known.key );
		await updateSite( facts, known.key, { ...columns, agreed_at: null } );
	}
	return requireSite( facts, home );
}

async function addSite( facts: Facts, home: string ): Promise< KnownSite > {
	await changeFacts( facts, ( writing ) =>
		writing
			.insertInto( 'sites' )
			.values( {
				home,
				description: JSON.stringify( undescribed ),
				cursor: null,
				agreed_at: null,
				named_at: null,
				compared_at: null,
				comparing_since: null,
			} )
			.execute()
	);
	return requireSite( facts, home );
}

const undescribed: SiteDescription = {
	name: '',
	locale: 'en',
	timezone: 'UTC',
	weekStartsOn: 1,
	types: {},
	roles: {},
	datasets: [],
	currency: null,
	orderStatuses: {},
	own: { datasets: [], reports: [], wrong: [] },
};

async function requireSite( facts: Facts, home: string ): Promise< KnownSite > {
	const site = await findSite( facts, home );
	if ( site === null ) {
		throw new Error( `The row of ${ home } is gone.` );
	}
	return site;
}

/** False when it has been moved meanwhile, by another process: then it stays there. */
export async function moveCursor(
	facts: Facts,
	site: number,
	from: number,
	to: { cursor: number; mark: string }
): Promise< boolean > {
	const { numUpdatedRows } = await changeFacts( facts, ( writing ) =>
		writing
			.updateTable( 'sites' )
			.set( to )
			.where( 'site', '=', site )
			.where( 'cursor', '=', from )
			.executeTakeFirstOrThrow()
	);
	return numUpdatedRows > 0n;
}

export async function setAgreed(
	facts: Facts,
	site: number,
	agreedAt: number
): Promise< void > {
	await changeFacts( facts, async ( writing ) => {
		await writing
			.updateTable( 'copies' )
			.set( { filled: 1 } )
			.where( 'site', '=', site )
			.where( 'finished', '=', 1 )
			.execute();
		await writing
			.updateTable( 'sites' )
			.set( { agreed_at: agreedAt, edition: nextEdition } )
			.where( 'site', '=', site )
			.execute();
	} );
}

/** While facts come in, reports and the state of the sync show how far it is. */
export async function setMoved( facts: Facts, site: number ): Promise< void > {
	await updateSite( facts, site, { edition: nextEdition } );
}

/** Since each site last agreed with its facts; null: not yet. */
export async function findSyncAges(
	{ db }: Facts,
	now: number
): Promise< Array< { site: string; seconds: number | null } > > {
	const rows = await db
		.selectFrom( 'sites' )
		.select( [ 'home', 'agreed_at' ] )
		.execute();
	return rows.map( ( { home, agreed_at: agreedAt } ) => ( {
		site: home,
		seconds: agreedAt === null ? null : ( now - agreedAt ) / 1000,
	} ) );
}

/**
 * Has every dataset copied from its first id; what is there stays until the copy says otherwise.
 * False when the cursor has been moved meanwhile, by another process: then nothing is begun anew.
 */
export async function restartCopies(
	facts: Facts,
	site: number,
	from: number | null,
	to: { cursor: number; mark: string }
): Promise< boolean > {
	return changeFacts( facts, async ( writing ) => {
		const { numUpdatedRows } = await writing
			.updateTable( 'sites' )
			.set( to )
			.where( 'site', '=', site )
			.where( 'cursor', from === null ? 'is' : '=', from )
			.executeTakeFirstOrThrow();
		if ( numUpdatedRows === 0n ) {
			return false;
		}
		await writing
			.updateTable( 'copies' )
			.set( { after: 0, done: 0, finished: 0 } )
			.where( 'site', '=', site )
			.execute();
		return true;
	} );
}

async function updateSite(
	facts: Facts,
	site: number,
	columns: Partial< {
		description: string;
		agreed_at: number | null;
		edition: typeof nextEdition;
	} >
): Promise< void > {
	await changeFacts( facts, ( writing ) =>
		writing
			.updateTable( 'sites' )
			.set( columns )
			.where( 'site', '=', site )
			.execute()
	);
}
