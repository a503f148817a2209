import type { ReportDocument } from '../contract/report-document';
import type { Facts } from '../store/facts/facts';
import { formatDay } from '../store/facts/days';
import { countSkipped, readFacts } from '../store/facts/read';
import { type Copy, listCopies, progressOf } from '../store/facts/copies';
import { chartOf } from './chart';
import { countDays } from './counted';
import { countedBody } from './counted-body';
import { definitionsOf } from './definitions';
import { factsCounted } from './figures';
import { filtersOf } from './filters';
import { needsOf } from './needs';
import { type AskedReport, type OpenedReport, openReport } from './opened';
import type { Days } from './period';
import type { AskedQuery } from './query';
import type { Setting } from './setting';

/** Milliseconds. Polls come every minute; with five missed the facts may have moved on. */
export const staleAfter = 5 * 60_000;

/** Counts a report from one state of the facts. People stay ids. */
export function computeDocument(
	facts: Facts,
	asked: AskedReport
): Promise< ReportDocument > {
	return readFacts( facts, async ( snapshot ) => {
		const opened = await openReport( snapshot, asked );
		const { setting } = opened;
		const { site, declaration } = setting;
		const { agreedAt, comparedAt } = site;
		const { now } = asked;
		const needs = needsOf( declaration );
		const copies = await listCopies( snapshot, site.key );
		return {
			...( await headOf( opened, asked.query ) ),
			asOf: momentOf( agreedAt ?? now, now ),
			lastAgreed:
				comparedAt === null ? null : momentOf( comparedAt, now ),
			skipped: await countSkipped( snapshot.db, site.key, [ ...needs ] ),
			...( agreedAt === null || ! areFilled( setting, copies )
				? fillingBody( setting, copies )
				: await countedBody( setting, {
						isStale: now - agreedAt > staleAfter,
					} ) ),
		};
	} );
}

/** Whether all it counts has come. Datasets of our own are no copies. */
export function areFilled(
	{ declaration, site: { datasets } }: Setting,
	copies: readonly Copy[]
): boolean {
	const needs = needsOf( declaration );
	return datasets.every(
		( id ) =>
			! needs.has( id ) ||
			copies.some(
				( { dataset, isFilled } ) => dataset === id && isFilled
			)
	);
}

/** Never in the future, whatever our clock said before it was set. */
function momentOf( milliseconds: number, now: number ): string {
	return new Date( Math.min( milliseconds, now ) ).toISOString();
}

async function headOf(
	{ setting, all, currency }: OpenedReport,
	query: AskedQuery
) {
	const { declaration, site, period, locale, language, dates } = setting;
	const isDated = setting.subject.source().dataset.moment !== null;
	const everything = await countDays( setting.subject, null, [
		factsCounted,
	] );
	const written = ( days: Days ) => ( {
		from: formatDay( days.from ),
		to: formatDay( days.to ),
		label: dates.days( days, period.today ),
	} );
	const otherCurrencies = currency?.others ?? [];
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
		period: {
			...written( period ),
			...( ! isDated && { label: setting.words.now, isNow: true } ),
			name: period.name,
		},
		previous:
			isDated && period.previous ? written( period.previous ) : null,
		by: period.by,
		currency: setting.currency,
		otherCurrencies,
		filters: await filtersOf( setting, all, query ),
		definitions: definitionsOf( setting, otherCurrencies ),
	};
}

function fillingBody( setting: Setting, copies: readonly Copy[] ) {
	const { chart } = setting.declaration;
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
		chart:
			'measure' in chart
				? chartOf( setting, chart, [] )
				: {
						kind: chart.kind,
						title: chart.title[ setting.language ],
						format: 'count' as const,
						points: [],
					},
		tables: [],
	};
}
