import type { SiteDescription } from '../../contract/facts';
import type { Progress } from '../../contract/sync';
import type { Facts } from './facts';
import { changeFacts } from './change';
import { markEveryDay } from './dirty';
import { nextEdition } from './editions';

/** What the store holds on one site. `key` is its first column everywhere. */
export type KnownSite = SiteDescription & {
	key: number;
	home: string;
	cursor: number | null;
	/** Milliseconds since 1970; null until the facts have agreed with the site once. */
	agreedAt: number | null;
	/** Milliseconds since 1970; null until every fact was compared with the site's once. */
	comparedAt: number | null;
};

export type Copy = {
	dataset: string;
	after: number;
	done: number;
	total: number;
	isFinished: boolean;
	/** All of it was here once: it stays shown while it is copied again. */
	isFilled: boolean;
	/** Wall clock a row, pauses included; null before the first page. */
	rowMicroseconds: number | null;
};

/** Null before the site was first reached. */
export async function findSite(
	{ db }: Facts,
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
		// Written by `describeSite` alone.
		...( JSON.parse( row.description ) as SiteDescription ),
		key: row.site,
		home: row.home,
		cursor: row.cursor,
		agreedAt: row.agreed_at,
		comparedAt: row.compared_at,
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
	const known = await findSite( facts, home );
	const columns = { description: JSON.stringify( description ) };
	if ( known === null ) {
		await changeFacts( facts, ( writing ) =>
			writing
				.insertInto( 'sites' )
				.values( {
					home,
					...columns,
					cursor: null,
					agreed_at: null,
					named_at: null,
					compared_at: null,
					comparing_since: null,
				} )
				.execute()
		);
	} else if ( known.timezone !== description.timezone ) {
		// Marked first: a stop in between only makes it happen again.
		await markEveryDay( facts, known.key );
		await updateSite( facts, known.key, { ...columns, agreed_at: null } );
	} else {
		await updateSite( facts, known.key, columns );
	}
	const described = await findSite( facts, home );
	if ( described === null ) {
		throw new Error( `The row of ${ home } is gone.` );
	}
	return described;
}

/** False when it has been moved meanwhile, by another process: then it stays there. */
export async function moveCursor(
	facts: Facts,
	site: number,
	from: number,
	to: number
): Promise< boolean > {
	const { numUpdatedRows } = await changeFacts( facts, ( writing ) =>
		writing
			.updateTable( 'sites' )
			.set( { cursor: to } )
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

/** While the first copy comes in, reports show how far it is. */
export async function setFilling(
	facts: Facts,
	site: number
): Promise< void > {
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
	to: number
): Promise< boolean > {
	return changeFacts( facts, async ( writing ) => {
		const { numUpdatedRows } = await writing
			.updateTable( 'sites' )
			.set( { cursor: to } )
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

/** One for each declared dataset, begun or not. */
export async function listCopies(
	{ db, datasets }: Facts,
	site: number
): Promise< Copy[] > {
	const rows = await db
		.selectFrom( 'copies' )
		.selectAll()
		.where( 'site', '=', site )
		.execute();
	return [ ...datasets.keys() ].map( ( dataset ) => {
		const row = rows.find( ( copy ) => copy.dataset === dataset );
		return {
			dataset,
			after: row?.after ?? 0,
			done: row?.done ?? 0,
			total: row?.total ?? 0,
			isFinished: row?.finished === 1,
			isFilled: row?.filled === 1,
			rowMicroseconds: row?.row_microseconds ?? null,
		};
	} );
}

/** Of those that the site offers, and that were never here in full. */
export function progressOf( copies: readonly Copy[] ): Progress {
	const done = sumOf( copies.map( ( copy ) => copy.done ) );
	const total = sumOf(
		copies.map( ( copy ) => Math.max( copy.total, copy.done ) )
	);
	const left = sumOf( copies.map( microsecondsLeft( copies ) ) );
	return {
		done,
		total,
		secondsLeft: copies.some( ( copy ) => copy.rowMicroseconds !== null )
			? Math.ceil( left / 1e6 )
			: null,
	};
}

/** A dataset not begun is taken to be as quick as the others. */
function microsecondsLeft( copies: readonly Copy[] ) {
	const known = copies.flatMap( ( copy ) => copy.rowMicroseconds ?? [] );
	const usual = sumOf( known ) / known.length;
	return ( { isFinished, done, total, rowMicroseconds }: Copy ) =>
		isFinished
			? 0
			: Math.max( 0, total - done ) * ( rowMicroseconds ?? usual );
}

function sumOf( numbers: readonly number[] ): number {
	return numbers.reduce( ( sum, one ) => sum + one, 0 );
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
