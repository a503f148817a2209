import type { Condition, Dataset } from '../store/facts/dataset';
import type { Facts } from '../store/facts/facts';
import type { KnownSite } from '../store/facts/sites';
import { copiedFacts, type Source } from '../store/facts/source';
import type { ReportDeclaration } from './declaration';
import type { Scope } from './permission';
import { zoneOf } from './site-days';

/** Facts that the sidecar has by itself, such as who opened what. */
export type OwnSources = ( site: KnownSite ) => readonly Source[];

/** What a report is about, narrowed as it was asked for. Without a dataset the report's own. */
export type Subject = {
	source( dataset?: string ): Source;
	/** Which of its facts are counted. */
	where( dataset?: string ): readonly Condition[];
};

export type Narrowing = {
	/** By dataset. */
	filters: Readonly< Record< string, readonly Condition[] > >;
	/** Of every amount; null in a report without money. */
	currency: string | null;
	/** Of who asks; his own content alone is counted where it says so. */
	scope: Scope;
};

export function subjectOf(
	sources: ReadonlyMap< string, Source >,
	declaration: ReportDeclaration,
	{ filters, currency, scope }: Narrowing
): Subject {
	const source = ( dataset = declaration.dataset ) => {
		const found = sources.get( dataset );
		if ( found === undefined ) {
			throw new Error(
				`Report ${ declaration.id } is over ${ dataset }, which is no dataset.`
			);
		}
		return found;
	};
	return {
		source,
		where( dataset = declaration.dataset ) {
			const currencyField = currencyOf( source( dataset ).dataset );
			const isReports = dataset === declaration.dataset;
			return [
				...( isReports ? declaration.where : [] ),
				...( currency !== null && currencyField !== null
					? [ { field: currencyField, is: [ currency ] } ]
					: [] ),
				...( filters[ dataset ] ?? [] ),
				...ownConditions( declaration, dataset, scope ),
			];
		},
	};
}

/** Who may see only his own never gets past this one, whatever else is asked. */
function ownConditions(
	{ id, own, dataset: reports }: ReportDeclaration,
	dataset: string,
	scope: Scope
): Condition[] {
	if ( scope === 'all' ) {
		return [];
	}
	if ( own === undefined || dataset !== reports ) {
		throw new Error(
			`Report ${ id } does not say whose the facts of ${ dataset } are.`
		);
	}
	return [ { field: own, is: [ scope.own ] } ];
}

/** The field that says what money a fact is in. */
export function currencyOf( { fields }: Dataset ): string | null {
	const [ name = null ] = Object.keys( fields ).filter(
		( field ) => fields[ field ]?.kind === 'currency'
	);
	return name;
}

/** Every dataset there is for a site, by its name. */
export function sourcesOf(
	facts: Facts,
	site: KnownSite,
	own: OwnSources
): ReadonlyMap< string, Source > {
	const zone = zoneOf( site.timezone );
	return new Map(
		[
			...[ ...facts.datasets.values() ].map( ( dataset ) =>
				copiedFacts( facts, site.key, dataset, zone )
			),
			...own( site ),
		].map( ( source ) => [ source.dataset.id, source ] )
	);
}
