import type { WrongDeclaration } from '../contract/sync';
import type { Facts } from '../store/facts/facts';
import { factsOf } from '../store/facts/own';
import type { KnownSite } from '../store/facts/sites';
import { builtInReports } from './catalogue';
import { readOwnReports } from './own-reports';

/** What other plugins of a site declare and can't be used. */
export function wrongOf( facts: Facts, site: KnownSite ): WrongDeclaration[] {
	const builtIn = new Set( builtInReports.map( ( { id } ) => id ) );
	const { datasets } = factsOf( facts, site );
	return [
		...site.own.wrong,
		...readOwnReports( site, datasets, builtIn ).wrong,
	];
}
