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

function peopleIn( { tables, filters }: ReportDocument ): number[] {
	return peopleOf( [
		...tables.flatMap( ( { rows } ) => rows.flat() ),
		...filters.flatMap( ( { options } ) =>
			options.map( ( { label } ) => label )
		),
	] );
}

export function peopleOf( cells: readonly Cell[] ): number[] {
	const ids = cells.flatMap( ( cell ) =>
		typeof cell === 'object' && cell !== null && cell.person > 0
			? [ cell.person ]
			: []
	);
	return [ ...new Set( ids ) ];
}
