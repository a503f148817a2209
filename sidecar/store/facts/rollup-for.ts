import { isRecord } from '../../user-state';
import { isAmong } from './conditions';
import type { Grouping, Question } from './question';
import type { Condition } from './dataset';
import type { Source } from './source';

/** A rollup by name, and what is still to be asked of its rows. */
export type ChosenRollup = {
	name: string;
	where: readonly Condition[];
};

/** The first that has all that a question needs; null where none has. */
export function rollupFor(
	{ dataset, rollups }: Source,
	{ where, sums }: Question,
	grouping: Grouping
): ChosenRollup | null {
	if ( rollups === null ) {
		return null;
	}
	const fields = Object.values( sums ).flatMap( ( sum ) =>
		( sum.where ?? [] ).flatMap( fieldsOf )
	);
	if ( grouping.kind === 'value' ) {
		fields.push( grouping.field );
	}
	for ( const [ name, rollup ] of Object.entries( dataset.rollups ) ) {
		const held = rollup.where ?? [];
		const rest = where.filter( ( one ) => ! isAmong( one, held ) );
		const needed = [ ...fields, ...rest.flatMap( fieldsOf ) ];
		if (
			held.every( ( one ) => isAmong( one, where ) ) &&
			needed.every( ( field ) => rollup.by.includes( field ) )
		) {
			return { name, where: rest };
		}
	}
	return null;
}

function fieldsOf( condition: Condition ): string[] {
	const compared = Object.values( condition ).flatMap( ( part: unknown ) =>
		isRecord( part ) && typeof part.field === 'string' ? [ part.field ] : []
	);
	return [ condition.field, ...compared ];
}
