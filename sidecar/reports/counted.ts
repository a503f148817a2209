import type { Facts } from '../store/facts/facts';
import type { Dataset } from '../store/facts/dataset';
import type { Condition, Counting } from '../store/facts/read';
import { countFacts } from '../store/facts/read';
import type { Measure } from './declaration';
import type { Days } from './period';

/** Which facts a report is about. */
export type Subject = {
	facts: Facts;
	site: number;
	dataset: Dataset;
	where: readonly Condition[];
};

export type NamedMeasure = { id: string; measure: Measure };

/** Values by measure id; null where there is nothing to divide by. */
export type Values = Readonly< Record< string, number | null > >;

/** What to ask the store for: a ratio is two sums. */
export function countingsOf(
	measures: readonly NamedMeasure[]
): Record< string, Counting > {
	return Object.fromEntries(
		measures.flatMap( ( { id, measure } ): Array< [ string, Counting ] > =>
			measure.kind === 'ratio'
				? [
						[ `${ id }:of`, { kind: 'sum', ...measure.of } ],
						[ `${ id }:per`, { kind: 'sum', ...measure.per } ],
					]
				: [ [ id, measure ] ]
		)
	);
}

/** What the store answered, as the measures want it. */
export function valuesOf(
	measures: readonly NamedMeasure[],
	counted: Readonly< Record< string, number > >
): Values {
	return Object.fromEntries(
		measures.map( ( { id, measure } ) => {
			if ( measure.kind !== 'ratio' ) {
				return [ id, counted[ id ] ?? 0 ];
			}
			const per = counted[ `${ id }:per` ] ?? 0;
			const of = counted[ `${ id }:of` ] ?? 0;
			return [ id, per === 0 ? null : of / per ];
		} )
	);
}

/** The measures over some days at once; every value is 0 or null where there are no days. */
export async function countDays(
	{ facts, ...subject }: Subject,
	days: Days | null,
	measures: readonly NamedMeasure[]
): Promise< Values > {
	if ( measures.length === 0 ) {
		return {};
	}
	const [ row ] = await countFacts( facts.db, {
		...subject,
		days,
		columns: countingsOf( measures ),
	} );
	return valuesOf( measures, row?.columns ?? {} );
}

/** A sum for each of some days that follow one another without a gap. */
export async function countBuckets(
	{ facts, ...subject }: Subject,
	buckets: readonly Days[],
	sum: Counting
): Promise< number[] > {
	const sums = buckets.map( () => 0 );
	const from = buckets[ 0 ]?.from;
	const to = buckets.at( -1 )?.to;
	if ( from === undefined || to === undefined ) {
		return sums;
	}
	const rows = await countFacts( facts.db, {
		...subject,
		days: { from, to },
		columns: { sum },
		by: 'day',
	} );
	let at = 0;
	for ( const { key, columns } of rows ) {
		// The rows ascend as the buckets do.
		while ( Number( key ) > ( buckets[ at ]?.to ?? Infinity ) ) {
			at++;
		}
		sums[ at ] = ( sums[ at ] ?? 0 ) + ( columns.sum ?? 0 );
	}
	return sums;
}
