import {
	countAll,
	countGroups,
	type Counted,
	type Ranked,
	type Ranking,
	rankValues,
} from '../store/facts/count';
import type { Question } from '../store/facts/question';
import { readReferences } from '../store/facts/read';
import { sumOf } from './counted';
import type { Breakdown, BreakdownColumn } from './declaration';
import type { Setting } from './setting';

/** By a column's id; descending unless it says so. */
export type Sorting = {
	column: string;
	direction: 'ascending' | 'descending';
};

/** The rows of a breakdown in its own order, and all of them together. */
export async function rankBreakdown(
	setting: Setting,
	breakdown: Breakdown,
	limit: number,
	different?: Ranking[ 'different' ]
): Promise< Ranked > {
	const { subject, period } = setting;
	const { dataset, field, through, where = [], now } = breakdown;
	const source = subject.source( dataset );
	const question: Question = {
		days: now ? null : period,
		where: [ ...subject.where( dataset ), ...where ],
		sums: sumsOf( breakdown ),
	};
	const isList = source.dataset.fields[ field ]?.kind === 'references';
	const known = groupsOf( setting );
	const asked = JSON.stringify( [ dataset, field, question ] );
	if ( through === undefined && ! isList ) {
		const all = known.get( asked );
		return all === undefined
			? rankValues( source, question, field, {
					order: orderOf( breakdown ),
					limit,
					...( different && { different } ),
				} )
			: rankKnown( all, breakdown, limit );
	}
	const groups = await countGroups( source, question, {
		kind: 'value',
		field,
	} );
	known.set( asked, groups );
	const listOf =
		through === undefined
			? readList
			: await readReferences(
					subject.source( through.dataset ),
					through.field,
					groups.map( ( { key } ) => Number( key ) )
				);
	const rows = sortRows( spread( groups, listOf ), breakdown );
	return {
		rows: rows.slice( 0, limit ),
		groups: rows.length,
		whole: { key: null, sums: await countAll( source, question ) },
		overlap: addUp( rows ),
		different: {},
	};
}

/** A table by category has counted by product already what one by product asks for. */
const grouped = new WeakMap< Setting, Map< string, readonly Counted[] > >();

function groupsOf( setting: Setting ): Map< string, readonly Counted[] > {
	const known =
		grouped.get( setting ) ?? new Map< string, readonly Counted[] >();
	grouped.set( setting, known );
	return known;
}

function rankKnown(
	all: readonly Counted[],
	breakdown: Breakdown,
	limit: number
): Ranked {
	const rows = sortRows( all.filter( hasSomething ), breakdown );
	return {
		rows: rows.slice( 0, limit ),
		groups: rows.length,
		whole: { key: null, sums: addUp( rows ) },
		different: {},
	};
}

function hasSomething( { sums }: Counted ): boolean {
	return Object.values( sums ).some( Boolean );
}

/** Names of the sums that a column is made of: columns that are made of the same share it. */
export function partNames( column: BreakdownColumn ): string[] {
	return addendsOf( column ).map( nameOf );
}

function sumsOf( { columns }: Breakdown ): Question[ 'sums' ] {
	return Object.fromEntries(
		columns
			.flatMap( addendsOf )
			.map( ( addend ) => [ nameOf( addend ), sumOf( addend ) ] )
	);
}

type RowAddend = Parameters< typeof sumOf >[ 0 ];

function addendsOf( { measure }: BreakdownColumn ): RowAddend[] {
	return measure.kind === 'ratio' ? [ measure.of, measure.per ] : [ measure ];
}

function nameOf( addend: RowAddend ): string {
	return JSON.stringify( sumOf( addend ) );
}

function orderOf( { columns, order }: Breakdown ) {
	const [ name = '' ] = partNames( columns[ 0 ] );
	return order === undefined
		? ( { by: 'sum', name, direction: 'descending' } as const )
		: ( {
				by: 'key',
				direction: order === 'key' ? 'ascending' : 'descending',
			} as const );
}

export function readList( value: Counted[ 'key' ] ): readonly number[] {
	const list: unknown = JSON.parse( String( value ) );
	return Array.isArray( list ) ? list.map( Number ) : [];
}

/** Counts a group at each of the values in its list. */
export function spread(
	groups: readonly Counted[],
	listOf: ( key: Counted[ 'key' ] ) => readonly number[]
): Counted[] {
	const rows = new Map< number, Record< string, number > >();
	for ( const { key, sums } of groups ) {
		for ( const value of new Set( listOf( key ) ) ) {
			const row = rows.get( value ) ?? {};
			rows.set( value, row );
			for ( const [ name, sum ] of Object.entries( sums ) ) {
				row[ name ] = ( row[ name ] ?? 0 ) + sum;
			}
		}
	}
	return [ ...rows ]
		.map( ( [ key, sums ] ) => ( { key, sums } ) )
		.filter( hasSomething );
}

function sortRows( rows: Counted[], breakdown: Breakdown ): Counted[] {
	const order = orderOf( breakdown );
	const byKey = ( one: Counted, other: Counted ) =>
		Number( one.key ) - Number( other.key );
	return order.by === 'key'
		? rows.toSorted( ( one, other ) =>
				order.direction === 'ascending'
					? byKey( one, other )
					: byKey( other, one )
			)
		: rows.toSorted(
				( one, other ) =>
					( other.sums[ order.name ] ?? 0 ) -
						( one.sums[ order.name ] ?? 0 ) || byKey( one, other )
			);
}

function addUp( rows: readonly Counted[] ): Record< string, number > {
	const whole: Record< string, number > = {};
	for ( const { sums } of rows ) {
		for ( const [ name, sum ] of Object.entries( sums ) ) {
			whole[ name ] = ( whole[ name ] ?? 0 ) + sum;
		}
	}
	return whole;
}
