import type { Condition } from './dataset';
import type { Day } from './days';
import type { Sum } from './sums';

/** Both inclusive; null counts all there are. */
export type DayRange = { from: Day; to: Day } | null;

export type Question = {
	days: DayRange;
	where: readonly Condition[];
	sums: Readonly< Record< string, Sum > >;
};

/** Facts in groups: of each day, of each month (beside the days left of it), or of each value of a field. */
export type Grouping =
	| { kind: 'all' }
	| { kind: 'day' | 'month' }
	| { kind: 'value'; field: string };
