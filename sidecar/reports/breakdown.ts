import type { Cell, Table } from '../contract/report-document';
import { countFacts, readTexts } from '../store/facts/read';
import type { KnownSite } from '../store/facts/sites';
import type { Subject, Values } from './counted';
import { countingsOf, valuesOf } from './counted';
import type { Breakdown } from './declaration';
import type { Days } from './period';
import { engineWords, type Language } from './words';

/** The values of a field with the most facts, and one row for all the others. */
export async function tabulate(
	subject: Subject,
	site: KnownSite,
	days: Days,
	breakdown: Breakdown,
	language: Language
): Promise< Table > {
	const { columns, field } = breakdown;
	const { rows, others, othersCount } = await rankValues(
		subject,
		days,
		breakdown
	);
	const labels = await labelValues(
		subject,
		site,
		breakdown,
		rows.map( ( { key } ) => key ),
		language
	);
	const cells = ( label: Cell, values: Values ): Cell[] => [
		label,
		...columns.map( ( { id } ) => values[ id ] ?? null ),
	];
	return {
		id: breakdown.id,
		title: breakdown.title[ language ],
		columns: [
			{
				id: field,
				label: breakdown.fieldLabel[ language ],
				kind: 'text',
			},
			...columns.map( ( { id, label, format } ) => ( {
				id,
				label: label[ language ],
				kind: format,
			} ) ),
		],
		rows: [
			...rows.map( ( { key, values } ) =>
				cells( labels.get( key ) ?? String( key ), values )
			),
			...( othersCount > 0
				? [ cells( engineWords( language ).others, others ) ]
				: [] ),
		],
		keys: [
			...rows.map( ( { key } ) => key ),
			...( othersCount > 0 ? [ null ] : [] ),
		],
		othersCount,
	};
}

async function rankValues(
	{ facts, ...subject }: Subject,
	days: Days,
	{ columns, field, where = [], top }: Breakdown
) {
	const question = {
		...subject,
		days,
		where: [ ...subject.where, ...where ],
		columns: countingsOf( columns ),
	};
	const ranked = await countFacts( facts.db, {
		...question,
		by: field,
		top: { column: columns[ 0 ].id, limit: top },
	} );
	const [ whole ] = await countFacts( facts.db, {
		...question,
		columns: {
			...question.columns,
			values: { kind: 'distinct', field },
		},
	} );
	const rest = { ...whole?.columns };
	for ( const row of ranked ) {
		for ( const [ name, value ] of Object.entries( row.columns ) ) {
			rest[ name ] = ( rest[ name ] ?? 0 ) - value;
		}
	}
	return {
		rows: ranked.map( ( row ) => ( {
			key: row.key,
			values: valuesOf( columns, row.columns ),
		} ) ),
		others: valuesOf( columns, rest ),
		othersCount: ( rest.values ?? 0 ) - ranked.length,
	};
}

async function labelValues(
	{ facts, site: key }: Subject,
	site: KnownSite,
	{ labels }: Breakdown,
	values: ReadonlyArray< string | number >,
	language: Language
): Promise< Map< string | number, Cell > > {
	const labelled = ( label: ( value: string | number ) => Cell ) =>
		new Map(
			values.map( ( value ) => [ value, label( value ) ] as const )
		);
	switch ( labels.kind ) {
		case 'people':
			return labelled( ( value ) => ( { person: Number( value ) } ) );
		case 'types':
			return labelled(
				( value ) => site.types[ value ] ?? String( value )
			);
		case 'words':
			return labelled(
				( value ) =>
					labels.words[ value ]?.[ language ] ?? String( value )
			);
		case 'facts': {
			const dataset = facts.datasets.get( labels.dataset );
			if ( dataset === undefined ) {
				throw new Error( `There is no dataset ${ labels.dataset }.` );
			}
			const texts = await readTexts(
				facts.db,
				key,
				dataset,
				labels.field,
				values.map( Number )
			);
			return labelled(
				( value ) =>
					texts.get( Number( value ) ) || labels.missing[ language ]
			);
		}
	}
}
