import type { ReportDocument } from '../contract/report-document';

/** An answer ready to be sent as it is. */
export type Prepared = {
	body: Buffer;
	/** Strong, with its quotes. */
	etag: string;
	report: string;
	/** Read from the body at each call: kept as objects it would take many times the room. */
	readonly document: ReportDocument;
};

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
	/** What was dropped: better than nothing while the store fails. */
	past: Map< string, Prepared >;
};

export type PreparedDocuments = {
	find( site: string, document: string ): Prepared | undefined;
	findByAddress( site: string, address: string ): Prepared | undefined;
	/** Also what no longer holds. */
	lastKnown( site: string, document: string ): Prepared | undefined;
	/** Changes when the site's facts do. */
	edition( site: string ): number;
	keep( site: string, document: string, kept: Kept, edition: number ): void;
	/** Another address of something kept. */
	link( site: string, document: string, address: string ): void;
	drop( site: string ): void;
};

/** For one site. A document is a few kilobytes; ten years by day are 400. */
const bytesAtMost = 8 * 1024 * 1024;
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

		lastKnown( site, document ) {
			const { documents, past } = shelfOf( site );
			return documents.get( document )?.prepared ?? past.get( document );
		},

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
			const shelf = shelfOf( site );
			shelves.set( site, newShelf( shelf.edition + 1, pastOf( shelf ) ) );
		},
	};
}

/** The newest of each document, as long as there is room. */
function pastOf( { past, documents }: Shelf ): Shelf[ 'past' ] {
	const known = new Map( past );
	for ( const [ document, { prepared } ] of documents ) {
		known.set( document, prepared );
	}
	let bytes = 0;
	return new Map(
		[ ...known ].reverse().filter( ( [ , { body } ] ) => {
			bytes += body.length;
			return bytes <= bytesAtMost;
		} )
	);
}

function newShelf( edition: number, past: Shelf[ 'past' ] = new Map() ): Shelf {
	return {
		edition,
		documents: new Map(),
		addresses: new Map(),
		bytes: 0,
		past,
	};
}
