import { below, DeclarationFault } from '../declared';
import { requireFields } from '../store/facts/own-dataset-reader';
import type { Condition, Dataset } from '../store/facts/dataset';
import type {
	FactLinks,
	Labels,
	ListingColumn,
	ReportDeclaration,
} from './declaration';

/** A part of a report, over its dataset or another. */
export type Over = {
	dataset?: string | undefined;
	where?: readonly Condition[];
};
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

/** What the parts of a report name is there. */
export function checker(
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

	function list( part: { dataset: string; field: string }, at: string ) {
		const kept = over( part, at ).fields[ part.field ];
		if ( kept?.kind !== 'references' ) {
			throw new DeclarationFault(
				at,
				'has to name a field of kind references'
			);
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

	return { columns, conditions, field, labels, list, measure, stored };
}
