import { sql } from 'kysely';
import { databaseTime, insertIfNew } from '../dialect';
import type { Store } from '../store';

/** What a process holds; `until` and the store's own clock decide, not the clocks of processes. */
type Wanted = { name: string; holder: string; milliseconds: number };

/** Takes a lease that is free, or holds on to one's own; answers whether it is ours. */
export async function takeLease(
	store: Store,
	{ name, holder, milliseconds }: Wanted
): Promise< boolean > {
	const now = databaseTime( store.db );
	const lease = await store.db
		.selectFrom( 'leases' )
		.select( ( { eb } ) => [
			'holder',
			eb( 'until', '>', now ).as( 'is_running' ),
		] )
		.where( 'name', '=', name )
		.executeTakeFirst();
	const until = sql< number >`${ now } + ${ milliseconds }`;
	if ( lease === undefined ) {
		return store.commit( ( writing ) =>
			insertIfNew(
				writing,
				writing.insertInto( 'leases' ).values( { name, holder, until } )
			)
		);
	}
	// Most of those who ask find it held, and then write nothing.
	if ( lease.holder !== holder && Boolean( lease.is_running ) ) {
		return false;
	}
	const { numUpdatedRows } = await store.commit( ( writing ) =>
		writing
			.updateTable( 'leases' )
			.set( { holder, until } )
			.where( 'name', '=', name )
			.where( ( { eb, or } ) =>
				or( [ eb( 'holder', '=', holder ), eb( 'until', '<=', now ) ] )
			)
			.executeTakeFirstOrThrow()
	);
	return numUpdatedRows > 0n;
}

/** For whoever waits, so that it need not wait for the end. */
export async function releaseLease(
	store: Store,
	{ name, holder }: Pick< Wanted, 'name' | 'holder' >
): Promise< void > {
	await store.commit( ( writing ) =>
		writing
			.updateTable( 'leases' )
			.set( { until: 0 } )
			.where( 'name', '=', name )
			.where( 'holder', '=', holder )
			.execute()
	);
}
