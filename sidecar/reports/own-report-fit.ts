import { below, DeclarationFault } from '../declared';
import type { Condition, Dataset } from '../store/facts/dataset';
import { requireFields } from '../store/facts/own-dataset-reader';
import type {
	FactLinks,
	Labels,
	ListingColumn,
	ReportDeclaration,
} from './declaration';
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
		check.labels( breakdown.labels, at );
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

type Over = { dataset?: string | undefined; where?: readonly Condition[] };
type Shown = {
	columns: readonly ListingColumn[];
	link?: FactLinks | undefined;
};
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
		if ( ! Object.hasOwn( { ...fields, ...derived }, name ) ) {
			throw new DeclarationFault( at, `has no field ${ name }` );
		}
	}

	/** What is derived can be grouped by, and no more. */
	function stored( part: Over, name: string, at: string ) {
		if ( ! Object.hasOwn( over( part, at ).fields, name ) ) {
			throw new DeclarationFault( at, `has no field ${ name }` );
		}
	}

	function labels( part: Labels, at: string ) {
		if ( part.kind === 'facts' ) {
			stored( part, part.field, `${ at }.labels` );
		}
	}

	function columns( part: Over & Shown, at: string ) {
		for ( const column of part.columns ) {
			if ( 'field' in column ) {
				stored( part, column.field, `${ at }.columns` );
				labels( column.labels ?? { kind: 'value' }, `${ at }.columns` );
			}
		}
		if ( part.link?.field !== undefined ) {
			stored( part, part.link.field, `${ at }.link` );
		}
	}

	function added( part: Added, at: string ) {
		const { totals } = over( part, at );
		const { total } = part;
		if (
			total !== undefined &&
			total !== 'facts' &&
			! Object.hasOwn( totals, total )
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

	return { columns, conditions, field, labels, measure, stored };
}
