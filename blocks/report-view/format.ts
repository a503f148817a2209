import type {
	Figure,
	NumberFormat,
} from '../../sidecar/contract/report-document';
import type { ReportWords } from './words';

export function formatNumber(
	value: number,
	format: NumberFormat,
	locale: string
): string {
	if ( format === 'percent' ) {
		return new Intl.NumberFormat( locale, {
			style: 'percent',
			maximumFractionDigits: 1,
		} ).format( value );
	}
	const digits = format === 'decimal' ? 1 : 0;
	return new Intl.NumberFormat( locale, {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	} ).format( value );
}

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
	locale: string,
	words: ReportWords
): Change | null {
	const { value, previous, format, better } = figure;
	if ( value === null || previous === null ) {
		return null;
	}
	const comparedWith = words.before(
		formatNumber( previous, format, locale )
	);
	const amount = changeAmount( value, previous, format, locale, words );
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
	format: NumberFormat,
	locale: string,
	words: ReportWords
): string | null {
	const difference = Math.abs( value - previous );
	if ( format === 'percent' ) {
		const rounded = Math.round( difference * 1000 ) / 10;
		return rounded === 0
			? null
			: words.points(
					new Intl.NumberFormat( locale, {
						maximumFractionDigits: 1,
					} ).format( rounded )
				);
	}
	const share = difference / previous;
	if ( previous >= smallestForPercent && share < largestShare ) {
		return formatShare( share, locale );
	}
	return Math.round( difference * 10 ) === 0
		? null
		: formatNumber( difference, format, locale );
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
	return new Intl.NumberFormat( locale, {
		style: 'percent',
		...digits,
	} ).format( share );
}

/** In the site's own timezone, given by name or as an offset such as `+09:00`. */
export function formatMoment(
	iso: string,
	timezone: string,
	locale: string
): string {
	const offset = /^([+-])(\d\d):(\d\d)$/.exec( timezone );
	const shape: Intl.DateTimeFormatOptions = {
		day: 'numeric',
		month: 'short',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	};
	if ( offset === null ) {
		return new Intl.DateTimeFormat( locale, {
			...shape,
			timeZone: timezone,
		} ).format( new Date( iso ) );
	}
	// Not every supported browser takes an offset as a timezone; each takes UTC.
	const minutes = Number( offset[ 2 ] ) * 60 + Number( offset[ 3 ] );
	const shift = ( offset[ 1 ] === '-' ? -minutes : minutes ) * 60_000;
	return new Intl.DateTimeFormat( locale, {
		...shape,
		timeZone: 'UTC',
	} ).format( new Date( Date.parse( iso ) + shift ) );
}

/** "3 hours ago". */
export function formatAge( milliseconds: number, locale: string ): string {
	const ago = new Intl.RelativeTimeFormat( locale );
	const minutes = Math.max( 1, Math.round( milliseconds / 60_000 ) );
	if ( minutes < 60 ) {
		return ago.format( -minutes, 'minute' );
	}
	const hours = Math.round( minutes / 60 );
	return hours < 48
		? ago.format( -hours, 'hour' )
		: ago.format( -Math.round( hours / 24 ), 'day' );
}
