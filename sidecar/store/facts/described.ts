import type { SiteDescription } from '../../contract/facts';
import type { Facts } from './facts';
import { type OwnDatasets, readOwnDatasets } from './own-datasets';

/** What a site says of itself, with its own declarations read. */
export type Described = Omit< SiteDescription, 'own' > & {
	/** `datasets` above has the names of these too, as they are called here. */
	own: OwnDatasets & { reports: readonly unknown[] };
};

type Row = { site: number; home: string; description: string };

type Known = Row & { described: Described };

/** Every report asks for it, and it changes when an extension does: read once, by home. */
const known = new WeakMap< Facts[ 'datasets' ], Map< string, Known > >();

export function readDescribed(
	datasets: Facts[ 'datasets' ],
	{ site, home, description }: Row
): Described {
	const ofThese = known.get( datasets ) ?? new Map< string, Known >();
	known.set( datasets, ofThese );
	const before = ofThese.get( home );
	if ( before?.site === site && before.description === description ) {
		return before.described;
	}
	const described = read( datasets, site, description );
	ofThese.set( home, { site, home, description, described } );
	return described;
}

function read(
	datasets: Facts[ 'datasets' ],
	site: number,
	text: string
): Described {
	// Written by `describeSite` alone.
	const description = JSON.parse( text ) as SiteDescription;
	const own = readOwnDatasets(
		description.own.datasets,
		site,
		new Set( datasets.keys() )
	);
	return {
		...description,
		datasets: [
			...description.datasets,
			...own.datasets.map( ( { dataset } ) => dataset.id ),
		],
		own: {
			...own,
			reports: description.own.reports,
			wrong: [ ...description.own.wrong, ...own.wrong ],
		},
	};
}
