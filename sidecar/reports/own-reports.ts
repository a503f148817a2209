import type { WrongDeclaration } from '../contract/sync';
import { DeclarationFault } from '../declared';
import type { Dataset } from '../store/facts/dataset';
import { siteName } from '../store/facts/own';
import {
	declaredAtMost,
	requirePlace,
	toWrong,
} from '../store/facts/own-datasets';
import type { KnownSite } from '../store/facts/sites';
import type { ReportDeclaration } from './declaration';
import { requireFit } from './own-report-fit';
import { reportReader } from './report-reader';

export type OwnReports = {
	reports: ReportDeclaration[];
	wrong: WrongDeclaration[];
};

const ownAtMost = 40;

/** The one edge where a report of another plugin comes in; it can say all that a built-in one can. */
export function readOwnReports(
	{ own, datasets: offered }: KnownSite,
	datasets: ReadonlyMap< string, Dataset >,
	builtIn: ReadonlySet< string >
): OwnReports {
	const named = new Map(
		[ ...datasets.values() ].map( ( one ) => [ siteName( one ), one ] )
	);
	const read = reportReader( ( value, at ) => {
		const dataset = typeof value === 'string' && named.get( value );
		if ( ! dataset ) {
			throw new DeclarationFault( at, 'is no dataset of this site' );
		}
		return dataset.id;
	} );
	const found: OwnReports = { reports: [], wrong: [] };
	for ( const value of own.reports.slice( 0, declaredAtMost ) ) {
		try {
			requirePlace( found.reports, ownAtMost );
			const report: ReportDeclaration = read( value, '' );
			const isTaken =
				builtIn.has( report.id ) ||
				found.reports.some( ( { id } ) => id === report.id );
			if ( isTaken ) {
				throw new DeclarationFault( 'id', 'is taken' );
			}
			requireFit( report, datasets, offered );
			found.reports.push( report );
		} catch ( error ) {
			found.wrong.push( toWrong( 'report', value, error ) );
		}
	}
	return found;
}
