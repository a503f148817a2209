import { DeclarationFault } from '../declared';
import type { Dataset } from '../store/facts/dataset';
import type { ListingColumn, ReportDeclaration } from './declaration';
import { checker, type Over } from './named-parts';
import { measuresOf, needsOf } from './needs';

/** Everything that a declared report names is there: its datasets, their fields and totals. */
export function requireFit(
	report: ReportDeclaration,
	datasets: ReadonlyMap< string, Dataset >,
	offered: readonly string[]
): void {
	for ( const needed of needsOf( report ) ) {
		if ( ! offered.includes( needed ) ) {
			throw new DeclarationFault(
				'dataset',
				'is no dataset of this site'
			);
		}
	}
	const check = checker( report, datasets );
	check.conditions( report, 'where' );
	if ( report.own !== undefined ) {
		check.stored( {}, report.own, 'own' );
		requireOneDataset( report );
	}
	report.figures.forEach( ( { measure }, index ) => {
		check.measure( measure, `figures.${ index }.measure` );
	} );
	const { chart } = report;
	if ( 'measure' in chart ) {
		check.measure( chart.measure, 'chart.measure' );
		chart.beside?.forEach( ( { measure }, index ) =>
			check.measure( measure, `chart.beside.${ index }.measure` )
		);
	} else if (
		report.breakdowns.every(
			( { id, whenChosen } ) =>
				id !== chart.breakdown || whenChosen !== undefined
		)
	) {
		throw new DeclarationFault(
			'chart.breakdown',
			'is no breakdown that is always there'
		);
	}
	report.breakdowns.forEach( ( breakdown, index ) => {
		const at = `breakdowns.${ index }`;
		const { dataset, through, columns } = breakdown;
		check.field(
			{ dataset: through?.dataset ?? dataset },
			breakdown.through?.field ?? breakdown.field,
			`${ at }.field`
		);
		if ( through !== undefined ) {
			check.field( breakdown, breakdown.field, `${ at }.field` );
			check.list( through, `${ at }.through` );
		}
		check.conditions( breakdown, at );
		check.labels( breakdown.labels, at );
		requireFilter( report, breakdown.whenChosen, at );
		columns.forEach( ( { measure }, column ) =>
			check.measure(
				dataset === undefined ? measure : { ...measure, dataset },
				`${ at }.columns.${ column }.measure`
			)
		);
	} );
	report.filters?.forEach( ( filter, index ) => {
		const at = `filters.${ index }`;
		check.stored( {}, filter.field, `${ at }.field` );
		if ( filter.through !== undefined ) {
			check.list( filter.through, `${ at }.through` );
		}
		check.labels( filter.labels, at );
		for ( const [ dataset, field ] of Object.entries(
			filter.others ?? {}
		) ) {
			check.stored( { dataset }, field, `${ at }.others` );
		}
	} );
	report.listings?.forEach( ( listing, index ) => {
		const at = `listings.${ index }`;
		check.conditions( listing, at );
		check.columns( listing, at );
		for ( const column of listing.columns ) {
			if ( 'quotient' in column ) {
				const { of, per } = column.quotient;
				requireDivided( listing.columns, of, at );
				requireDivided( listing.columns, per, at );
			}
			if ( 'sum' in column ) {
				check.field( column.sum, column.sum.by, `${ at }.columns` );
				check.measure(
					{ kind: 'sum', ...column.sum },
					`${ at }.columns`
				);
			}
		}
		const sort = listing.sort.replace( /^-/, '' );
		if ( listing.columns.every( ( { id } ) => id !== sort ) ) {
			throw new DeclarationFault( `${ at }.sort`, 'is no column' );
		}
	} );
	for ( const [ dataset, shown ] of Object.entries( report.facts ?? {} ) ) {
		check.columns( { dataset, ...shown }, 'facts' );
	}
}

/** Of facts in another dataset nobody knows whose they are. */
function requireOneDataset( report: ReportDeclaration ): void {
	const { dataset, figures, chart, breakdowns, listings = [] } = report;
	const measures = [
		...figures.map( ( { measure } ) => measure ),
		...( 'measure' in chart ? measuresOf( chart ) : [] ),
	];
	const counted: Over[] = [
		...measures.flatMap( ( measure ): Over[] =>
			measure.kind === 'ratio' ? [ measure.of, measure.per ] : [ measure ]
		),
		...breakdowns,
		...listings,
		...listings.flatMap( ( { columns } ) =>
			columns.flatMap( ( column ) =>
				'sum' in column ? [ column.sum ] : []
			)
		),
	];
	if ( counted.some( ( part ) => ( part.dataset ?? dataset ) !== dataset ) ) {
		throw new DeclarationFault(
			'own',
			'needs every part to be over the dataset of the report'
		);
	}
}

function requireFilter(
	{ filters = [] }: ReportDeclaration,
	wanted: string | undefined,
	at: string
): void {
	if (
		wanted !== undefined &&
		filters.every( ( { id } ) => id !== wanted )
	) {
		throw new DeclarationFault( `${ at }.whenChosen`, 'is no filter' );
	}
}

function requireDivided(
	columns: readonly ListingColumn[],
	id: string,
	at: string
): void {
	const found = columns.find( ( one ) => one.id === id );
	if ( found === undefined || 'quotient' in found ) {
		throw new DeclarationFault(
			`${ at }.columns`,
			`has no column ${ id } to divide`
		);
	}
}
