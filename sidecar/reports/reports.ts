import { createHash } from 'node:crypto';
import type { ReportDocument } from '../contract/report-document';
import type { CatalogueEntry } from '../contract/report-query';
import { Refusal } from '../errors';
import type { Facts } from '../store/facts/facts';
import { createZone, type Zone } from '../store/facts/days';
import { builtInReports } from './catalogue';
import type { ReportDeclaration } from './declaration';
import { computeDocument, staleAfter } from './document';
import { languageOf, resolveLocale } from './locale';
import { addPeople, type AskPeople } from './people';
import {
	type Act,
	requireScope,
	type Scope,
	scopeKey,
	scopeOf,
	type Viewer,
} from './permission';
import { createPreparedDocuments } from './prepared';
import { type AskedQuery, readQuery } from './query';

/** One report as somebody asks for it. `search` is the query string as it arrived, with or without `?`. */
export type Asked = {
	/** The site's home. */
	site: string;
	report: string;
	search: string;
	/** BCP 47, of the session; `lang` in `search` goes before it. */
	locale: string;
	viewer: Viewer;
};

/** An answer ready to be sent as it is. */
export type Prepared = {
	body: Buffer;
	/** Strong, with its quotes. */
	etag: string;
	document: ReportDocument;
};

export type Reports = {
	catalogue( asked: { viewer: Viewer; locale: string } ): CatalogueEntry[];
	/** For the hot path: what `prepare` made before, while it still holds and this viewer may have it; looks at nothing but memory. */
	warm( asked: Asked ): Prepared | undefined;
	/** Refuses with `report_unknown`, `permission_missing` and the codes of a wrong query. */
	prepare( asked: Asked ): Promise< Prepared >;
	/** For `POST /site/report`: people stay opaque ids. */
	document(
		asked: Omit< Asked, 'search' > & {
			query: URLSearchParams;
			act: Act;
		}
	): Promise< ReportDocument >;
	/** The worker said so: what was prepared for this site no longer holds. */
	changed( site: string ): void;
};

export type ReportsParts = {
	facts: Facts;
	/** Names from the site; null when it did not tell them in time. */
	people: AskPeople;
	/** Milliseconds since 1970. */
	clock: () => number;
	/** Without it the built-in ones. */
	declarations?: readonly ReportDeclaration[];
};

/** Milliseconds. */
const keptWithPeople = 5 * 60_000;
const keptWithoutPeople = 10_000;
const keptWhileFilling = 2000;
const keptWhileFailing = 2000;

export function createReports( {
	facts,
	people,
	clock,
	declarations = builtInReports,
}: ReportsParts ): Reports {
	const byId = new Map( declarations.map( ( one ) => [ one.id, one ] ) );
	const kept = createPreparedDocuments( clock );
	const making = new Map< string, Promise< Prepared > >();
	const zones = new Map< string, Zone >();

	const zoneOf = ( timezone: string ): Zone => {
		const zone = zones.get( timezone ) ?? createZone( timezone );
		if ( zone === null ) {
			throw new Error( `The timezone ${ timezone } is not known here.` );
		}
		zones.set( timezone, zone );
		return zone;
	};

	const requireReport = ( id: string ): ReportDeclaration => {
		const declaration = byId.get( id );
		if ( declaration === undefined ) {
			throw new Refusal( 'report_unknown', { parameter: 'report' } );
		}
		return declaration;
	};

	const compute = (
		home: string,
		declaration: ReportDeclaration,
		scope: Scope,
		query: AskedQuery,
		locale: string,
		now: number
	) =>
		computeDocument( facts, {
			home,
			declaration,
			scope,
			query,
			locale,
			now,
			todayIn: ( timezone ) =>
				zoneOf( timezone ).dayOf( Math.floor( now / 1000 ) ),
		} );

	async function make(
		site: string,
		key: string,
		declaration: ReportDeclaration,
		scope: Scope,
		query: AskedQuery,
		locale: string
	): Promise< Prepared > {
		const edition = kept.edition( site );
		const now = clock();
		let counted: ReportDocument;
		try {
			counted = await compute(
				site,
				declaration,
				scope,
				query,
				locale,
				now
			);
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

	/** Several who ask for the same at once wait for one. */
	function makeOnce( ...wanted: Parameters< typeof make > ) {
		const [ site, key ] = wanted;
		const name = `${ site } ${ kept.edition( site ) } ${ key }`;
		const begun = making.get( name );
		if ( begun !== undefined ) {
			return begun;
		}
		const made = make( ...wanted ).finally( () => making.delete( name ) );
		making.set( name, made );
		return made;
	}

	return {
		catalogue: ( { viewer, locale } ) =>
			declarations
				.filter( ( one ) => scopeOf( one, viewer, 'open' ) !== null )
				.map( ( declaration ) => toEntry( declaration, locale ) ),

		warm( asked ) {
			const declaration = byId.get( asked.report );
			const scope =
				declaration && scopeOf( declaration, asked.viewer, 'open' );
			return scope
				? kept.findByAddress( asked.site, addressOf( asked, scope ) )
				: undefined;
		},

		async prepare( asked ) {
			const declaration = requireReport( asked.report );
			const scope = requireScope( declaration, asked.viewer, 'open' );
			const query = readQuery( new URLSearchParams( asked.search ) );
			const locale =
				query.locale ?? resolveLocale( asked.locale ) ?? 'en';
			const key = JSON.stringify( [
				declaration.id,
				query,
				locale,
				scopeKey( scope ),
			] );
			const prepared =
				kept.find( asked.site, key ) ??
				( await makeOnce(
					asked.site,
					key,
					declaration,
					scope,
					query,
					locale
				) );
			kept.link( asked.site, key, addressOf( asked, scope ) );
			return prepared;
		},

		async document( { site, report, query, viewer, act, locale } ) {
			const declaration = requireReport( report );
			const scope = requireScope( declaration, viewer, act );
			const asked = readQuery( query );
			return compute(
				site,
				declaration,
				scope,
				asked,
				asked.locale ?? resolveLocale( locale ) ?? 'en',
				clock()
			);
		},

		changed: ( site ) => kept.drop( site ),
	};
}

function isStoreBusy( error: unknown ): boolean {
	return error instanceof Refusal && error.code === 'store_busy';
}

function toPrepared( document: ReportDocument ): Prepared {
	const body = Buffer.from( JSON.stringify( document ) );
	const hash = createHash( 'sha256' ).update( body ).digest( 'base64url' );
	return { body, etag: `"${ hash }"`, document };
}

/** The store fails: what was counted before is shown as what it is. */
function markStale( { document }: Prepared ): Prepared {
	const state = document.state === 'filling' ? 'filling' : 'stale';
	return toPrepared( { ...document, state } );
}

function addressOf( { report, search, locale }: Asked, scope: Scope ): string {
	return `${ scopeKey( scope ) } ${ locale } ${ report } ${ search }`;
}

function toEntry(
	{ id, title, description, grant }: ReportDeclaration,
	locale: string
): CatalogueEntry {
	const language = languageOf( resolveLocale( locale ) ?? 'en' );
	return {
		id,
		title: title[ language ],
		description: description[ language ],
		grant,
	};
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
