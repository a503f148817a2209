import {
	byKind,
	exactly,
	list,
	listOfSome,
	map,
	members,
	orNull,
	type Read,
	text,
	whole,
	yes,
} from '../declared';
import { readCondition } from '../store/facts/own-dataset-reader';
import type { Breakdown, Labels, ReportDeclaration } from './declaration';
import type { CountWords, Words } from './words';

const id = text( 40, /^[a-z][a-z0-9-]*$/ );
const name = text( 31, /^[a-z][a-zA-Z0-9_]*$/ );
const sentence = text( 500 );
const where = list( readCondition, 10 );
const format = exactly(
	'count',
	'decimal',
	'percent',
	'money',
	'duration',
	'days'
);

/** One text for every language, or one for each, English among them. */
const words: Read< Words > = ( value, at ) => {
	if ( typeof value === 'string' ) {
		const same = sentence( value, at );
		return { en: same, ko: same };
	}
	const { en, ko = en } = members( { en: sentence }, { ko: sentence } )(
		value,
		at
	);
	return { en, ko };
};

const counted: Read< CountWords > = ( value, at ) => {
	const { en, ko } = members(
		{
			en: members(
				{ none: sentence, one: sentence, other: sentence },
				{}
			),
		},
		{
			ko: members(
				{ none: sentence, other: sentence },
				{ unit: text( 10 ) }
			),
		}
	)( value, at );
	return { en, ko: ko ?? { none: en.none, other: en.other } };
};

/** Reads a whole declaration; `dataset` reads the names of datasets. */
export function reportReader(
	dataset: Read< string >
): Read< ReportDeclaration > {
	const byDataset =
		< Part >( part: Read< Part > ): Read< Record< string, Part > > =>
		( value, at ) =>
			Object.fromEntries(
				Object.entries( map( /./, part, 10 )( value, at ) ).map(
					( [ key, one ] ) => [ dataset( key, at ), one ]
				)
			);
	const addend = { total: name };
	const narrowed = {
		where,
		negated: yes,
		plus: list( name, 5 ),
		less: list( name, 5 ),
	};
	const elsewhere = { ...narrowed, dataset };
	const sum = members( { kind: exactly( 'sum' ), ...addend }, elsewhere );
	const part = members( addend, elsewhere );
	const ownPart = members( addend, narrowed );
	const measure = byKind( {
		sum,
		distinct: members(
			{ kind: exactly( 'distinct' ), field: name },
			{ dataset, where }
		),
		ratio: members( { kind: exactly( 'ratio' ), of: part, per: part }, {} ),
		now: members( { kind: exactly( 'now' ), ...addend }, elsewhere ),
	} );
	const labels: Read< Labels > = byKind( {
		value: members( { kind: exactly( 'value' ) }, {} ),
		people: members( { kind: exactly( 'people' ) }, {} ),
		site: members(
			{
				kind: exactly( 'site' ),
				words: exactly( 'types', 'roles', 'orderStatuses' ),
			},
			{ others: map( /^.{1,64}$/, words, 200 ) }
		),
		words: members(
			{ kind: exactly( 'words' ), words: map( /^.{1,64}$/, words, 200 ) },
			{}
		),
		reports: members( { kind: exactly( 'reports' ) }, {} ),
		day: members( { kind: exactly( 'day' ) }, {} ),
		month: members( { kind: exactly( 'month' ) }, {} ),
		facts: members(
			{ kind: exactly( 'facts' ), dataset, field: name, missing: words },
			{ deleted: words, none: words }
		),
	} );
	const column = members(
		{
			id,
			label: words,
			measure: byKind( {
				sum: members( { kind: exactly( 'sum' ), ...addend }, narrowed ),
				ratio: members(
					{ kind: exactly( 'ratio' ), of: ownPart, per: ownPart },
					{}
				),
				share: members(
					{ kind: exactly( 'share' ), ...addend },
					narrowed
				),
			} ),
			format,
		},
		{}
	);
	const breakdown: Read< Breakdown > = members(
		{
			id,
			title: words,
			field: name,
			fieldLabel: words,
			labels,
			columns: listOfSome( column, 10 ),
			top: whole( 1, 100 ),
		},
		{
			dataset,
			through: members( { dataset, field: name }, {} ),
			where,
			now: yes,
			order: exactly( 'key', '-key' ),
		}
	);
	const fieldColumn = members(
		{
			id,
			label: words,
			field: name,
			format: exactly(
				'text',
				'moment',
				'count',
				'decimal',
				'percent',
				'money',
				'duration',
				'days'
			),
		},
		{ labels }
	);
	const sumColumn = members(
		{
			id,
			label: words,
			format,
			sum: members(
				{ dataset, by: name, total: name, days: whole( 1, 3660 ) },
				{ where }
			),
		},
		{}
	);
	const quotientColumn = members(
		{
			id,
			label: words,
			format,
			quotient: members(
				{ of: id, per: id, times: whole( 1, 1_000_000 ) },
				{}
			),
		},
		{}
	);
	const link = members( { kind: id }, { field: name } );
	const listing = members(
		{
			id,
			title: words,
			columns: listOfSome(
				either(
					{ sum: sumColumn },
					either( { quotient: quotientColumn }, fieldColumn )
				),
				15
			),
			sort: text( 41, /^-?[a-z][a-z0-9-]*$/ ),
			top: whole( 1, 100 ),
		},
		{ dataset, where, link }
	);
	const title = { title: words };
	const byBreakdown = members(
		{ kind: exactly( 'bar' ), ...title, breakdown: id },
		{}
	);
	const byTime = members(
		{
			kind: exactly( 'line', 'bar' ),
			...title,
			measure: sum,
			column: words,
		},
		{
			format,
			beside: list(
				members( { id, label: words, measure: sum, format }, {} ),
				5
			),
		}
	);
	return members(
		{
			id,
			grant: exactly( 'view', 'shop', 'manage' ),
			title: words,
			description: words,
			dataset,
			where,
			figures: list(
				members(
					{
						id,
						label: words,
						measure,
						format,
						better: orNull( exactly( 'more', 'less' ) ),
					},
					{}
				),
				12
			),
			chart: either( { breakdown: byBreakdown }, byTime ),
			breakdowns: list( breakdown, 10 ),
			counted,
			source: words,
			definitions: list(
				members( { term: words, text: words }, {} ),
				20
			),
		},
		{
			own: name,
			emptyAdvice: words,
			filters: list(
				members(
					{ id, label: words, field: name, labels },
					{ others: byDataset( name ) }
				),
				10
			),
			listings: list( listing, 5 ),
			facts: byDataset(
				members( { columns: listOfSome( fieldColumn, 15 ) }, { link } )
			),
		}
	);
}

/** By the member that only one of them has. */
function either< First, Rest >(
	byMember: Readonly< Record< string, Read< First > > >,
	rest: Read< Rest >
): Read< First | Rest > {
	return ( value, at ) => {
		const own = Object.entries( byMember ).find(
			( [ member ] ) =>
				typeof value === 'object' && value !== null && member in value
		);
		return own === undefined ? rest( value, at ) : own[ 1 ]( value, at );
	};
}
