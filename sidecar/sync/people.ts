import { siteRoutes, tokenTypes } from '../contract';
import type { AskSite } from './ask-site';
import { SiteFault } from './ask-site';
import { readPeople } from './site-answers';

type Remembered = { name: string | null; until: number };

export type People = (
	site: string,
	ids: readonly number[]
) => Promise< Record< string, string > | null >;

/** Milliseconds. A report doesn't wait longer for names, and a name isn't kept longer. */
const timeoutMilliseconds = 1000;
const rememberedFor = 5 * 60_000;
/** A site that just stayed silent is not waited for again. */
const silentFor = 10_000;
const namesAtMost = 10_000;
/** The site names no more at once; whom it leaves out would pass for nobody. */
const perQuestion = 1000;

/** Names of people, asked from the site and kept in memory only; null when it did not answer. */
export function createPeople( {
	ask,
	clock,
	log,
}: {
	ask: AskSite;
	clock: () => number;
	log: { warn( detail: object, message: string ): void };
} ): People {
	const names = new Map< string, Remembered >();
	const silentUntil = new Map< string, number >();

	async function learn( site: string, ids: readonly number[] ) {
		const told = readPeople(
			await ask( site, {
				route: siteRoutes.people,
				type: tokenTypes.people,
				claims: { ids },
				timeoutMilliseconds,
			} )
		);
		const until = clock() + rememberedFor;
		for ( const id of ids ) {
			names.set( `${ site } ${ id }`, {
				name: told[ id ] ?? null,
				until,
			} );
		}
	}

	return async ( site, ids ) => {
		const isKnown = ( id: number ) =>
			( names.get( `${ site } ${ id }` )?.until ?? 0 ) > clock();
		const unknown = ids
			.filter( ( id ) => ! isKnown( id ) )
			.slice( 0, namesAtMost );
		if ( unknown.length > 0 ) {
			if ( ( silentUntil.get( site ) ?? 0 ) > clock() ) {
				return null;
			}
			// Those of this question stay: some of them were learned a moment ago.
			if ( names.size + unknown.length > namesAtMost ) {
				const asked = new Set(
					ids.map( ( id ) => `${ site } ${ id }` )
				);
				for ( const name of names.keys() ) {
					if ( ! asked.has( name ) ) {
						names.delete( name );
					}
				}
			}
			try {
				for ( let at = 0; at < unknown.length; at += perQuestion ) {
					await learn( site, unknown.slice( at, at + perQuestion ) );
				}
			} catch ( error ) {
				if ( ! ( error instanceof SiteFault ) ) {
					throw error;
				}
				silentUntil.set( site, clock() + silentFor );
				log.warn(
					{ site, err: error },
					'The site did not name its people.'
				);
				return null;
			}
		}
		return Object.fromEntries(
			ids.flatMap( ( id ) => {
				const name = names.get( `${ site } ${ id }` )?.name ?? null;
				return name === null ? [] : [ [ String( id ), name ] ];
			} )
		);
	};
}
