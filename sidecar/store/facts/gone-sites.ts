import { type Kysely, sql } from 'kysely';
import { goneSites } from '../gone-sites';
import { changeFacts, factsPerTransaction } from './change';
import { factsTable, rollupTable } from './dataset';
import { markEveryDay } from './dirty';
import type { Facts, FactsSchema } from './facts';
import { dropOwn } from './own-tables';

type Round = {
	/** Of the sites that the settings name. */
	homes: readonly string[];
	now: number;
	signal: AbortSignal;
};

/** Keeps when the settings last named each site, and deletes the facts of those long out of them. */
export async function forgetGoneSites(
	facts: Facts,
	{ homes, now, signal }: Round
): Promise< void > {
	await noteNamed( facts, homes, now );
	const gone = await facts.db
		.selectFrom( 'sites' )
		.select( 'site' )
		.where( 'home', 'not in', homes )
		.where( 'named_at', '<', now - goneSites.kept )
		.execute();
	for ( const { site } of gone ) {
		await forgetSite( facts, site, signal );
	}
}

async function noteNamed(
	facts: Facts,
	homes: readonly string[],
	now: number
): Promise< void > {
	const rows = await facts.db
		.selectFrom( 'sites' )
		.select( [ 'site', 'home', 'named_at' ] )
		.execute();
	const due = rows.filter(
		( { home, named_at: namedAt } ) =>
			namedAt === null ||
			( homes.includes( home ) && namedAt < now - goneSites.notedEvery )
	);
	if ( due.length > 0 ) {
		await changeFacts( facts, ( writing ) =>
			writing
				.updateTable( 'sites' )
				.set( { named_at: now } )
				.where(
					'site',
					'in',
					due.map( ( { site } ) => site )
				)
				.execute()
		);
	}
}

async function forgetSite(
	facts: Facts,
	site: number,
	signal: AbortSignal
): Promise< void > {
	// Named again before the end of this, it is copied anew and every day is counted.
	await markEveryDay( facts, site );
	await changeFacts( facts, ( writing ) =>
		writing
			.updateTable( 'sites' )
			.set( { cursor: null, agreed_at: null } )
			.where( 'site', '=', site )
			.execute()
	);
	await emptyTables( facts, site, signal );
	for ( const [ table, column ] of noted ) {
		await emptyTable( facts, site, table, column, signal );
	}
	if ( ! signal.aborted ) {
		await dropOwn( facts, site );
		await changeFacts( facts, async ( writing ) => {
			for ( const table of withSite ) {
				await writing
					.deleteFrom( table )
					.where( 'site', '=', site )
					.execute();
			}
		} );
	}
}

/** Of every dataset in `facts` the facts and the rollups of a site, some at a time. */
export async function emptyTables(
	facts: Facts,
	site: number,
	signal: AbortSignal,
	isGone: IsGone = async () => true
): Promise< void > {
	for ( const [ table, column ] of tablesOf( facts ) ) {
		await emptyTable( facts, site, table, column, signal, isGone );
	}
}

/** Asked in each transaction that deletes. */
type IsGone = ( writing: Kysely< FactsSchema > ) => Promise< boolean >;

async function emptyTable(
	facts: Facts,
	site: number,
	table: string,
	column: 'id' | 'day',
	signal: AbortSignal,
	isGone: IsGone = async () => true
): Promise< void > {
	let isMore = true;
	while ( isMore && ! signal.aborted ) {
		isMore = await deleteSome( facts, site, table, column, isGone );
	}
}

const withSite = [ 'copies', 'resyncs', 'logos', 'sites' ] as const;

const noted = [
	[ 'skipped', 'id' ],
	[ 'dirty_days', 'day' ],
] as const;

/** Those that may be long, in the order in which a stop does no harm, and what leads through them. */
function tablesOf( {
	datasets,
}: Facts ): Array< readonly [ table: string, column: 'id' | 'day' ] > {
	const declared = [ ...datasets.values() ];
	return [
		...declared.map(
			( dataset ) => [ factsTable( dataset ), 'id' ] as const
		),
		...declared.flatMap( ( dataset ) =>
			Object.keys( dataset.rollups ).map(
				( rollup ) => [ rollupTable( dataset, rollup ), 'day' ] as const
			)
		),
	];
}

/** Answers whether there are more. What a day or an id has goes at once. */
async function deleteSome(
	facts: Facts,
	site: number,
	table: string,
	column: 'id' | 'day',
	isGone: IsGone
): Promise< boolean > {
	const from = sql.table( table );
	const place = sql.ref( column );
	const { rows } = await sql< { last: number } >`
		select ${ place } as last from ${ from } where site = ${ site }
		order by ${ place } limit 1 offset ${ sql.lit( factsPerTransaction - 1 ) }
	`.execute( facts.db );
	const last = rows[ 0 ]?.last ?? Number.MAX_SAFE_INTEGER;
	const isDeleted = await changeFacts( facts, async ( writing ) => {
		if ( ! ( await isGone( writing ) ) ) {
			return false;
		}
		await sql`delete from ${ from } where site = ${ site } and ${ place } <= ${ last }`.execute(
			writing
		);
		return true;
	} );
	return isDeleted && rows.length > 0;
}
