import type { Cell, ReportDocument } from '../contract/report-document';

/** Names by id. Who is not there has no name; null when the site did not answer in time. */
export type AskPeople = (
	site: string,
	ids: readonly number[]
) => Promise< Readonly< Record< string, string > > | null >;

/** Puts the names in; without an answer the document goes as it is. */
export async function addPeople(
	ask: AskPeople,
	document: ReportDocument
): Promise< { document: ReportDocument; isComplete: boolean } > {
	const ids = peopleIn( document );
	if ( ids.length === 0 ) {
		return { document, isComplete: true };
	}
	const people = await ask( document.site.home, ids );
	return people === null
		? { document, isComplete: false }
		: { document: { ...document, people }, isComplete: true };
}

function peopleIn( document: ReportDocument ): number[] {
	return peopleOf( cellsIn( document ) );
}

/** A chart by day has thousands of rows: none of them is copied. */
function* cellsIn( { tables, filters }: ReportDocument ): Iterable< Cell > {
	for ( const { rows } of tables ) {
		for ( const cells of rows ) {
			yield* cells;
		}
	}
	for ( const { options } of filters ) {
		for ( const { label } of options ) {
			yield label;
		}
	}
}

export function peopleOf( cells: Iterable< Cell > ): number[] {
	const ids = new Set< number >();
	for ( const cell of cells ) {
		if ( typeof cell === 'object' && cell !== null && cell.person > 0 ) {
			ids.add( cell.person );
		}
	}
	return [ ...ids ];
}
