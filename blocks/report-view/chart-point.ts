import type {
	NumberFormat,
	Point,
} from '../../sidecar/contract/report-document';
import type { Notation } from './format';
import { formatNumber } from './format';
import type { ReportWords } from './words';

/** What walk-chart.ts shows and says of a point. */
export function pointAttributes(
	point: Point,
	format: NumberFormat,
	notation: Notation,
	words: ReportWords
) {
	const written = ( value: number | null ) =>
		value === null ? words.gap : formatNumber( value, format, notation );
	const before =
		point.previousLabel === null
			? ''
			: `${ point.previousLabel }: ${ written( point.previous ) }`;
	return {
		'data-key': point.key,
		'data-point': point.label,
		'data-value': written( point.value ),
		'data-before': before,
	};
}
