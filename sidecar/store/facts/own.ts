import type { Dataset } from './dataset';
import type { Facts } from './facts';
import type { KnownSite } from './sites';

/** Datasets of other plugins have tables of their site alone, named by the site's key. */
export function ownId( site: number, name: string ): string {
	return `own${ site }_${ name }`;
}

/** Under which name the site knows a dataset. */
export function siteName( { id }: Pick< Dataset, 'id' > ): string {
	return id.replace( /^own\d+_/, '' );
}

/** With the datasets that this site declares beside the built-in ones. */
export function factsOf( facts: Facts, { own }: KnownSite ): Facts {
	const declared = own.datasets.map(
		( { dataset } ) => [ dataset.id, dataset ] as const
	);
	return declared.length === 0
		? facts
		: { ...facts, datasets: new Map( [ ...facts.datasets, ...declared ] ) };
}
