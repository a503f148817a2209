import { describe, expect, it } from 'vitest';
import { activityDataset } from '../../../../sidecar/reports/activity-source';
import { builtInReports } from '../../../../sidecar/reports/catalogue';
import type { ReportDeclaration } from '../../../../sidecar/reports/declaration';
import { needsOf } from '../../../../sidecar/reports/needs';
import { reportReader } from '../../../../sidecar/reports/report-reader';
import { strangersDataset } from '../../../../sidecar/reports/strangers-source';
import type { Dataset } from '../../../../sidecar/store/facts/dataset';
import { builtInDatasets } from '../../../../sidecar/sync/datasets';
import { isRecord } from '../../../../sidecar/user-state';

const datasets = new Map(
	[ ...builtInDatasets, activityDataset, strangersDataset ].map( ( one ) => [
		one.id,
		one,
	] )
);

const reports = builtInReports.map( ( one ) => [ one.id, one ] as const );

describe( 'each built-in report', () => {
	it.each( reports )( '%s is plain JSON', ( _id, report ) => {
		expect( JSON.parse( JSON.stringify( report ) ) ).toEqual( report );
	} );

	it.each( reports )( '%s could be another plugin’s', ( _id, report ) => {
		const read = reportReader( ( dataset ) => String( dataset ) );

		expect( read( report, 'report' ) ).toEqual( report );
	} );

	it.each( reports )( '%s says all in both languages', ( _id, report ) => {
		const texts = textsIn( report );

		expect( texts.length ).toBeGreaterThan( 10 );
		for ( const { path, en, ko } of texts ) {
			expect( en, path ).toMatch( /\S/ );
			// SKU is SKU.
			expect( ko, path ).toMatch( /[가-힣]|^SKU$/ );
			expect( en, path ).not.toMatch( /[가-힣]/ );
		}
	} );

	it.each( reports )(
		'%s names datasets, fields, totals and values that there are',
		( _id, report ) => {
			expect( faultsOf( report ) ).toEqual( [] );
		}
	);

	it.each( reports )( '%s has each id once', ( _id, report ) => {
		const { figures, breakdowns, listings = [], filters = [] } = report;
		const tables = [ ...breakdowns, ...listings ];
		const groups = [
			figures,
			tables,
			filters,
			...tables.map( ( { columns } ) => columns ),
		].map( ( group ) => group.map( ( { id } ) => id ) );

		for ( const ids of groups ) {
			expect( ids ).toEqual( [ ...new Set( ids ) ] );
		}
		expect( tables.map( ( { id } ) => id ) ).not.toContain( 'chart' );
	} );

	it( 'finds what is misspelt', () => {
		const sales = builtInReports.find( ( { id } ) => id === 'sales' );
		const wrong = JSON.stringify( sales )
			.replace( '"shipping"', '"shiping"' )
			.replace( '"field":"kind"', '"field":"kynd"' )
			.replace( '["sold"]', '["solt"]' );

		expect( faultsOf( JSON.parse( wrong ) ) ).toEqual( [
			'orders.standing is never solt',
			'orders has no total shiping',
			'orders has no field kynd',
		] );
	} );
} );

/** Names that are no more than a typo away from what was meant. */
function faultsOf( report: ReportDeclaration ): string[] {
	const unknown = [ ...needsOf( report ) ].filter(
		( id ) => ! datasets.has( id )
	);
	return [
		...unknown.map( ( id ) => `there is no dataset ${ id }` ),
		...new Set( faultsIn( report, report.dataset ) ),
	];
}

function faultsIn( part: unknown, dataset: string ): string[] {
	if ( Array.isArray( part ) ) {
		return part.flatMap( ( one: unknown ) => faultsIn( one, dataset ) );
	}
	if ( ! isRecord( part ) ) {
		return [];
	}
	const named = typeof part.dataset === 'string' ? part.dataset : dataset;
	const known = datasets.get( named );
	return [
		...( known === undefined ? [] : namesIn( part, known ) ),
		...Object.entries( part ).flatMap( ( [ name, one ] ) =>
			name === 'facts' && isRecord( one )
				? Object.entries( one ).flatMap( ( [ id, shown ] ) =>
						faultsIn( shown, id )
					)
				: faultsIn( one, named )
		),
	];
}

function namesIn(
	part: Record< string, unknown >,
	dataset: Dataset
): string[] {
	const { id, fields, totals, derived = {} } = dataset;
	const knownFields = [
		'id',
		...Object.keys( fields ),
		...Object.keys( derived ),
	];
	const knownTotals = [ 'facts', ...Object.keys( totals ) ];
	const strings = ( ...values: unknown[] ) =>
		values.flat().filter( ( one ) => typeof one === 'string' );
	const field = strings( part.field )[ 0 ];
	const kind = field === undefined ? undefined : fields[ field ];
	const values = strings( part.is, part.not );
	return [
		...strings( part.field, part.own, part.by )
			.filter( ( one ) => ! knownFields.includes( one ) )
			.map( ( one ) => `${ id } has no field ${ one }` ),
		...strings( part.total, part.plus, part.less )
			.filter( ( one ) => ! knownTotals.includes( one ) )
			.map( ( one ) => `${ id } has no total ${ one }` ),
		...( kind?.kind === 'choice'
			? values
					.filter( ( one ) => ! kind.of.includes( one ) )
					.map( ( one ) => `${ id }.${ field } is never ${ one }` )
			: [] ),
	];
}

type Text = { path: string; en: string; ko: string };

function textsIn( part: unknown, path = '' ): Text[] {
	if ( Array.isArray( part ) ) {
		return part.flatMap( ( one: unknown, at ) =>
			textsIn( one, `${ path }.${ at }` )
		);
	}
	if ( ! isRecord( part ) ) {
		return [];
	}
	const { en, ko } = part;
	if ( 'en' in part || 'ko' in part ) {
		return isRecord( en ) && isRecord( ko )
			? [ 'none', 'other' ].map( ( name ) => ( {
					path: `${ path }.${ name }`,
					en: textOf( en[ name ] ),
					ko: textOf( ko[ name ] ),
				} ) )
			: [ { path, en: textOf( en ), ko: textOf( ko ) } ];
	}
	return Object.entries( part ).flatMap( ( [ name, one ] ) =>
		textsIn( one, `${ path }.${ name }` )
	);
}

function textOf( value: unknown ): string {
	return typeof value === 'string' ? value : '';
}
