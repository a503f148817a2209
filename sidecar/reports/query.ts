import type {
	Comparison,
	Grouping,
	NamedPeriod,
} from '../contract/report-query';
import { comparisons, groupings, namedPeriods } from '../contract/report-query';
import { Refusal } from '../errors';
import { addMonths, type Day, parseDay } from '../store/facts/days';
import { resolveLocale } from './locale';

/** A query that was read: what it leaves open is null. */
export type AskedQuery = {
	period: NamedPeriod | { from: Day; to: Day };
	by: Grouping | null;
	compare: Comparison;
	/** ISO 4217, or what the site calls money of its own. */
	currency: string | null;
	/** Chosen values by filter, sorted. */
	filters: Readonly< Record< string, readonly string[] > >;
	locale: string | null;
};

const monthsAtMost = 120;
const filterPrefix = 'filter.';
/** Of one filter. */
const valuesAtMost = 50;

/** Empty parameters count as absent: forms send them. Refuses the others by name. */
export function readQuery( query: URLSearchParams ): AskedQuery {
	return {
		period: readPeriod( query ),
		by: readGrouping( query.get( 'by' ) || null ),
		compare: readComparison( query.get( 'compare' ) || 'previous' ),
		currency: readCurrency( query.get( 'currency' ) || null ),
		filters: readFilters( query ),
		locale: readLanguage( query ),
	};
}

/** BCP 47; null when none is asked for. */
export function readLanguage( query: URLSearchParams ): string | null {
	const lang = query.get( 'lang' ) || null;
	const locale = lang === null ? null : resolveLocale( lang );
	if ( lang !== null && locale === null ) {
		throw new Refusal( 'language_unknown', { parameter: 'lang' } );
	}
	return locale;
}

function readPeriod( query: URLSearchParams ): AskedQuery[ 'period' ] {
	const name = query.get( 'period' ) || null;
	const from = query.get( 'from' ) || null;
	const to = query.get( 'to' ) || null;
	if ( name !== null && ( from !== null || to !== null ) ) {
		throw new Refusal( 'period_incomplete', { parameter: 'period' } );
	}
	if ( from === null && to === null ) {
		return requireNamedPeriod( name ?? 'last-28-days' );
	}
	if ( from === null || to === null ) {
		throw new Refusal( 'period_incomplete', {
			parameter: from === null ? 'from' : 'to',
		} );
	}
	const period = {
		from: requireDay( 'from', from ),
		to: requireDay( 'to', to ),
	};
	if ( period.to < period.from ) {
		throw new Refusal( 'period_backwards', { parameter: 'to' } );
	}
	if ( period.to >= addMonths( period.from, monthsAtMost ) ) {
		throw new Refusal( 'period_too_long', { parameter: 'from' } );
	}
	return period;
}

function requireNamedPeriod( name: string ): NamedPeriod {
	const period = namedPeriods.find( ( one ) => one === name );
	if ( period === undefined ) {
		throw new Refusal( 'period_wrong', { parameter: 'period' } );
	}
	return period;
}

function requireDay( parameter: 'from' | 'to', text: string ): Day {
	const day = parseDay( text );
	if ( day === null ) {
		throw new Refusal( 'period_wrong', { parameter } );
	}
	return day;
}

function readGrouping( name: string | null ): Grouping | null {
	if ( name === null ) {
		return null;
	}
	const grouping = groupings.find( ( one ) => one === name );
	if ( grouping === undefined ) {
		throw new Refusal( 'grouping_unknown', { parameter: 'by' } );
	}
	return grouping;
}

function readComparison( name: string ): Comparison {
	const comparison = comparisons.find( ( one ) => one === name );
	if ( comparison === undefined ) {
		throw new Refusal( 'comparison_unknown', { parameter: 'compare' } );
	}
	return comparison;
}

function readCurrency( code: string | null ): string | null {
	if ( code !== null && ! /^[A-Z0-9]{2,8}$/.test( code ) ) {
		throw new Refusal( 'currency_unknown', { parameter: 'currency' } );
	}
	return code;
}

function readFilters( query: URLSearchParams ): AskedQuery[ 'filters' ] {
	const filters = new Map< string, readonly string[] >();
	for ( const parameter of [ ...new Set( query.keys() ) ].toSorted() ) {
		const values = [ ...new Set( query.getAll( parameter ) ) ].filter(
			( value ) => value !== ''
		);
		if ( ! parameter.startsWith( filterPrefix ) || values.length === 0 ) {
			continue;
		}
		if ( values.length > valuesAtMost ) {
			throw new Refusal( 'filter_too_long', { parameter } );
		}
		filters.set(
			parameter.slice( filterPrefix.length ),
			values.toSorted()
		);
	}
	return Object.fromEntries( filters );
}

/** What a filter is called in an address. */
export function filterParameter( filter: string ): string {
	return filterPrefix + filter;
}
