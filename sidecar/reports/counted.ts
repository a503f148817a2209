import type { NumberFormat } from '../contract/report-document';
import { isAmong } from '../store/facts/conditions';
import { countAll, countDistinct, countGroups } from '../store/facts/count';
import type { Condition } from '../store/facts/dataset';
import { startOfMonth } from '../store/facts/days';
import type { DayRange } from '../store/facts/question';
import type { Sum } from '../store/facts/sums';
import type { Addend, Measure } from './declaration';
import { type Days, hasDays } from './period';
import type { Subject } from './subject';

export type NamedMeasure = {
	id: string;
	measure: Measure;
	format: NumberFormat;
};

/** Values by measure id; null where there is nothing to divide by. */
export type Values = Readonly< Record< string, number | null > >;

/** A sum that some measure is made of. */
type Part = { name: string; addend: Addend; days: DayRange };

/** The measures over some days at once, with as few questions as there are datasets. */
export async function countDays(
	subject: Subject,
	days: Days | null,
	measures: readonly NamedMeasure[],
	/** Counted already, by measure id. */
	known: Values = {}
): Promise< Values > {
	const parts = measures.flatMap( ( one ) => partsOf( one, days ) );
	const sums = await countParts( subject, parts );
	for ( const { id, measure } of measures ) {
		if ( measure.kind === 'distinct' ) {
			const { dataset, field, where = [] } = measure;
			sums[ id ] = isEmpty( days )
				? 0
				: ( known[ id ] ??
					( await countDistinct(
						subject.source( dataset ),
						{
							days,
							where: [ ...subject.where( dataset ), ...where ],
						},
						field
					) ) );
		}
	}
	return Object.fromEntries(
		measures.map( ( one ) => [ one.id, valueOf( one, sums ) ] )
	);
}

function partsOf( { id, measure }: NamedMeasure, days: DayRange ): Part[] {
	switch ( measure.kind ) {
		case 'sum':
			return [ { name: id, addend: measure, days } ];
		case 'now':
			return [ { name: id, addend: measure, days: null } ];
		case 'ratio':
			return [
				{ name: `${ id }:of`, addend: measure.of, days },
				{ name: `${ id }:per`, addend: measure.per, days },
			];
		case 'distinct':
			return [];
	}
}

async function countParts(
	subject: Subject,
	parts: readonly Part[]
): Promise< Record< string, number > > {
	const sums: Record< string, number > = {};
	for ( const { dataset, days, asked } of questionsOf( parts ) ) {
		if ( isEmpty( days ) ) {
			continue;
		}
		const common = commonOf( asked.map( ( part ) => part.addend ) );
		const counted = await countAll( subject.source( dataset ), {
			days,
			where: [ ...subject.where( dataset ), ...common ],
			sums: Object.fromEntries(
				asked.map( ( part ) => [
					part.name,
					sumOf( part.addend, common ),
				] )
			),
		} );
		Object.assign( sums, counted );
	}
	return sums;
}

type PartsQuestion = {
	dataset: string | undefined;
	days: DayRange;
	asked: Part[];
};

function questionsOf( parts: readonly Part[] ): PartsQuestion[] {
	const questions: PartsQuestion[] = [];
	for ( const part of parts ) {
		const { dataset } = part.addend;
		const same = questions.find(
			( one ) => one.dataset === dataset && one.days === part.days
		);
		if ( same === undefined ) {
			questions.push( { dataset, days: part.days, asked: [ part ] } );
		} else {
			same.asked.push( part );
		}
	}
	return questions;
}

/** What holds for all of them is asked once, of the facts: a rollup may hold to just that. */
function commonOf( addends: readonly Addend[] ): readonly Condition[] {
	const [ first, ...others ] = addends;
	return ( first?.where ?? [] ).filter( ( condition ) =>
		others.every( ( { where = [] } ) => isAmong( condition, where ) )
	);
}

export function sumOf(
	{ total, plus, less, where = [], negated }: Omit< Addend, 'dataset' >,
	asked: readonly Condition[] = []
): Sum {
	const rest = where.filter( ( condition ) => ! isAmong( condition, asked ) );
	return {
		total,
		...( plus && { plus } ),
		...( less && { less } ),
		...( rest.length > 0 && { where: rest } ),
		...( negated && { negated } ),
	};
}

function valueOf(
	{ id, measure, format }: NamedMeasure,
	sums: Readonly< Record< string, number > >
): number | null {
	return measure.kind === 'ratio'
		? divide( sums[ `${ id }:of` ], sums[ `${ id }:per` ], format )
		: ( sums[ id ] ?? 0 );
}

/** Money and time have no parts of their smallest unit. */
export function divide(
	of: number | undefined,
	per: number | undefined,
	format: NumberFormat
): number | null {
	if ( of === undefined || ! per ) {
		return null;
	}
	return format === 'money' || format === 'duration'
		? Math.round( of / per )
		: of / per;
}

/** A sum for each of some days that follow one another without a gap. */
export async function countBuckets(
	subject: Subject,
	buckets: readonly Days[],
	addend: Addend
): Promise< number[] > {
	const sums = buckets.map( () => 0 );
	const from = buckets[ 0 ]?.from;
	const to = buckets.at( -1 )?.to;
	if ( from === undefined || to === undefined || to < from ) {
		return sums;
	}
	const { dataset, where = [] } = addend;
	const rows = await countGroups(
		subject.source( dataset ),
		{
			days: { from, to },
			where: [ ...subject.where( dataset ), ...where ],
			sums: { sum: sumOf( addend, where ) },
		},
		{ kind: areMonths( buckets ) ? 'month' : 'day' }
	);
	let at = 0;
	for ( const { key, sums: counted } of rows ) {
		// The rows ascend as the buckets do.
		while ( Number( key ) > ( buckets[ at ]?.to ?? Infinity ) ) {
			at++;
		}
		sums[ at ] = ( sums[ at ] ?? 0 ) + ( counted.sum ?? 0 );
	}
	return sums;
}

/** Where every bucket begins with a month, none of them cuts one in two. */
function areMonths( [ , ...buckets ]: readonly Days[] ): boolean {
	return buckets.every( ( { from } ) => from === startOfMonth( from ) );
}

function isEmpty( days: DayRange ): boolean {
	return days !== null && ! hasDays( days );
}
