import { writeMoney } from './currency';
import type { DateWriter } from './dates';
import type { ReportDeclaration } from './declaration';
import { readCurrency } from './korean';
import type { Bucket, ResolvedPeriod } from './period';
import type { EngineWords, Language } from './words';

type Happened = {
	declaration: Pick< ReportDeclaration, 'counted' >;
	/** It is what there is now, whatever the period is. */
	isNow: boolean;
	period: ResolvedPeriod;
	value: number;
	previous: number | null;
	/** By bucket. */
	values: ReadonlyArray< number | null >;
	/** Of what is summed, when it is money. */
	currency: string | null;
	locale: string;
	language: Language;
	words: EngineWords;
	dates: DateWriter;
};

/** A percentage of a small number sounds larger than it is: 1 to 3 is "2 more". */
const smallestForPercent = 10;

/** "42 posts, 12% more than the 28 days before. Most on Tuesday 3 Nov (5)." */
export function summarize( happened: Happened ): string {
	const { declaration, isNow, period, value, words, language } = happened;
	const includesToday =
		! isNow && period.from <= period.today && period.today <= period.to;
	const nothing = isNow ? words.nothingNow : words.nothing;
	return [
		value === 0
			? nothing( declaration.counted[ language ].none )
			: sentenceOf( happened ),
		...peakOf( happened ),
		...( includesToday ? [ words.todayOpen ] : [] ),
	].join( ' ' );
}

function sentenceOf( happened: Happened ): string {
	const { declaration, value, currency, language, words } = happened;
	const { en, ko } = declaration.counted;
	const phrases = { en: value === 1 ? en.one : en.other, ko: ko.other };
	const counted = phrases[ language ].replace( '{n}', () =>
		write( happened )( value )
	);
	return words.sentence(
		counted,
		changeOf( happened ),
		currency === null ? counted : readCurrency( currency )
	);
}

function changeOf( happened: Happened ): string {
	const { period, value, previous, words } = happened;
	if ( period.compare === 'none' || previous === null ) {
		return '';
	}
	const compared = words.compared(
		period.compare,
		period.to - period.from + 1
	);
	if ( previous === 0 ) {
		return words.noneBefore( compared );
	}
	const what = happened.currency === null ? 'things' : 'money';
	if ( value === previous ) {
		return words.asMany( compared, what );
	}
	const amount = amountOf( happened, Math.abs( value - previous ), previous );
	return value > previous
		? words.moreBy( amount, compared )
		: words.lessBy( amount, compared, what );
}

/** As a percentage where that says it well: neither of little, nor beyond ten times, nor "0%". */
function amountOf(
	happened: Happened,
	difference: number,
	previous: number
): string {
	const { locale } = happened;
	const share = difference / previous;
	return previous < smallestForPercent || share < 0.005 || share >= 10
		? writeCounted( happened, difference )
		: new Intl.NumberFormat( locale, {
				style: 'percent',
				maximumFractionDigits: 0,
			} ).format( share );
}

/** Only a peak that stands alone is worth a sentence. */
function peakOf( happened: Happened ): string[] {
	const { period, values, words, dates } = happened;
	const highest = Math.max( 0, ...values.map( ( value ) => value ?? 0 ) );
	const peaks: Bucket[] = period.buckets.filter(
		( _bucket, at ) => values[ at ] === highest
	);
	const [ peak ] = peaks;
	if ( peak === undefined || peaks.length > 1 || highest < 2 ) {
		return [];
	}
	return period.buckets.length < 2
		? []
		: [
				words.most(
					period.by,
					dates.spoken( peak, period.by, period.today ),
					writeCounted( happened, highest )
				),
			];
}

function write( { locale, currency }: Happened ): ( value: number ) => string {
	return currency === null
		? new Intl.NumberFormat( locale ).format
		: ( value ) => writeMoney( value, currency, locale );
}

/** Where nothing else says what is counted. */
function writeCounted( happened: Happened, value: number ): string {
	const { declaration, currency, language } = happened;
	const written = write( happened )( value );
	return language === 'ko' && currency === null
		? written + ( declaration.counted.ko.unit ?? '개' )
		: written;
}
