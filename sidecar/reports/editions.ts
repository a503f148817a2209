import type { Facts } from '../store/facts/facts';
import { readEditions } from '../store/facts/editions';

/** Notices facts that have changed, also by another process. To be called every half second. */
export function createEditions(
	facts: Facts,
	changed: ( site: string ) => void
): { reread(): Promise< void > } {
	const known = new Map< string, number >();
	return {
		async reread() {
			for ( const { home, edition } of await readEditions( facts ) ) {
				if ( known.get( home ) !== edition ) {
					known.set( home, edition );
					changed( home );
				}
			}
		},
	};
}
