import {
	comparisons,
	groupings,
	namedPeriods,
} from '../../sidecar/contract/report-query';
import type { ReportQuery } from '../../sidecar/contract/report-query';
import { search } from '../session/client';

/** What the screen shows, as its address says it. */
export type Place = { report: string | null; query: ReportQuery };

/** What is not understood is left out: the sidecar's defaults are good ones. */
export function readPlace( address: string ): Place {
	const given = new URL( address ).searchParams;
	const one = < Name extends string >(
		name: string,
		known: readonly Name[]
	): Name | undefined => known.find( ( each ) => each === given.get( name ) );
	const period = one( 'period', namedPeriods );
	const by = one( 'by', groupings );
	const compare = one( 'compare', comparisons );
	const from = given.get( 'from' );
	const to = given.get( 'to' );
	return {
		report: given.get( 'report' ),
		query: {
			...( period && { period } ),
			...( ! period && from && to && { from, to } ),
			...( by && { by } ),
			...( compare && { compare } ),
		},
	};
}

/** The same screen of wp-admin with another place. */
export function addressOf( address: string, { report, query }: Place ): string {
	const url = new URL( address );
	for ( const name of [
		'report',
		'period',
		'from',
		'to',
		'by',
		'compare',
	] ) {
		url.searchParams.delete( name );
	}
	if ( report !== null ) {
		url.searchParams.set( 'report', report );
	}
	search( query ).forEach( ( value, name ) =>
		url.searchParams.set( name, value )
	);
	return url.href;
}
