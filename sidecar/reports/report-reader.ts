import {
	either,
	exactly,
	list,
	map,
	members,
	orNull,
	type Read,
} from '../declared';
import type { ReportDeclaration } from './declaration';
import { labelsReader } from './labels-reader';
import { format, id, measureReaders, name, where } from './measure-reader';
import { tableReaders } from './table-reader';
import { counted, words } from './words-reader';

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
	const { sum, measure } = measureReaders( dataset );
	const { breakdown, listing, shown } = tableReaders( dataset );
	const labels = labelsReader( dataset );
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
					{
						through: members( { dataset, field: name }, {} ),
						others: byDataset( name ),
					}
				),
				10
			),
			listings: list( listing, 5 ),
			facts: byDataset( shown ),
		}
	);
}
