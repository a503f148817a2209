import { Refusal } from '../errors';
import type { DayRange } from '../store/facts/question';
import type { Condition, Dataset, Total } from '../store/facts/dataset';
import { addMonths, formatDay } from '../store/facts/days';
import { readIdsWith } from '../store/facts/read';
import { requireTotal } from '../store/facts/sums';
import type { Addend, Breakdown, Measure } from './declaration';
import type { Setting } from './setting';
import { findTable } from './whole-table';

/** What somebody wants to see the facts of. */
export type Behind =
	{ figure: string } | { bucket: string } | { table: string; key: string };

export type FactsBehind = {
	title: string;
	dataset: string;
	where: readonly Condition[];
	days: DayRange;
};

export function readBehind( query: URLSearchParams ): Behind {
	const figure = query.get( 'figure' ) || null;
	const bucket = query.get( 'bucket' ) || null;
	const table = query.get( 'table' ) || null;
	const key = query.get( 'key' );
	if ( figure !== null ) {
		return { figure };
	}
	if ( bucket !== null ) {
		return { bucket };
	}
	if ( table === null || key === null ) {
		throw new Refusal( 'rows_unknown', {
			parameter: table === null ? 'figure' : 'key',
		} );
	}
	return { table, key };
}

/** Which facts a number was counted from. */
export async function factsBehind(
	setting: Setting,
	behind: Behind
): Promise< FactsBehind > {
	if ( 'figure' in behind ) {
		return behindFigure( setting, behind.figure );
	}
	if ( 'bucket' in behind ) {
		return behindBucket( setting, behind.bucket );
	}
	const found = findTable( setting.declaration, behind.table );
	switch ( found.kind ) {
		case 'chart':
			return behindBucket( setting, behind.key );
		case 'breakdown':
			return behindRow( setting, found.breakdown, behind.key );
		case 'listing':
			throw new Refusal( 'rows_unknown', { parameter: 'table' } );
	}
}

function behindFigure( setting: Setting, id: string ): FactsBehind {
	const { declaration, period, language } = setting;
	const figure = declaration.figures.find( ( one ) => one.id === id );
	if ( figure === undefined ) {
		throw new Refusal( 'rows_unknown', { parameter: 'figure' } );
	}
	const { measure } = figure;
	return {
		title: figure.label[ language ],
		...behindAddend( setting, addendOf( measure ) ),
		days: measure.kind === 'now' ? null : period,
	};
}

/** A ratio is about what is divided. */
function addendOf( measure: Measure ): Addend {
	switch ( measure.kind ) {
		case 'ratio':
			return measure.of;
		case 'distinct':
			return { ...measure, total: 'facts' };
		case 'sum':
		case 'now':
			return measure;
	}
}

function behindAddend(
	{ subject, declaration }: Setting,
	{ dataset = declaration.dataset, total, where = [] }: Addend
): Pick< FactsBehind, 'dataset' | 'where' > {
	const source = subject.source( dataset );
	return {
		dataset,
		where: [
			...subject.where( dataset ),
			...where,
			...conditionsOf( requireTotal( source.dataset, total ) ),
		],
	};
}

/** Facts that add something to a total. */
function conditionsOf( total: Total ): readonly Condition[] {
	const { where = [] } = total;
	switch ( total.kind ) {
		case 'present':
			return [ ...where, { field: total.field, not: [ 0 ] } ];
		case 'known':
			return [ ...where, { field: total.field, not: [ null ] } ];
		case 'sum':
		case 'count':
			return where;
	}
}

function behindBucket( setting: Setting, key: string ): FactsBehind {
	const { declaration, period, dates } = setting;
	const { chart } = declaration;
	const bucket = period.buckets.find(
		( { from } ) => formatDay( from ) === key
	);
	if ( bucket === undefined || ! ( 'measure' in chart ) ) {
		throw new Refusal( 'rows_unknown', { parameter: 'bucket' } );
	}
	return {
		title: dates.spoken( bucket, period.by, period.today ),
		...behindAddend( setting, chart.measure ),
		days: { from: bucket.from, to: bucket.to },
	};
}

async function behindRow(
	setting: Setting,
	breakdown: Breakdown,
	key: string
): Promise< FactsBehind > {
	const { declaration, subject, period, language } = setting;
	const { dataset = declaration.dataset, where = [], now } = breakdown;
	return {
		title: breakdown.title[ language ],
		dataset,
		where: [
			...subject.where( dataset ),
			...where,
			...( await conditionOfKey( setting, breakdown, key ) ),
		],
		days: now ? null : period,
	};
}

async function conditionOfKey(
	{ subject, declaration }: Setting,
	{ dataset = declaration.dataset, field, through }: Breakdown,
	key: string
): Promise< readonly Condition[] > {
	const source = subject.source( dataset );
	if ( through !== undefined ) {
		const ids = await readIdsWith( subject.source( through.dataset ), {
			field: through.field,
			has: requireNumber( key ),
		} );
		return [ { field, is: ids } ];
	}
	const derived = source.dataset.derived?.[ field ];
	if ( derived !== undefined ) {
		const month = requireNumber( key );
		return month === 0
			? [ { field: derived.of, is: [ null ] } ]
			: [
					{
						field: derived.of,
						atLeast: source.zone.startOf( month ),
					},
					{
						field: derived.of,
						atMost:
							source.zone.startOf( addMonths( month, 1 ) ) - 1,
					},
				];
	}
	if ( source.dataset.fields[ field ]?.kind === 'references' ) {
		return [ { field, has: requireNumber( key ) } ];
	}
	return [
		{
			field,
			is: [
				isText( source.dataset, field ) ? key : requireNumber( key ),
			],
		},
	];
}

function isText( { fields }: Dataset, field: string ): boolean {
	const kinds = [ 'choice', 'word', 'text', 'currency' ];
	return kinds.includes( fields[ field ]?.kind ?? '' );
}

function requireNumber( key: string ): number {
	if ( ! /^-?\d{1,15}$/.test( key ) ) {
		throw new Refusal( 'rows_unknown', { parameter: 'key' } );
	}
	return Number( key );
}
