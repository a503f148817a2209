import type {
	Cell,
	Chart,
	Column,
	Figure,
	Filter,
	NumberFormat,
	Point,
	ReportDocument,
	Table,
} from './contract/report-document';
import { csvRowsAtMost } from './contract/render';
import { groupings, namedPeriods } from './contract/report-query';
import {
	currency,
	days,
	list,
	locale,
	maybe,
	maybeNumber,
	moment,
	number,
	oneOf,
	record,
	refuse,
	text,
	timezone,
} from './document-values';
import { isRecord } from './user-state';

/** Of a document that comes from outside: ten years by day are within. */
const most = {
	figures: 40,
	points: 4000,
	tables: 20,
	columns: 30,
	rows: csvRowsAtMost,
	filters: 20,
	options: 200,
	definitions: 100,
	people: 20_000,
	currencies: 50,
};

const formats: readonly NumberFormat[] = [
	'count',
	'decimal',
	'percent',
	'money',
	'duration',
	'days',
];

/** A document as `POST site/report` answered it, with names, or a refusal that names its wrong part. Nothing else of it is kept. */
export function readReportDocument( value: unknown ): ReportDocument {
	const all = record( value, 'document' );
	const site = record( all.site, 'site' );
	const period = record( all.period, 'period' );
	const source = record( all.source, 'source' );
	return {
		id: text( all.id, 'id' ),
		title: text( all.title, 'title' ),
		description: text( all.description, 'description' ),
		site: {
			name: text( site.name, 'site.name' ),
			home: text( site.home, 'site.home' ),
			timezone: timezone( site.timezone ),
		},
		...( all.own !== undefined && { own: text( all.own, 'own' ) } ),
		locale: locale( all.locale ),
		asOf: moment( all.asOf, 'asOf' ),
		lastAgreed: maybe( all.lastAgreed, ( one ) =>
			moment( one, 'lastAgreed' )
		),
		source: {
			count: number( source.count, 'source.count' ),
			label: text( source.label, 'source.label' ),
		},
		state: oneOf(
			all.state,
			[ 'ready', 'empty', 'filling', 'stale' ],
			'state'
		),
		skipped: number( all.skipped, 'skipped' ),
		period: {
			...days( period, 'period' ),
			...( period.isNow === true && { isNow: true } ),
			name: maybe( period.name, ( one ) =>
				oneOf( one, namedPeriods, 'period.name' )
			),
		},
		previous: maybe( all.previous, ( one ) =>
			days( record( one, 'previous' ), 'previous' )
		),
		by: oneOf( all.by, groupings, 'by' ),
		currency: maybe( all.currency, currency ),
		otherCurrencies: list(
			all.otherCurrencies,
			most.currencies,
			'otherCurrencies',
			currency
		),
		filters: list( all.filters, most.filters, 'filters', filter ),
		figures: list( all.figures, most.figures, 'figures', figure ),
		summary: text( all.summary, 'summary' ),
		chart: chart( record( all.chart, 'chart' ) ),
		tables: list( all.tables, most.tables, 'tables', table ),
		definitions: list(
			all.definitions,
			most.definitions,
			'definitions',
			( one ) => {
				const { term, text: meaning } = record( one, 'definitions' );
				return {
					term: text( term, 'definitions' ),
					text: text( meaning, 'definitions' ),
				};
			}
		),
		people: people( all.people ),
	};
}

function figure( value: unknown ): Figure {
	const one = record( value, 'figures' );
	return {
		id: text( one.id, 'figures' ),
		label: text( one.label, 'figures' ),
		value: maybeNumber( one.value, 'figures' ),
		previous: maybeNumber( one.previous, 'figures' ),
		format: oneOf( one.format, formats, 'figures' ),
		better: maybe( one.better, ( news ) =>
			oneOf( news, [ 'more', 'less' ], 'figures' )
		),
	};
}

function chart( one: Record< string, unknown > ): Chart {
	return {
		kind: oneOf( one.kind, [ 'line', 'bar' ], 'chart.kind' ),
		title: text( one.title, 'chart.title' ),
		format: oneOf( one.format, formats, 'chart.format' ),
		points: list( one.points, most.points, 'chart.points', point ),
	};
}

function point( value: unknown ): Point {
	const one = record( value, 'chart.points' );
	return {
		key: text( one.key, 'chart.points' ),
		label: text( one.label, 'chart.points' ),
		value: maybeNumber( one.value, 'chart.points' ),
		previous: maybeNumber( one.previous, 'chart.points' ),
		previousLabel: maybe( one.previousLabel, ( label ) =>
			text( label, 'chart.points' )
		),
	};
}

function table( value: unknown ): Table {
	const one = record( value, 'tables' );
	const columns = list( one.columns, most.columns, 'tables', column );
	const rows = list( one.rows, most.rows, 'tables', ( row ) => {
		const cells = list( row, most.columns, 'tables', cell );
		return cells.length === columns.length ? cells : refuse( 'tables' );
	} );
	return {
		id: text( one.id, 'tables' ),
		title: text( one.title, 'tables' ),
		columns: columns.length > 0 ? columns : refuse( 'tables' ),
		rows,
		keys: list( one.keys, most.rows, 'tables', key ),
		othersCount: number( one.othersCount, 'tables' ),
	};
}

function key( value: unknown ): Table[ 'keys' ][ number ] {
	return typeof value === 'string'
		? text( value, 'tables' )
		: maybeNumber( value, 'tables' );
}

function column( value: unknown ): Column {
	const one = record( value, 'tables' );
	return {
		id: text( one.id, 'tables' ),
		label: text( one.label, 'tables' ),
		kind: oneOf( one.kind, [ 'text', ...formats ], 'tables' ),
	};
}

function cell( value: unknown ): Cell {
	if ( isRecord( value ) ) {
		return { person: number( value.person, 'tables' ) };
	}
	return typeof value === 'string'
		? text( value, 'tables' )
		: maybeNumber( value, 'tables' );
}

function filter( value: unknown ): Filter {
	const one = record( value, 'filters' );
	return {
		id: text( one.id, 'filters' ),
		label: text( one.label, 'filters' ),
		options: list( one.options, most.options, 'filters', ( option ) => {
			const { value: chosen, label } = record( option, 'filters' );
			return { value: text( chosen, 'filters' ), label: cell( label ) };
		} ),
		chosen: list( one.chosen, most.options, 'filters', ( chosen ) =>
			text( chosen, 'filters' )
		),
	};
}

/** PHP writes an empty map as an empty list. */
function people( value: unknown ): Record< string, string > {
	if ( value === undefined || Array.isArray( value ) ) {
		return {};
	}
	const entries = Object.entries( record( value, 'people' ) );
	return entries.length > most.people
		? refuse( 'people' )
		: Object.fromEntries(
				entries.map( ( [ id, name ] ) => [
					id,
					text( name, 'people' ),
				] )
			);
}
