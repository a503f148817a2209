import type { Facts } from '../store/facts/facts';
import type { Day } from '../store/facts/days';
import { factsOf } from '../store/facts/own';
import { findSite, type KnownSite } from '../store/facts/sites';
import { type ChosenCurrency, chooseCurrency } from './currency';
import { dateWriter, isoDates } from './dates';
import type { ReportDeclaration } from './declaration';
import { readFilters } from './filters';
import { languageOf } from './locale';
import { requireNeeds } from './needs';
import { resolvePeriod } from './period';
import type { Scope } from './permission';
import type { AskedQuery } from './query';
import type { Setting } from './setting';
import { type OwnSources, sourcesOf, type Subject, subjectOf } from './subject';
import { engineWords } from './words';

/** A report as it was asked for, with nothing left to be refused but what permission says. */
export type AskedReport = {
	home: string;
	declaration: ReportDeclaration;
	query: AskedQuery;
	locale: string;
	/** Dates are written for programs. */
	isForData?: true;
	scope: Scope;
	/** Milliseconds since 1970. */
	now: number;
	todayIn: ( timezone: string ) => Day;
	ownSources: OwnSources;
	titles: Setting[ 'titles' ];
};

export type OpenedReport = {
	setting: Setting;
	/** The report before anything was chosen in it. */
	all: Subject;
	currency: ChosenCurrency;
};

/** Finds out what a report is about, in one state of the facts. */
export async function openReport(
	allFacts: Facts,
	asked: AskedReport
): Promise< OpenedReport > {
	const { home, declaration, query, locale, scope, ownSources } = asked;
	const known = await findSite( allFacts, home );
	const site = known ?? unreachedSite( home );
	const facts = factsOf( allFacts, site );
	const sources = sourcesOf( facts, site, ownSources );
	requireNeeds(
		declaration,
		known,
		new Set( ownSources( site ).map( ( { dataset } ) => dataset.id ) )
	);

	const unfiltered = { filters: {}, scope };
	const every = subjectOf( sources, declaration, {
		...unfiltered,
		currency: null,
	} );
	const currency = await chooseCurrency( every.source(), every.where(), {
		asked: query.currency,
		ofSite: site.currency,
	} );
	const inCurrency = {
		...unfiltered,
		currency: currency?.currency ?? null,
	};
	const all = subjectOf( sources, declaration, inCurrency );
	// In another currency a value that was chosen still is one of this site.
	const filters = await readFilters( declaration, every, query );
	const language = languageOf( locale );
	return {
		all,
		currency,
		setting: {
			declaration,
			scope,
			site,
			subject: subjectOf( sources, declaration, {
				...inCurrency,
				filters,
			} ),
			chosen: Object.keys( query.filters ),
			period: resolvePeriod(
				query,
				asked.todayIn( site.timezone ),
				site.weekStartsOn
			),
			currency: inCurrency.currency,
			locale,
			language,
			words: engineWords( language ),
			dates: asked.isForData ? isoDates( locale ) : dateWriter( locale ),
			titles: asked.titles,
		},
	};
}

/** Nothing but its address is known of a site that has not answered yet. */
function unreachedSite( home: string ): KnownSite {
	return {
		key: 0,
		home,
		name: new URL( home ).host,
		locale: 'en',
		timezone: 'UTC',
		weekStartsOn: 1,
		types: {},
		roles: {},
		datasets: [],
		currency: null,
		orderStatuses: {},
		own: { datasets: [], wrong: [], reports: [] },
		cursor: null,
		mark: '',
		agreedAt: null,
		comparedAt: null,
		comparingSince: null,
	};
}
