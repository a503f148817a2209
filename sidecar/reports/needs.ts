import { Refusal } from '../errors';
import type { KnownSite } from '../store/facts/sites';
import type { Addend, Labels, Measure, ReportDeclaration } from './declaration';

/** Every dataset that a report is over, or takes names from. */
export function needsOf( declaration: ReportDeclaration ): Set< string > {
	const { dataset, figures, chart, breakdowns, listings = [] } = declaration;
	const filters = declaration.filters ?? [];
	return new Set(
		[
			dataset,
			...figures.flatMap( ( { measure } ) => ofMeasure( measure ) ),
			...( 'measure' in chart ? ofMeasure( chart.measure ) : [] ),
			...breakdowns.flatMap( ( one ) => [
				one.dataset,
				one.through?.dataset,
				ofLabels( one.labels ),
			] ),
			...listings.flatMap( ( one ) => [
				one.dataset,
				...one.columns.flatMap( ( column ) =>
					'sum' in column ? [ column.sum.dataset ] : []
				),
			] ),
			...filters.flatMap( ( { labels, others = {} } ) => [
				ofLabels( labels ),
				...Object.keys( others ),
			] ),
		].filter( ( name ) => name !== undefined )
	);
}

/** Whether a site has all that a report is about. One that was not reached yet may. */
export function canAnswer(
	declaration: ReportDeclaration,
	site: KnownSite | null,
	/** Datasets that need no site. */
	own: ReadonlySet< string >
): boolean {
	return (
		site === null ||
		[ ...needsOf( declaration ) ].every(
			( name ) => own.has( name ) || site.datasets.includes( name )
		)
	);
}

export function requireNeeds( ...asked: Parameters< typeof canAnswer > ): void {
	if ( ! canAnswer( ...asked ) ) {
		throw new Refusal( 'dataset_missing' );
	}
}

function ofMeasure( measure: Measure ): Array< string | undefined > {
	return measure.kind === 'ratio'
		? [ measure.of, measure.per ].map(
				( addend: Addend ) => addend.dataset
			)
		: [ measure.dataset ];
}

function ofLabels( labels: Labels ): string | undefined {
	return labels.kind === 'facts' ? labels.dataset : undefined;
}
