import { papers, type Paper } from '../../sidecar/contract/render';
import {
	comparisons,
	groupings,
	namedPeriods,
} from '../../sidecar/contract/report-query';
import type { ReportQuery } from '../../sidecar/contract/report-query';
import type { Behind } from '../report-view/behind';
import { search } from '../session/client';

/** What the screen shows, as its address says it. */
export type Place = {
	report: string | null;
	query: ReportQuery;
	/** The table that is shown whole; the others show what the report has of them. */
	table: WholeTable | null;
	/** The number whose facts are shown. */
	behind: Behind | null;
	/** Of the PDF; null: the site's own. */
	paper: Paper | null;
};

export type WholeTable = {
	id: string;
	/** A column's id, with `-` before it for descending; null for the report's own order. */
	sort: string | null;
	search: string;
	/** From 1. */
	page: number;
};

const filterPrefix = 'filter.';

/** What is not understood is left out: the sidecar's defaults are good ones. */
export function readPlace( address: string ): Place {
	const given = new URL( address ).searchParams;
	return {
		report: given.get( 'report' ),
		query: readQuery( given ),
		table: readTable( given ),
		behind: readBehind( given ),
		paper: papers.find( ( each ) => each === given.get( 'paper' ) ) ?? null,
	};
}

export function readQuery( given: URLSearchParams ): ReportQuery {
	const one = < Name extends string >(
		name: string,
		known: readonly Name[]
	): Name | undefined => known.find( ( each ) => each === given.get( name ) );
	const period = one( 'period', namedPeriods );
	const by = one( 'by', groupings );
	const compare = one( 'compare', comparisons );
	const from = given.get( 'from' );
	const to = given.get( 'to' );
	const currency = given.get( 'currency' );
	const filters = readFilters( given );
	return {
		...( period && { period } ),
		...( ! period && from && to && { from, to } ),
		...( by && { by } ),
		...( compare && { compare } ),
		...( currency && { currency } ),
		...( filters && { filters } ),
	};
}

function readFilters( given: URLSearchParams ): ReportQuery[ 'filters' ] {
	const names = [ ...new Set( given.keys() ) ].filter( ( name ) =>
		name.startsWith( filterPrefix )
	);
	return names.length === 0
		? undefined
		: Object.fromEntries(
				names.map( ( name ) => [
					name.slice( filterPrefix.length ),
					given.getAll( name ),
				] )
			);
}

// "page" is WordPress's own; "s" and "paged" are what its lists call search and page.
function readTable( given: URLSearchParams ): WholeTable | null {
	const id = given.get( 'table' );
	const page = Number( given.get( 'paged' ) ?? 1 );
	return id
		? {
				id,
				sort: given.get( 'sort' ),
				search: given.get( 's' ) ?? '',
				page: Number.isSafeInteger( page ) && page > 0 ? page : 1,
			}
		: null;
}

function readBehind( given: URLSearchParams ): Behind | null {
	const figure = given.get( 'figure' );
	const bucket = given.get( 'bucket' );
	const [ table, key ] = [ given.get( 'rows' ), given.get( 'key' ) ];
	if ( figure ) {
		return { figure };
	}
	if ( bucket ) {
		return { bucket };
	}
	return table && key ? { table, key } : null;
}

const ownNames = [
	'report',
	'period',
	'from',
	'to',
	'by',
	'compare',
	'currency',
	'table',
	'sort',
	's',
	'paged',
	'figure',
	'bucket',
	'rows',
	'key',
	'paper',
];

/** The same screen of wp-admin with another place. */
export function addressOf( address: string, place: Place ): string {
	const url = new URL( address );
	for ( const name of [ ...url.searchParams.keys() ] ) {
		if ( ownNames.includes( name ) || name.startsWith( filterPrefix ) ) {
			url.searchParams.delete( name );
		}
	}
	for ( const [ name, value ] of parametersOf( place ) ) {
		url.searchParams.append( name, value );
	}
	return url.href;
}

function parametersOf( { report, query, table, behind, paper }: Place ) {
	const parameters: Array< [ string, string ] > = [];
	const add = ( name: string, value: string | null | undefined ) => {
		if ( value ) {
			parameters.push( [ name, value ] );
		}
	};
	add( 'report', report );
	search( query ).forEach( ( value, name ) => add( name, value ) );
	add( 'table', table?.id );
	add( 'sort', table?.sort );
	add( 's', table?.search );
	add( 'paged', table && table.page > 1 ? String( table.page ) : null );
	if ( behind && 'table' in behind ) {
		add( 'rows', behind.table );
		add( 'key', behind.key );
	} else {
		Object.entries( behind ?? {} ).forEach( ( entry ) => add( ...entry ) );
	}
	add( 'paper', paper );
	return parameters;
}

/** Another report for the same period and paper; its filters and tables are its own. */
export function withReport( { query, paper }: Place, report: string ): Place {
	const { filters, ...rest } = query;
	return { report, query: rest, table: null, behind: null, paper };
}

/** Other numbers of the same report: an order and a search still hold, a page does not. */
export function withQuery( place: Place, query: ReportQuery ): Place {
	return {
		...place,
		query,
		table: place.table && { ...place.table, page: 1 },
		behind: null,
	};
}
