import type { Facts } from '../store/facts/facts';
import { factsOf } from '../store/facts/own';
import { findSite } from '../store/facts/sites';
import type { ReportDeclaration } from './declaration';
import { readOwnReports } from './own-reports';

export type Declarations = ReadonlyMap< string, ReportDeclaration >;

export type DeclaredReports = {
	/** By their ids: the built-in ones and those of the site's own, in the order in which they are offered. */
	of( home: string ): Promise< Declarations >;
	/** What was read last, from memory alone. */
	known( home: string ): Declarations | undefined;
};

export function createDeclaredReports(
	facts: Facts,
	declarations: readonly ReportDeclaration[],
	/** Of a site's facts: what it declares changes with them. */
	editionOf: ( home: string ) => number
): DeclaredReports {
	const builtIn = new Set( declarations.map( ( { id } ) => id ) );
	const bySite = new Map< string, { all: Declarations; edition: number } >();

	const read = async ( home: string ): Promise< Declarations > => {
		const site = await findSite( facts, home );
		const own =
			site === null
				? []
				: readOwnReports(
						site,
						factsOf( facts, site ).datasets,
						builtIn
					).reports;
		return new Map(
			[ ...declarations, ...own ].map( ( one ) => [ one.id, one ] )
		);
	};

	return {
		async of( home ) {
			const edition = editionOf( home );
			const known = bySite.get( home );
			if ( known?.edition === edition ) {
				return known.all;
			}
			try {
				const all = await read( home );
				bySite.set( home, { all, edition } );
				return all;
			} catch ( error ) {
				// What was declared before does while the store fails.
				if ( known === undefined ) {
					throw error;
				}
				return known.all;
			}
		},

		known: ( home ) => bySite.get( home )?.all,
	};
}
