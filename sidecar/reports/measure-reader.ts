import {
	byKind,
	exactly,
	list,
	members,
	type Read,
	text,
	yes,
} from '../declared';
import { readCondition } from '../store/facts/own-dataset-reader';

export const id = text( 40, /^[a-z][a-z0-9-]*$/ );
export const name = text( 31, /^[a-z][a-zA-Z0-9_]*$/ );
export const where = list( readCondition, 10 );
export const format = exactly(
	'count',
	'decimal',
	'percent',
	'money',
	'duration',
	'days'
);

/** What is counted; `dataset` reads the names of datasets. */
export function measureReaders( dataset: Read< string > ) {
	const addend = { total: name };
	const narrowed = {
		where,
		negated: yes,
		plus: list( name, 5 ),
		less: list( name, 5 ),
	};
	const elsewhere = { ...narrowed, dataset };
	const sum = members( { kind: exactly( 'sum' ), ...addend }, elsewhere );
	const part = members( addend, elsewhere );
	const ownPart = members( addend, narrowed );
	const measure = byKind( {
		sum,
		distinct: members(
			{ kind: exactly( 'distinct' ), field: name },
			{ dataset, where }
		),
		ratio: members( { kind: exactly( 'ratio' ), of: part, per: part }, {} ),
		now: members( { kind: exactly( 'now' ), ...addend }, elsewhere ),
	} );
	/** Of a row: over the dataset of its table. */
	const rowMeasure = byKind( {
		sum: members( { kind: exactly( 'sum' ), ...addend }, narrowed ),
		ratio: members(
			{ kind: exactly( 'ratio' ), of: ownPart, per: ownPart },
			{}
		),
		share: members( { kind: exactly( 'share' ), ...addend }, narrowed ),
	} );
	return { sum, measure, rowMeasure };
}
