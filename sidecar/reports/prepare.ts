import { createHash } from 'node:crypto';
import type { ReportDocument } from '../contract/report-document';
import { Refusal } from '../errors';
import type { Zone } from '../store/facts/days';
import { staleAfter } from './document';
import { addPeople, type AskPeople } from './people';
import type { Prepared, PreparedDocuments } from './prepared';
import { zoneOf } from './site-days';

/** What is to be made, under the key that it is kept by. */
export type Wanted = {
	site: string;
	key: string;
	/** Of one state of the facts; people stay ids. */
	compute: ( now: number ) => Promise< ReportDocument >;
};

/** Milliseconds. */
const keptWithPeople = 5 * 60_000;
const keptWithoutPeople = 10_000;
const keptWhileFilling = 2000;
const keptWhileFailing = 2000;

/** Makes documents and keeps them; several who ask for the same at once wait for one. */
export function createPreparing(
	kept: PreparedDocuments,
	people: AskPeople,
	clock: () => number
): ( wanted: Wanted ) => Promise< Prepared > {
	const making = new Map< string, Promise< Prepared > >();

	async function make( { site, key, compute }: Wanted ): Promise< Prepared > {
		const edition = kept.edition( site );
		const now = clock();
		let counted: ReportDocument;
		try {
			counted = await compute( now );
		} catch ( error ) {
			const known = kept.lastKnown( site, key );
			if ( ! isStoreBusy( error ) || known === undefined ) {
				throw error;
			}
			const prepared = markStale( known );
			const until = now + keptWhileFailing;
			kept.keep( site, key, { prepared, until }, edition );
			return prepared;
		}
		const names = await addPeople( people, counted );
		const prepared = toPrepared( names.document );
		const until = Math.min(
			holdsUntil( counted, zoneOf( counted.site.timezone ), now ),
			now + ( names.isComplete ? keptWithPeople : keptWithoutPeople )
		);
		kept.keep( site, key, { prepared, until }, edition );
		return prepared;
	}

	return ( wanted ) => {
		const { site, key } = wanted;
		const found = kept.find( site, key );
		if ( found !== undefined ) {
			return Promise.resolve( found );
		}
		const name = `${ site } ${ kept.edition( site ) } ${ key }`;
		const begun = making.get( name );
		if ( begun !== undefined ) {
			return begun;
		}
		const made = make( wanted ).finally( () => making.delete( name ) );
		making.set( name, made );
		return made;
	};
}

function isStoreBusy( error: unknown ): boolean {
	return error instanceof Refusal && error.code === 'store_busy';
}

function toPrepared( document: ReportDocument ): Prepared {
	const body = Buffer.from( JSON.stringify( document ) );
	const hash = createHash( 'sha256' ).update( body ).digest( 'base64url' );
	return {
		body,
		etag: `"${ hash }"`,
		report: document.id,
		get document(): ReportDocument {
			// Written just above.
			return JSON.parse( body.toString() ) as ReportDocument;
		},
	};
}

/** The store fails: what was counted before is shown as what it is. */
function markStale( { document }: Prepared ): Prepared {
	const state = document.state === 'filling' ? 'filling' : 'stale';
	return toPrepared( { ...document, state } );
}

/** A document says things that time alone makes wrong: which day is today, and how fresh it is. */
function holdsUntil(
	{ state, asOf }: ReportDocument,
	zone: Zone,
	now: number
): number {
	const tomorrow = zone.startOf( zone.dayOf( Math.floor( now / 1000 ) ) + 1 );
	switch ( state ) {
		case 'filling':
			return now + keptWhileFilling;
		case 'stale':
			return tomorrow * 1000;
		case 'ready':
		case 'empty':
			return Math.min( tomorrow * 1000, Date.parse( asOf ) + staleAfter );
	}
}
