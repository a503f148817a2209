import type { Facts } from '../store/facts/facts';
import { factsOf } from '../store/facts/own';
import { findSite } from '../store/facts/sites';
import type { ReportDeclaration } from './declaration';
import { canAnswer } from './needs';
import { readOwnReports } from './own-reports';
import type { OwnSources } from './subject';

export type Declarations = ReadonlyMap< string, ReportDeclaration >;

export type DeclaredReports = {
	/** By their ids: the built-in ones and those of the site's own, in the order in which they are offered. */
	of( home: string ): Promise< Declarations >;
	/** Those of them whose datasets the site has. */
	answerable( home: string ): Promise< readonly ReportDeclaration[] >;
	/** What was read last, from memory alone. */
	known( home: string ): Declarations | undefined;
};

type Declared = {
	all: Declarations;
	answerable: readonly ReportDeclaration[];
	edition: number;
};

export function createDeclaredReports( {
	facts,
	declarations,
	ownSources,
	editionOf,
}: {
	facts: Facts;
	declarations: readonly ReportDeclaration[];
	ownSources: OwnSources;
	/** Of a site's facts: what it declares changes with them. */
	editionOf: ( home: string ) => number;
} ): DeclaredReports {
	const builtIn = new Set( declarations.map( ( { id } ) => id ) );
	const bySite = new Map< string, Declared >();

	const read = async ( home: string, edition: number ) => {
		const site = await findSite( facts, home );
		const own =
			site === null
				? []
				: readOwnReports(
						site,
						factsOf( facts, site ).datasets,
						builtIn
					).reports;
		const reports = [ ...declarations, ...own ];
		const sources = new Set(
			site === null
				? []
				: ownSources( site ).map( ( { dataset } ) => dataset.id )
		);
		return {
			all: new Map( reports.map( ( one ) => [ one.id, one ] ) ),
			answerable: reports.filter( ( one ) =>
				canAnswer( one, site, sources )
			),
			edition,
		};
	};

	const declared = async ( home: string ): Promise< Declared > => {
		const edition = editionOf( home );
		const known = bySite.get( home );
		if ( known?.edition === edition ) {
			return known;
		}
		try {
			const found = await read( home, edition );
			bySite.set( home, found );
			return found;
		} catch ( error ) {
			// What was declared before does while the store fails.
			if ( known === undefined ) {
				throw error;
			}
			return known;
		}
	};

	return {
		of: async ( home ) => ( await declared( home ) ).all,
		answerable: async ( home ) => ( await declared( home ) ).answerable,
		known: ( home ) => bySite.get( home )?.all,
	};
}
