import type { Condition } from '../../store/facts/dataset';
import type { BreakdownColumn } from '../declaration';
import type { Words } from '../words';

export type SumColumn = BreakdownColumn & { measure: { kind: 'sum' } };

/** Adds one total up. A figure says beside it which is better. */
export function sumColumn(
	id: string,
	label: Words,
	total: string,
	format: SumColumn[ 'format' ] = 'count'
): SumColumn {
	return { id, label, measure: { kind: 'sum', total }, format };
}

/** The same of the facts of one kind. */
export function narrowed( column: SumColumn, where: Condition ): SumColumn {
	return { ...column, measure: { ...column.measure, where: [ where ] } };
}
