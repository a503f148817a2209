import {
	either,
	exactly,
	listOfSome,
	members,
	type Read,
	text,
	whole,
	yes,
} from '../declared';
import type { Breakdown } from './declaration';
import { labelsReader } from './labels-reader';
import { format, id, measureReaders, name, where } from './measure-reader';
import { words } from './words-reader';

/** Tables, and facts behind numbers; `dataset` reads the names of datasets. */
export function tableReaders( dataset: Read< string > ) {
	const labels = labelsReader( dataset );
	const { rowMeasure } = measureReaders( dataset );
	const column = members(
		{
			id,
			label: words,
			measure: rowMeasure,
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
			whenChosen: id,
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
	const shown = members(
		{ columns: listOfSome( fieldColumn, 15 ) },
		{ link }
	);
	return { breakdown, listing, shown };
}
