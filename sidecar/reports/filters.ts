import type { Filter } from '../contract/report-document';
import { Refusal } from '../errors';
import type { Condition } from '../store/facts/dataset';
import type { FilterDeclaration, ReportDeclaration } from './declaration';
import { valuesOf } from './filter-values';
import { labelValues } from './labels';
import { type AskedQuery, filterParameter } from './query';
import type { Setting } from './setting';
import type { Narrowing, Subject } from './subject';

/** What was chosen, by dataset. `all` is the subject before anything was chosen. */
export async function readFilters(
	declaration: ReportDeclaration,
	all: Subject,
	{ filters }: AskedQuery
): Promise< Narrowing[ 'filters' ] > {
	const chosen: Record< string, Condition[] > = {};
	for ( const [ id, texts ] of Object.entries( filters ) ) {
		const parameter = filterParameter( id );
		const filter = declaration.filters?.find( ( one ) => one.id === id );
		if ( filter === undefined ) {
			throw new Refusal( 'filter_unknown', { parameter } );
		}
		const wanted = await valuesOf( all, filter ).matching( texts );
		if ( wanted === null ) {
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
	filter: FilterDeclaration,
	chosen: readonly string[]
): Promise< Filter > {
	const { frequent, read } = valuesOf( all, filter );
	const often = await frequent();
	const values = [
		...often,
		...chosen.map( read ).filter( ( value ) => ! often.includes( value ) ),
	];
	const labelOf = await labelValues( setting, filter.labels, values );
	return {
		id: filter.id,
		label: filter.label[ setting.language ],
		options: values.map( ( value ) => ( {
			value: String( value ),
			label: labelOf( value ),
		} ) ),
		chosen: [ ...chosen ],
	};
}
