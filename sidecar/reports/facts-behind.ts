import type { Column } from '../contract/report-document';
import type { FactLink, RowsAnswer } from '../contract/report-rows';
import { Refusal } from '../errors';
import { countAll } from '../store/facts/count';
import {
	type DatedRow,
	listByMoment,
	type RowPlace,
} from '../store/facts/list-by-moment';
import { type Behind, type FactsBehind, factsBehind } from './behind';
import type { FactLinks, FactsShown } from './declaration';
import { cellsOf, kindOf } from './listing';
import type { Setting } from './setting';

export const factsPerPage = 50;

export type FactsPage = Omit< RowsAnswer, 'people' > & {
	place: RowPlace | null;
};

/** A page of the facts behind a number, the newest first. */
export async function listBehind(
	setting: Setting,
	behind: Behind,
	{ after, limit }: { after: RowPlace | null; limit: number }
): Promise< Omit< FactsPage, 'count' > & { found: FactsBehind } > {
	const found = await factsBehind( setting, behind );
	const shown = requireShown( setting, found.dataset );
	const { rows, next } = await listByMoment(
		setting.subject.source( found.dataset ),
		{
			where: found.where,
			days: found.days,
			fields: [
				...shown.columns.map( ( { field } ) => field ),
				...( shown.link?.field ? [ shown.link.field ] : [] ),
			],
			after,
			limit,
		}
	);
	const cells = await cellsOf( setting, shown.columns, rows );
	return {
		found,
		title: found.title,
		columns: columnsOf( setting, shown ),
		rows: rows.map( ( row, at ) => ( {
			id: row.id,
			cells: cells[ at ] ?? [],
			link: linkOf( shown.link, row ),
		} ) ),
		next: next === null ? null : `${ next.moment }.${ next.id }`,
		place: next,
	};
}

export async function countBehind(
	{ subject }: Setting,
	{ dataset, days, where }: FactsBehind
): Promise< number > {
	const { facts = 0 } = await countAll( subject.source( dataset ), {
		days,
		where,
		sums: { facts: { total: 'facts' } },
	} );
	return facts;
}

export function readPlace( query: URLSearchParams ): RowPlace | null {
	const after = query.get( 'after' ) || null;
	if ( after === null ) {
		return null;
	}
	const [ , moment, id ] = /^(-?\d{1,15})\.(\d{1,15})$/.exec( after ) ?? [];
	if ( moment === undefined || id === undefined ) {
		throw new Refusal( 'page_unknown', { parameter: 'after' } );
	}
	return { moment: Number( moment ), id: Number( id ) };
}

function requireShown( { declaration }: Setting, dataset: string ): FactsShown {
	const shown = declaration.facts?.[ dataset ];
	if ( shown === undefined ) {
		throw new Refusal( 'rows_unknown' );
	}
	return shown;
}

function columnsOf( { language }: Setting, { columns }: FactsShown ): Column[] {
	return columns.map( ( column ) => ( {
		id: column.id,
		label: column.label[ language ],
		kind: kindOf( column ),
	} ) );
}

function linkOf(
	link: FactLinks | undefined,
	{ id, values }: DatedRow
): FactLink | null {
	if ( link === undefined ) {
		return null;
	}
	const target = link.field === undefined ? id : Number( values.at( -1 ) );
	return target > 0 ? { kind: link.kind, id: target } : null;
}
