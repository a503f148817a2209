import type {
	Figure,
	ReportDocument,
	Table,
} from '../contract/report-document';
import type { Facts } from '../store/facts/facts';
import { type Day, formatDay } from '../store/facts/days';
import { type Condition, countSkipped, readFacts } from '../store/facts/read';
import type { Copy, KnownSite } from '../store/facts/sites';
import { findSite, listCopies, progressOf } from '../store/facts/sites';
import { tabulate } from './breakdown';
import { chartOf, pointsOf, sumOf, tableBehind } from './chart';
import { countDays } from './counted';
import { dateWriter } from './dates';
import type { ReportDeclaration } from './declaration';
import { definitionsOf } from './definitions';
import { languageOf } from './locale';
import { type Days, resolvePeriod } from './period';
import type { Scope } from './permission';
import type { AskedQuery } from './query';
import type { Setting } from './setting';
import { summarize } from './summary';
import { engineWords } from './words';

type Asked = {
	home: string;
	declaration: ReportDeclaration;
	/** Of who asks; his own content alone is counted where it says so. */
	scope: Scope;
	query: AskedQuery;
	locale: string;
	/** Milliseconds since 1970. */
	now: number;
	todayIn: ( timezone: string ) => Day;
};

/** Milliseconds. Polls come every minute; with five missed the facts may have moved on. */
export const staleAfter = 5 * 60_000;

const allFacts = [
	{ id: 'facts', measure: { kind: 'sum', total: 'facts' } },
] as const;

/** Counts a report from one state of the facts. People stay ids. */
export function computeDocument(
	facts: Facts,
	asked: Asked
): Promise< ReportDocument > {
	return readFacts( facts, async ( snapshot ) => {
		const { home, declaration, scope, query, locale, now } = asked;
		const site =
			( await findSite( snapshot, home ) ) ?? unreachedSite( home );
		const dataset = requireDataset( snapshot, declaration );
		const language = languageOf( locale );
		const setting: Setting = {
			declaration,
			scope,
			site,
			subject: {
				facts: snapshot,
				site: site.key,
				dataset,
				where: [
					...declaration.where,
					...ownConditions( declaration, scope ),
				],
			},
			period: resolvePeriod(
				query,
				asked.todayIn( site.timezone ),
				site.weekStartsOn
			),
			locale,
			language,
			words: engineWords( language ),
			dates: dateWriter( locale ),
		};
		const copies = await listCopies( snapshot, site.key );
		return {
			...( await headOf( setting ) ),
			asOf: momentOf( site.agreedAt ?? now, now ),
			lastAgreed:
				site.comparedAt === null
					? null
					: momentOf( site.comparedAt, now ),
			skipped: await countSkipped( snapshot.db, site.key, dataset ),
			...( site.agreedAt === null ||
			copies.some(
				( copy ) => copy.dataset === dataset.id && ! copy.isFilled
			)
				? fillingBody( setting, copies )
				: await countedBody(
						setting,
						now - site.agreedAt > staleAfter
					) ),
		};
	} );
}

/** Never in the future, whatever our clock said before it was set. */
function momentOf( milliseconds: number, now: number ): string {
	return new Date( Math.min( milliseconds, now ) ).toISOString();
}

/** Who may see only his own never gets past this one, whatever else is asked. */
export function ownConditions(
	{ id, own }: ReportDeclaration,
	scope: Scope
): Condition[] {
	if ( scope === 'all' ) {
		return [];
	}
	if ( own === undefined ) {
		throw new Error( `Report ${ id } does not say whose facts are.` );
	}
	return [ { field: own, is: [ scope.own ] } ];
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
		own: { datasets: [], reports: [] },
		cursor: null,
		agreedAt: null,
		comparedAt: null,
	};
}

function requireDataset( facts: Facts, { id, dataset }: ReportDeclaration ) {
	const found = facts.datasets.get( dataset );
	if ( found === undefined ) {
		throw new Error(
			`Report ${ id } is over ${ dataset }, which is no dataset.`
		);
	}
	return found;
}

async function headOf( setting: Setting ) {
	const { declaration, site, period, locale, language, dates } = setting;
	const everything = await countDays( setting.subject, null, allFacts );
	const written = ( days: Days ) => ( {
		from: formatDay( days.from ),
		to: formatDay( days.to ),
		label: dates.days( days, period.today ),
	} );
	return {
		id: declaration.id,
		title: declaration.title[ language ],
		description: declaration.description[ language ],
		site: { name: site.name, home: site.home, timezone: site.timezone },
		locale,
		...( setting.scope === 'all' ? {} : { own: setting.words.own } ),
		source: {
			count: everything.facts ?? 0,
			label: declaration.source[ language ],
		},
		period: { ...written( period ), name: period.name },
		previous: period.previous && written( period.previous ),
		by: period.by,
		currency: null,
		otherCurrencies: [],
		filters: [],
		definitions: definitionsOf( setting ),
	};
}

function fillingBody( setting: Setting, copies: readonly Copy[] ) {
	return {
		state: 'filling' as const,
		progress: progressOf(
			copies.filter(
				( { dataset, isFilled } ) =>
					! isFilled && setting.site.datasets.includes( dataset )
			)
		),
		figures: [],
		summary: setting.words.filling,
		chart: chartOf( setting, [] ),
		tables: [],
	};
}

async function countedBody( setting: Setting, isStale: boolean ) {
	const { declaration, subject, site, period, language } = setting;
	const points = await pointsOf( setting );
	const tables: Table[] = [ tableBehind( setting, points ) ];
	for ( const breakdown of declaration.breakdowns ) {
		tables.push(
			await tabulate( subject, site, period, breakdown, language )
		);
	}
	return {
		state: isStale ? ( 'stale' as const ) : await stateOf( setting ),
		figures: await figuresOf( setting ),
		summary: summarize( {
			...setting,
			values: points.map( ( { value } ) => value ),
			value: sumOf( points.map( ( { value } ) => value ) ),
			previous:
				period.previous &&
				sumOf( points.map( ( { previous } ) => previous ) ),
		} ),
		chart: chartOf( setting, points ),
		tables,
	};
}

async function stateOf( {
	subject,
	period,
}: Setting ): Promise< 'empty' | 'ready' > {
	for ( const days of [ period, period.previous ] ) {
		const counted = days && ( await countDays( subject, days, allFacts ) );
		if ( counted?.facts ) {
			return 'ready';
		}
	}
	return 'empty';
}

async function figuresOf( {
	declaration,
	subject,
	period,
	language,
}: Setting ): Promise< Figure[] > {
	const values = await countDays( subject, period, declaration.figures );
	const previous =
		period.previous &&
		( await countDays( subject, period.previous, declaration.figures ) );
	return declaration.figures.map( ( { id, format, better, label } ) => ( {
		id,
		label: label[ language ],
		value: values[ id ] ?? null,
		previous: previous?.[ id ] ?? null,
		format,
		better,
	} ) );
}
