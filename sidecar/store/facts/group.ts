import type { RawBuilder } from 'kysely';
import type { Grouping, Question } from './question';
import { groupFromFacts } from './group-facts';
import { groupFromRollup } from './group-rollup';
import { keptIn } from './kept';
import { rollupFor } from './rollup-for';
import type { Source } from './source';

/** "select key, sums … group by …", from the rollup that has all that is asked for, else from the facts. */
export async function group(
	source: Source,
	question: Question,
	grouping: Grouping
): Promise< RawBuilder< unknown > > {
	const rollup = rollupFor( source, question, grouping );
	return rollup === null
		? groupFromFacts( source, question, grouping )
		: groupFromRollup(
				source,
				{ ...rollup, kept: await keptIn( source, rollup.name ) },
				question,
				grouping
			);
}
