import type {
	RowsAnswer,
	TableAnswer,
} from '../../sidecar/contract/report-rows';
import type { ReportQuery } from '../../sidecar/contract/report-query';
import type { Behind } from '../report-view/behind';
import { hasStrings, isFields } from '../session/answers';
import type { Outcome } from '../session/call';
import type { Client } from '../session/client';
import { reportPath, search } from '../session/client';
import type { WholeTable } from './address';

export type AskedReport = { report: string; query: ReportQuery };

export function askTable(
	client: Client,
	{ report, query }: AskedReport,
	table: WholeTable
): Promise< Outcome< TableAnswer > > {
	const asked = tableSearch( query, table );
	asked.set( 'page', String( table.page ) );
	return client.read(
		reportPath( `${ report }/tables/${ table.id }`, asked ),
		isTableAnswer
	);
}

/** The order and the search of a table, beside what the report itself is asked. */
export function tableSearch(
	query: ReportQuery,
	table: Pick< WholeTable, 'sort' | 'search' >
): URLSearchParams {
	const asked = search( query );
	if ( table.sort !== null ) {
		asked.set( 'sort', table.sort );
	}
	if ( table.search !== '' ) {
		asked.set( 'search', table.search );
	}
	return asked;
}

export function askRows(
	client: Client,
	{ report, query }: AskedReport,
	behind: Behind,
	after: string | null
): Promise< Outcome< RowsAnswer > > {
	const asked = search( query );
	Object.entries( behind ).forEach( ( [ name, value ] ) =>
		asked.set( name, value )
	);
	if ( after !== null ) {
		asked.set( 'after', after );
	}
	return client.read( reportPath( `${ report }/rows`, asked ), isRowsAnswer );
}

/** Address of the same facts, all of them, as a CSV file. */
export function rowsFile(
	{ base }: Client,
	{ report, query }: AskedReport,
	behind: Behind,
	locale: string
): string {
	const asked = search( { ...query, lang: locale } );
	Object.entries( behind ).forEach( ( [ name, value ] ) =>
		asked.set( name, value )
	);
	return base + reportPath( `${ report }.csv`, asked );
}

function isTableAnswer( value: unknown ): value is TableAnswer {
	return (
		isFields( value ) &&
		hasStrings( value, 'id', 'title' ) &&
		[ 'columns', 'rows', 'keys' ].every( ( name ) =>
			Array.isArray( value[ name ] )
		) &&
		[ 'count', 'page', 'pages' ].every(
			( name ) => typeof value[ name ] === 'number'
		)
	);
}

function isRowsAnswer( value: unknown ): value is RowsAnswer {
	return (
		isFields( value ) &&
		hasStrings( value, 'title' ) &&
		Array.isArray( value[ 'columns' ] ) &&
		Array.isArray( value[ 'rows' ] ) &&
		value[ 'rows' ].every(
			( row ) => isFields( row ) && Array.isArray( row[ 'cells' ] )
		) &&
		typeof value[ 'count' ] === 'number'
	);
}
