import type { Figure } from '../../sidecar/contract/report-document';
import type { Notation } from './format';
import { formatNumber, write } from './format';
import type { ReportWords } from './words';

export type Change = {
	direction: 'up' | 'down' | 'same';
	/** Good and bad news are a matter of the figure, not of the direction. */
	tone: 'good' | 'bad' | 'neutral';
	amount: string;
	comparedWith: string;
};

/** Null when there is nothing to compare. */
export function describeChange(
	figure: Figure,
	notation: Notation,
	words: ReportWords
): Change | null {
	const { value, previous, format, better } = figure;
	if ( value === null || previous === null ) {
		return null;
	}
	const comparedWith = words.before(
		formatNumber( previous, format, notation )
	);
	const amount = changeAmount( value, previous, figure, notation, words );
	if ( amount === null ) {
		return { direction: 'same', tone: 'neutral', amount: '', comparedWith };
	}
	const direction = value > previous ? 'up' : 'down';
	const isGood = ( better === 'more' ) === ( direction === 'up' );
	const news = isGood ? 'good' : 'bad';
	return {
		direction,
		tone: better === null ? 'neutral' : news,
		amount,
		comparedWith,
	};
}

// A percentage of a small number sounds larger than it is: 1 to 3 is "2 more", not "200 %".
const smallestForPercent = 10;
// From ten times up nobody reads one: 19 to 968 is "949 more", not "4,995 %".
const largestShare = 10;

/** Null when the change would be written as zero. */
function changeAmount(
	value: number,
	previous: number,
	{ format }: Figure,
	notation: Notation,
	words: ReportWords
): string | null {
	const { locale } = notation;
	const difference = Math.abs( value - previous );
	if ( format === 'percent' ) {
		const rounded = Math.round( difference * 1000 ) / 10;
		return rounded === 0
			? null
			: words.points(
					write( locale, rounded, { maximumFractionDigits: 1 } )
				);
	}
	// Of a loss there is no share.
	const share = difference / previous;
	if ( previous >= smallestForPercent && share < largestShare ) {
		return formatShare( share, locale );
	}
	return Math.round( difference * 10 ) === 0
		? null
		: formatNumber( difference, format, notation );
}

function formatShare( share: number, locale: string ): string | null {
	if ( share === 0 ) {
		return null;
	}
	// Below one percent a rounded "0 %" would deny a change that both numbers show.
	const digits =
		share < 0.01
			? { maximumSignificantDigits: 1 }
			: { maximumFractionDigits: 0 };
	return write( locale, share, { style: 'percent', ...digits } );
}
