import type { WrongDeclaration } from '../../contract/sync';
import { DeclarationFault } from '../../declared';
import { isRecord } from '../../user-state';
import type { Dataset } from './dataset';
import { ownId } from './own';
import { readOwnDataset, requireWhole } from './own-dataset-reader';

/** What a site declares for itself, read; what can't be used is told with its reason. */
export type OwnDatasets = {
	datasets: Array< { dataset: Dataset; label: string } >;
	wrong: WrongDeclaration[];
};

const ownAtMost = 20;
/** Of whoever declares without end the rest is not told either. */
export const declaredAtMost = 100;

/** The one edge where a dataset of another plugin comes in. */
export function readOwnDatasets(
	declared: readonly unknown[],
	site: number,
	builtIn: ReadonlySet< string >
): OwnDatasets {
	const own: OwnDatasets = { datasets: [], wrong: [] };
	for ( const value of declared.slice( 0, declaredAtMost ) ) {
		try {
			requirePlace( own.datasets, ownAtMost );
			const { id, label, ...rest } = readOwnDataset( value, '' );
			if (
				builtIn.has( id ) ||
				own.datasets.some(
					( { dataset } ) => dataset.id === ownId( site, id )
				)
			) {
				throw new DeclarationFault( 'id', 'is taken' );
			}
			const dataset = { id: ownId( site, id ), ...rest };
			requireWhole( dataset );
			own.datasets.push( { dataset, label } );
		} catch ( error ) {
			own.wrong.push( toWrong( 'dataset', value, error ) );
		}
	}
	return own;
}

export function requirePlace( taken: readonly unknown[], most: number ): void {
	if ( taken.length >= most ) {
		throw new DeclarationFault(
			'',
			`comes after ${ most } others: a site may have no more of its own`
		);
	}
}

export function toWrong(
	kind: WrongDeclaration[ 'kind' ],
	value: unknown,
	error: unknown
): WrongDeclaration {
	if ( ! ( error instanceof DeclarationFault ) ) {
		throw error;
	}
	const id = isRecord( value ) ? value.id : null;
	return {
		kind,
		id: typeof id === 'string' ? id.slice( 0, 64 ) : '',
		reason: error.message,
	};
}
