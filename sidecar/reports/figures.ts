import type { Figure } from '../contract/report-document';
import { countDays, type NamedMeasure, type Values } from './counted';
import type { ReportDeclaration } from './declaration';
import { datasetsOf } from './needs';
import type { Setting } from './setting';

/** How many facts a report looked at. */
export const factsCounted = {
	id: 'facts',
	measure: { kind: 'sum', total: 'facts' },
	format: 'count',
} as const satisfies NamedMeasure;

export async function figuresOf(
	{ declaration, subject, period, language }: Setting,
	/** Of those in the period that are counted already. */
	different: Values
): Promise< Figure[] > {
	const values = await countDays(
		subject,
		period,
		declaration.figures,
		different
	);
	const previous =
		period.previous &&
		( await countDays( subject, period.previous, declaration.figures ) );
	return declaration.figures.map( ( figure ) => {
		const { id, format, better, label, measure } = figure;
		return {
			id,
			label: label[ language ],
			value: values[ id ] ?? null,
			previous:
				measure.kind === 'now' ? null : ( previous?.[ id ] ?? null ),
			format,
			better,
		};
	} );
}

/** Empty is what has nothing to count, neither in the period nor in the one before. */
export async function stateOf( {
	declaration,
	subject,
	period,
}: Setting ): Promise< 'empty' | 'ready' > {
	const measures = measuresOfFacts( declaration );
	for ( const days of [ period, period.previous ] ) {
		const counted = days && ( await countDays( subject, days, measures ) );
		if ( counted && Object.values( counted ).some( Boolean ) ) {
			return 'ready';
		}
	}
	return 'empty';
}

/** Of the report's own dataset, and of others that its figures are over. */
function measuresOfFacts( {
	dataset,
	figures,
}: ReportDeclaration ): NamedMeasure[] {
	const datasets = figures.flatMap( ( { measure } ) =>
		measure.kind === 'now' ? [] : datasetsOf( measure )
	);
	return [ ...new Set( [ dataset, ...datasets ] ) ].map( ( id ) => ( {
		...factsCounted,
		id,
		measure: { ...factsCounted.measure, dataset: id },
	} ) );
}
