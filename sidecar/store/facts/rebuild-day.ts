import { changeFacts } from './change';
import { aside } from './cover';
import { type DayOfDataset, type DaySums, daySumsOf } from './day-sums';
import type { Facts } from './facts';
import { type Slice, slicesOf } from './long-days';

/** Counts one day anew; what is longer changes by as much as it does. */
export async function rebuildDay( place: DayOfDataset ): Promise< void > {
	for ( const sums of daySumsOf( place ) ) {
		const { rows } = await sums.run( 'isThere' );
		if ( rows.length === 0 ) {
			await sums.run( 'insertDay' );
			await sums.spread( 'addDay' );
		} else {
			await sums.spread( 'addChanges' );
			await sums.run( 'deleteDay' );
			await sums.run( 'insertDay' );
		}
	}
}

/**
 * The same in many transactions, for a day of more facts than one may read. They are counted
 * aside: reports show the day as it was until all of it is there. A stop begins it anew.
 */
export async function rebuildLongDay(
	facts: Facts,
	place: Omit< DayOfDataset, 'db' >
): Promise< void > {
	const rollups = Object.keys( place.dataset.rollups );
	const change = ( work: ( all: readonly DaySums[] ) => Promise< void > ) =>
		changeFacts( facts, ( writing ) =>
			work( daySumsOf( { ...place, db: writing } ) )
		);
	await change( async ( all ) => {
		for ( const sums of all ) {
			await sums.run( 'deleteAside' );
		}
	} );
	for await ( const slice of slicesOf( { ...place, db: facts.db } ) ) {
		await change( async ( all ) => {
			for ( const sums of all ) {
				await countAside( sums, slice );
			}
		} );
	}
	for ( const [ at ] of rollups.entries() ) {
		await change( async ( all ) => {
			await all[ at ]?.spread( 'addAside' );
			await all[ at ]?.run( 'deleteDay' );
			await all[ at ]?.run( 'bringIn' );
		} );
	}
}

async function countAside( sums: DaySums, slice: Slice ): Promise< void > {
	const { kind, ...values } = slice;
	await sums.run( kind === 'moments' ? 'addMoments' : 'addOfSecond', {
		...values,
		span: aside,
	} );
}
