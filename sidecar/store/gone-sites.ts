import { sql } from 'kysely';
import { deleteBatch, inBatches } from './batches';
import { insertIfNew } from './dialect';
import type { Store } from './store';
import type { Schema } from './tables/schema';

const day = 24 * 60 * 60 * 1000;

/** Milliseconds, for a site that is no longer in the settings. */
export const goneSites = {
	/** Longer than any session of it; and whoever took it out by mistake has time to see that. */
	kept: 60 * day,
	notedEvery: day,
};

/** What has no end of its own. Last the word that the site was there: a stop leaves it for the next time. */
const endless: Array< keyof Schema > = [
	'users',
	'site_keys',
	'site_origins',
	'marks',
	'pings',
	'views',
	'homes',
];

/** Keeps when these sites last stood in the settings. For every process: theirs may differ. */
export async function noteNamed(
	store: Store,
	homes: readonly string[],
	now: number
): Promise< void > {
	const known = await store.db
		.selectFrom( 'homes' )
		.select( 'site' )
		.where( 'named_at', '>=', now - goneSites.notedEvery )
		.execute();
	const due = homes.filter(
		( home ) => ! known.some( ( { site } ) => site === home )
	);
	for ( const site of due ) {
		await store.commit( async ( writing ) => {
			const named = { named_at: now };
			const insert = writing
				.insertInto( 'homes' )
				.values( { site, ...named } );
			if ( ! ( await insertIfNew( writing, insert ) ) ) {
				await writing
					.updateTable( 'homes' )
					.set( named )
					.where( 'site', '=', site )
					.execute();
			}
		} );
	}
}

export async function forgetGoneSites(
	store: Store,
	homes: readonly string[],
	now: number,
	isOurs: () => boolean
): Promise< void > {
	const gone = await store.db
		.selectFrom( 'homes' )
		.select( 'site' )
		.where( 'named_at', '<', now - goneSites.kept )
		.where( 'site', 'not in', homes )
		.execute();
	for ( const { site } of gone ) {
		for ( const table of endless ) {
			await inBatches(
				() =>
					store.commit( ( writing ) =>
						deleteBatch( writing, table, sql`site = ${ site }` )
					),
				isOurs
			);
		}
	}
}
