import type { Dataset } from './dataset';

/** Datasets of other plugins have tables of their site alone, named by the site's key. */
const ownPrefix = /^own\d+_/;

/** Under which name the site knows a dataset. */
export function siteName( { id }: Pick< Dataset, 'id' > ): string {
	return id.replace( ownPrefix, '' );
}
