import type { Filter } from '../contract/report-document';
import { Refusal } from '../errors';
import { countGroups, rankValues } from '../store/facts/count';
import type { Condition, FieldValue } from '../store/facts/dataset';
import type { Source } from '../store/facts/source';
import type { FilterDeclaration, ReportDeclaration } from './declaration';
import { labelValues } from './labels';
import { type AskedQuery, filterParameter } from './query';
import type { Setting } from './setting';
import type { Narrowing, Subject } from './subject';

/** Offered, the most frequent first; any other value that there is may be asked for by name. */
const optionsAtMost = 100;

/** What was chosen, by dataset. `all` is the subject before anything was chosen. */
export async function readFilters(
	declaration: ReportDeclaration,
	all: Subject,
	{ filters }: AskedQuery
): Promise< Narrowing[ 'filters' ] > {
	const chosen: Record< string, Condition[] > = {};
	for ( const [ id, values ] of Object.entries( filters ) ) {
		const parameter = filterParameter( id );
		const filter = declaration.filters?.find( ( one ) => one.id === id );
		if ( filter === undefined ) {
			throw new Refusal( 'filter_unknown', { parameter } );
		}
		const source = all.source();
		const wanted = values.map( ( value ) =>
			valueOf( source, filter.field, value )
		);
		const condition: Condition = { field: filter.field, is: wanted };
		const found = await countGroups(
			source,
			{
				days: null,
				where: [ ...all.where(), condition ],
				sums: { facts: { total: 'facts' } },
			},
			{ kind: 'value', field: filter.field }
		);
		if ( found.length < wanted.length ) {
			throw new Refusal( 'filter_value_unknown', { parameter } );
		}
		const fields = {
			...filter.others,
			[ declaration.dataset ]: filter.field,
		};
		for ( const [ dataset, field ] of Object.entries( fields ) ) {
			const conditions = ( chosen[ dataset ] ??= [] );
			conditions.push( { field, is: wanted } );
		}
	}
	return chosen;
}

export async function filtersOf(
	setting: Setting,
	all: Subject,
	{ filters }: AskedQuery
): Promise< Filter[] > {
	const offered: Filter[] = [];
	for ( const filter of setting.declaration.filters ?? [] ) {
		offered.push(
			await filterOf( setting, all, filter, filters[ filter.id ] ?? [] )
		);
	}
	return offered;
}

async function filterOf(
	setting: Setting,
	all: Subject,
	{ id, label, field, labels }: FilterDeclaration,
	chosen: readonly string[]
): Promise< Filter > {
	const source = all.source();
	const { rows } = await rankValues(
		source,
		{
			days: null,
			where: all.where(),
			sums: { facts: { total: 'facts' } },
		},
		field,
		{
			order: { by: 'sum', name: 'facts', direction: 'descending' },
			limit: optionsAtMost,
		}
	);
	const frequent = rows.map( ( { key } ) => key );
	const values = [
		...frequent,
		...chosen
			.map( ( value ) => valueOf( source, field, value ) )
			.filter( ( value ) => ! frequent.includes( value ) ),
	];
	const labelOf = await labelValues( setting, labels, values );
	return {
		id,
		label: label[ setting.language ],
		options: values.map( ( value ) => ( {
			value: String( value ),
			label: labelOf( value ),
		} ) ),
		chosen: [ ...chosen ],
	};
}

/** As it is kept. What cannot be one of these is no value of any fact. */
function valueOf(
	{ dataset }: Source,
	field: string,
	text: string
): Exclude< FieldValue, null > {
	switch ( dataset.fields[ field ]?.kind ) {
		case 'count':
		case 'signed':
		case 'amount':
		case 'moment':
		case 'reference':
		case undefined:
			return /^-?\d{1,15}$/.test( text ) ? Number( text ) : -1;
		default:
			return text;
	}
}
