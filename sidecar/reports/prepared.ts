import type { Prepared } from './reports';

/** A document as it is sent, and until when it may be. */
type Kept = { prepared: Prepared; until: number };

type Shelf = {
	/** Grows when what was kept is dropped: a document begun before is not kept. */
	edition: number;
	/** By what was asked, in its normal form. */
	documents: Map< string, Kept >;
	/** By the address as it arrived: the hot path reads no query. */
	addresses: Map< string, Kept >;
	bytes: number;
};

export type PreparedDocuments = {
	find( site: string, document: string ): Prepared | undefined;
	findByAddress( site: string, address: string ): Prepared | undefined;
	/** Changes when the site's facts do. */
	edition( site: string ): number;
	keep( site: string, document: string, kept: Kept, edition: number ): void;
	/** Another address of something kept. */
	link( site: string, document: string, address: string ): void;
	drop( site: string ): void;
};

/** For one site. A document is a few kilobytes; ten years by day are 400. */
const bytesAtMost = 16 * 1024 * 1024;
const addressesAtMost = 1000;

export function createPreparedDocuments(
	clock: () => number
): PreparedDocuments {
	const shelves = new Map< string, Shelf >();

	const shelfOf = ( site: string ): Shelf => {
		const shelf = shelves.get( site ) ?? newShelf( 0 );
		shelves.set( site, shelf );
		return shelf;
	};

	const fresh = ( kept: Kept | undefined ) =>
		kept !== undefined && clock() < kept.until ? kept.prepared : undefined;

	return {
		find: ( site, document ) =>
			fresh( shelves.get( site )?.documents.get( document ) ),

		findByAddress: ( site, address ) =>
			fresh( shelves.get( site )?.addresses.get( address ) ),

		edition: ( site ) => shelfOf( site ).edition,

		keep( site, document, kept, edition ) {
			const shelf = shelfOf( site );
			if ( shelf.edition !== edition ) {
				return;
			}
			if ( shelf.bytes > bytesAtMost ) {
				shelves.set( site, newShelf( edition ) );
			}
			const current = shelfOf( site );
			const old = current.documents.get( document );
			current.documents.set( document, kept );
			current.bytes +=
				kept.prepared.body.length - ( old?.prepared.body.length ?? 0 );
		},

		link( site, document, address ) {
			const { documents, addresses } = shelfOf( site );
			const kept = documents.get( document );
			if ( kept === undefined ) {
				return;
			}
			if ( addresses.size >= addressesAtMost ) {
				addresses.clear();
			}
			addresses.set( address, kept );
		},

		drop( site ) {
			shelves.set( site, newShelf( shelfOf( site ).edition + 1 ) );
		},
	};
}

function newShelf( edition: number ): Shelf {
	return { edition, documents: new Map(), addresses: new Map(), bytes: 0 };
}
