import { minorDigits } from '../../sidecar/contract/currency';
import type {
	NumberFormat,
	ReportDocument,
} from '../../sidecar/contract/report-document';

/** Whose way of writing numbers, and the money they are in. A report document says both. */
export type Notation = Pick< ReportDocument, 'locale' | 'currency' >;

export function formatNumber(
	value: number,
	format: NumberFormat,
	{ locale, currency }: Notation
): string {
	switch ( format ) {
		case 'percent':
			return write( locale, value, {
				style: 'percent',
				maximumFractionDigits: 1,
			} );
		case 'money':
			return formatMoney( value, currency, locale );
		case 'duration':
			return formatDuration( value, locale );
		case 'days':
			return write( locale, value, {
				style: 'unit',
				unit: 'day',
				unitDisplay: 'long',
				// Of many days nobody asks for the hours.
				maximumFractionDigits: Math.abs( value ) < 10 ? 1 : 0,
			} );
		default: {
			const digits = format === 'decimal' ? 1 : 0;
			return write( locale, value, fixed( digits ) );
		}
	}
}

/** On an axis there is little room. */
export function formatTick(
	value: number,
	format: NumberFormat,
	{ locale, currency }: Notation
): string {
	const inMajor =
		format === 'money'
			? value / 10 ** minorDigits( currency ?? '' )
			: value;
	return format === 'money' || format === 'count'
		? write( locale, inMajor, {
				...( format === 'money' && asMoney( currency ) ),
				minimumFractionDigits: 0,
				maximumFractionDigits: 2,
				...( Math.abs( inMajor ) >= 10_000 && { notation: 'compact' } ),
			} )
		: formatNumber( value, format, { locale, currency } );
}

function formatMoney(
	minor: number,
	currency: string | null,
	locale: string
): string {
	const code = currency ?? '';
	const digits = minorDigits( code );
	const style = asMoney( code );
	const written = write( locale, minor / 10 ** digits, {
		...style,
		...fixed( digits ),
	} );
	return style ? written : `${ written } ${ code }`.trim();
}

/** Shops also have currencies that Intl refuses: points, and coins of four letters. */
function asMoney( currency: string | null ) {
	return /^[A-Z]{3}$/.test( currency ?? '' )
		? ( { style: 'currency', currency: currency ?? '' } as const )
		: undefined;
}

const steps = [
	[ 86_400, 'day' ],
	[ 3_600, 'hour' ],
	[ 60, 'minute' ],
	[ 1, 'second' ],
] as const;

/** In its two largest units: "2 hr 15 min". */
function formatDuration( seconds: number, locale: string ): string {
	const whole = Math.round( Math.abs( seconds ) );
	const found = steps.findIndex( ( [ unit ] ) => whole >= unit );
	const first = found < 0 ? steps.length - 1 : found;
	const shown = steps.slice( first, first + 2 );
	const smallest = shown.at( -1 )?.[ 0 ] ?? 1;
	let rest = Math.round( whole / smallest ) * smallest;
	const parts = shown.flatMap( ( [ unit, name ], index ) => {
		const count = Math.floor( rest / unit );
		rest -= count * unit;
		return count > 0 || index === 0
			? [
					write( locale, seconds < 0 ? -count : count, {
						style: 'unit',
						unit: name,
						unitDisplay: 'short',
					} ),
				]
			: [];
	} );
	return parts.join( ' ' );
}

/** An estimate, as exact as one is: minutes from a minute and a half on. */
export function formatTimeLeft( seconds: number, notation: Notation ): string {
	const rough = seconds < 90 ? seconds : Math.round( seconds / 60 ) * 60;
	return formatNumber( rough, 'duration', notation );
}

function fixed( digits: number ): Intl.NumberFormatOptions {
	return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}

export function write(
	locale: string,
	value: number,
	options: Intl.NumberFormatOptions
): string {
	return new Intl.NumberFormat( locale, options ).format( value );
}
