import { Refusal } from '../errors';
import type { KnownSite } from '../store/facts/sites';
import type {
	Labels,
	Measure,
	ReportDeclaration,
	TimeChart,
} from './declaration';

/** Every dataset that a report is over, or takes names from. */
export function needsOf( declaration: ReportDeclaration ): Set< string > {
	const { dataset, figures, chart, breakdowns, listings = [] } = declaration;
	const filters = declaration.filters ?? [];
	return new Set(
		[
			dataset,
			...figures.flatMap( ( { measure } ) => datasetsOf( measure ) ),
			...( 'measure' in chart
				? measuresOf( chart ).flatMap( datasetsOf )
				: [] ),
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
			...filters.flatMap( ( { labels, through, others = {} } ) => [
				through?.dataset,
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

/** All that is counted for each point of a chart over time. */
export function measuresOf( { measure, beside = [] }: TimeChart ): Measure[] {
	return [ measure, ...beside.map( ( column ) => column.measure ) ];
}

/** Those that it names; without a name it is the report's own. */
export function datasetsOf( measure: Measure ): string[] {
	const parts: Array< { dataset?: string } > =
		measure.kind === 'ratio' ? [ measure.of, measure.per ] : [ measure ];
	return parts.flatMap( ( { dataset } ) => dataset ?? [] );
}

function ofLabels( labels: Labels ): string | undefined {
	return labels.kind === 'facts' ? labels.dataset : undefined;
}
