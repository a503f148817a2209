import { crc32 } from 'node:zlib';
import type { RangesAnswer } from '../../contract/sync';
import { changeFacts } from './change';
import { forgetSkipped } from './copy';
import type { Dataset, FieldValue } from './dataset';
import { factsTable } from './dataset';
import type { Facts } from './facts';
import type { IdRange } from './resyncs';

export type RangeSum = Pick< RangesAnswer, 'count' | 'last' | 'checksum' >;

/** Everything that is here in full is to be compared, from its first id. */
export async function beginComparison(
	facts: Facts,
	site: number,
	now: number
): Promise< void > {
	await changeFacts( facts, async ( writing ) => {
		await writing
			.updateTable( 'copies' )
			.set( { compared: 0 } )
			.where( 'site', '=', site )
			.where( 'filled', '=', 1 )
			.where( 'missing_since', 'is', null )
			.execute();
		await writing
			.updateTable( 'sites' )
			.set( { comparing_since: now } )
			.where( 'site', '=', site )
			.execute();
	} );
}

/** What is still to be compared, and after which id. */
export async function listUncompared(
	{ db }: Facts,
	site: number
): Promise< Array< { dataset: string; after: number } > > {
	const rows = await db
		.selectFrom( 'copies' )
		.select( [ 'dataset', 'compared' ] )
		.where( 'site', '=', site )
		.where( 'compared', 'is not', null )
		.orderBy( 'dataset' )
		.execute();
	return rows.map( ( { dataset, compared } ) => ( {
		dataset,
		after: compared ?? 0,
	} ) );
}

/** The next range begins behind this one. */
export async function moveComparison(
	facts: Facts,
	site: number,
	dataset: Dataset,
	range: IdRange & { isSame: boolean }
): Promise< void > {
	await changeFacts( facts, async ( writing ) => {
		if ( range.isSame ) {
			await forgetSkipped( writing, site, dataset, range );
		}
		await writing
			.updateTable( 'copies' )
			.set( { compared: range.upTo } )
			.where( 'site', '=', site )
			.where( 'dataset', '=', dataset.id )
			.execute();
	} );
}

export async function endComparison(
	facts: Facts,
	site: number,
	begunAt: number
): Promise< void > {
	await changeFacts( facts, ( writing ) =>
		writing
			.updateTable( 'sites' )
			.set( { compared_at: begunAt, comparing_since: null } )
			.where( 'site', '=', site )
			.execute()
	);
}

/** As the site sums up a range of its own; see `RangesAnswer`. */
export async function sumRange(
	{ db }: Facts,
	site: number,
	dataset: Dataset,
	{ after, upTo }: IdRange
): Promise< RangeSum > {
	const rows = await db
		.selectFrom( factsTable( dataset ) )
		.selectAll()
		.where( 'site', '=', site )
		.where( 'id', '>', after )
		.$if( upTo !== null, ( query ) => query.where( 'id', '<=', upTo ) )
		.orderBy( 'id' )
		.execute();
	return sumFacts( dataset, rows );
}

export function sumFacts(
	dataset: Dataset,
	rows: ReadonlyArray< Readonly< Record< string, FieldValue > > >
): RangeSum {
	let sum = 0;
	for ( const row of rows ) {
		sum = crc32( `${ lineOf( dataset, row ) }\n`, sum );
	}
	return {
		count: rows.length,
		last: Number( rows.at( -1 )?.id ?? 0 ),
		checksum: sum.toString( 16 ).padStart( 8, '0' ),
	};
}

function lineOf(
	{ fields }: Dataset,
	row: Readonly< Record< string, FieldValue > >
): string {
	const values = Object.entries( fields ).map( ( [ name, { kind } ] ) =>
		// Kept as the JSON that it is.
		kind === 'references' ? row[ name ] : JSON.stringify( row[ name ] )
	);
	return `[${ [ row.id, ...values ].join( ',' ) }]`;
}
