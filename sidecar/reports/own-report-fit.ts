import { below, DeclarationFault } from '../declared';
import type { Condition, Dataset } from '../store/facts/dataset';
import { requireFields } from '../store/facts/own-datasets';
import type { ReportDeclaration } from './declaration';
import { needsOf } from './needs';

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
		check.field( {}, report.own, 'own' );
	}
	report.figures.forEach( ( { measure }, index ) => {
		check.measure( measure, `figures.${ index }.measure` );
	} );
	const { chart } = report;
	if ( 'measure' in chart ) {
		check.measure( chart.measure, 'chart.measure' );
	} else if (
		report.breakdowns.every( ( { id } ) => id !== chart.breakdown )
	) {
		throw new DeclarationFault( 'chart.breakdown', 'is no breakdown' );
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
		}
		check.conditions( breakdown, at );
		columns.forEach( ( { measure }, column ) =>
			check.measure(
				dataset === undefined ? measure : { ...measure, dataset },
				`${ at }.columns.${ column }.measure`
			)
		);
	} );
	report.filters?.forEach( ( filter, index ) =>
		check.field( {}, filter.field, `filters.${ index }.field` )
	);
	report.listings?.forEach( ( listing, index ) => {
		const at = `listings.${ index }`;
		check.conditions( listing, at );
		for ( const column of listing.columns ) {
			if ( 'field' in column ) {
				check.field( listing, column.field, `${ at }.columns` );
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
}

type Over = { dataset?: string | undefined; where?: readonly Condition[] };
type Added = Over & { total?: string };
type Measured = Added & {
	kind: string;
	field?: string;
	of?: Added;
	per?: Added;
};

function checker(
	report: ReportDeclaration,
	datasets: ReadonlyMap< string, Dataset >
) {
	function over( { dataset = report.dataset }: Over, at: string ): Dataset {
		const found = datasets.get( dataset );
		if ( found === undefined ) {
			throw new DeclarationFault( at, 'is over no dataset of this site' );
		}
		return found;
	}

	function conditions( part: Over, at: string ) {
		requireFields( over( part, at ), part.where ?? [], at );
	}

	function field( part: Over, name: string, at: string ) {
		const { fields, derived = {} } = over( part, at );
		if ( fields[ name ] === undefined && derived[ name ] === undefined ) {
			throw new DeclarationFault( at, `has no field ${ name }` );
		}
	}

	function added( part: Added, at: string ) {
		const { totals } = over( part, at );
		const { total } = part;
		if (
			total !== undefined &&
			total !== 'facts' &&
			totals[ total ] === undefined
		) {
			throw new DeclarationFault( below( at, 'total' ), 'is no total' );
		}
		conditions( part, at );
	}

	function measure( part: Measured, at: string ) {
		const { dataset } = part;
		added( part, at );
		if ( part.field !== undefined ) {
			field( part, part.field, below( at, 'field' ) );
		}
		for ( const divided of [ part.of, part.per ] ) {
			if ( divided !== undefined ) {
				added( { dataset, ...divided }, at );
			}
		}
	}

	return { conditions, field, measure };
}
