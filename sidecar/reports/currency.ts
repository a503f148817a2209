import { minorDigits } from '../contract/currency';
import { Refusal } from '../errors';
import { rankValues } from '../store/facts/count';
import type { Condition } from '../store/facts/dataset';
import type { Source } from '../store/facts/source';
import { currencyOf } from './subject';

/** One that a report is about, and the others that there are. */
export type ChosenCurrency = { currency: string; others: string[] } | null;

const currenciesAtMost = 50;

/** The one asked for, or the site's, or the most frequent; null where facts have no money. */
export async function chooseCurrency(
	source: Source,
	where: readonly Condition[],
	{ asked, ofSite }: { asked: string | null; ofSite: string | null }
): Promise< ChosenCurrency > {
	const field = currencyOf( source.dataset );
	if ( field === null ) {
		return null;
	}
	const { rows } = await rankValues(
		source,
		{ days: null, where, sums: { facts: { total: 'facts' } } },
		field,
		{
			order: { by: 'sum', name: 'facts', direction: 'descending' },
			limit: currenciesAtMost,
		}
	);
	const found = rows.map( ( { key } ) => String( key ) );
	const known = ofSite === null ? found : [ ofSite, ...found ];
	if ( asked !== null && ! known.includes( asked ) ) {
		throw new Refusal( 'currency_unknown', { parameter: 'currency' } );
	}
	const currency = asked ?? known[ 0 ];
	return currency === undefined
		? null
		: { currency, others: found.filter( ( one ) => one !== currency ) };
}

/** Minor units as money: 123450 of EUR is €1,234.50, and 123400 is €1,234. */
export function writeMoney(
	minor: number,
	currency: string,
	locale: string
): string {
	const digits = minorDigits( currency );
	const isWhole = minor % 10 ** digits === 0;
	const fraction = isWhole ? 0 : digits;
	const options = {
		minimumFractionDigits: fraction,
		maximumFractionDigits: fraction,
	};
	const amount = minor / 10 ** digits;
	return /^[A-Z]{3}$/.test( currency )
		? new Intl.NumberFormat( locale, {
				style: 'currency',
				currency,
				...options,
			} ).format( amount )
		: // Money of the site's own has no place in Intl.
			`${ currency } ${ new Intl.NumberFormat( locale, options ).format( amount ) }`;
}
