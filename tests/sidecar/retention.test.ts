import { describe, expect, it, onTestFinished } from 'vitest';
import type { Schema } from '../../sidecar/store/tables/schema';
import { openStore, type Store } from '../../sidecar/store/store';
import { forgetProcesses } from '../../sidecar/store/rows/process';
import { sweep } from '../../sidecar/store/sweep';
import { makeFolder } from './gatehouse';
import { storeIn } from './test-store';

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;
const now = Date.UTC( 2026, 10, 23 );
const site = 'https://example.com';

const session = {
	site,
	user: 7,
	verifier: 'a'.repeat( 64 ),
	csrf: 'c',
	generation: 1,
	rotated_at: 0,
	in_use: 0,
	remember: 1,
	started_at: 0,
	revoked_at: null,
	revoked_because: null,
	device: '',
	address: '',
	way: 'fetch',
	last_seen_at: 0,
};
const verifier = { site, user: 7, barred_at: null };
const ended = { ...verifier, state: 'ended' };
const live = { ...verifier, state: 'live' };
const activity = { site, user: 7, kind: 'renewed', device: '', address: '' };
const user = { site, version: 1, minimum_version: 1, name: '', locale: 'en' };
const processRow = { host: 'h', pid: 1, kids: 'k', started_at: 0 };

async function openEmpty(): Promise< Store > {
	const store = await openStore( storeIn( await makeFolder() ) );
	onTestFinished( () => store.close() );
	return store;
}

async function insert( { db }: Store, table: keyof Schema, row: object ) {
	await db.insertInto( table ).values( row ).execute();
}

async function count( { db }: Store, table: keyof Schema ): Promise< number > {
	const rows = await db.selectFrom( table ).selectAll().execute();
	return rows.length;
}

describe( 'what nothing can ask for any more', () => {
	it.each( [
		[
			'used_statements',
			2 * minute,
			( at: number ) => ( { site, id: 'a', at } ),
		],
		[
			'revocations',
			90 * minute,
			( at: number ) => ( { at, site, session: 's', because: 'ended' } ),
		],
		[
			'sessions',
			day,
			( at: number ) => ( { ...session, id: 's', ends_at: at } ),
		],
		[
			'verifiers',
			60 * day,
			( at: number ) => ( { ...ended, verifier: 'a', changed_at: at } ),
		],
		[
			'verifiers',
			400 * day,
			( at: number ) => ( { ...live, verifier: 'a', changed_at: at } ),
		],
		[ 'activity', 90 * day, ( at: number ) => ( { ...activity, at } ) ],
	] as const )(
		'of %s is kept for %i ms, and not longer',
		async ( table, age, rowAt ) => {
			const store = await openEmpty();
			await insert( store, table, rowAt( now - age ) );
			await sweep( store, now, 90 );
			expect( await count( store, table ) ).toBe( 1 );
			await sweep( store, now + 1, 90 );
			expect( await count( store, table ) ).toBe( 0 );
		}
	);

	it( 'takes a dismissal along with its notice', async () => {
		const store = await openEmpty();
		await insert( store, 'activity', { ...activity, at: now } );
		for ( const notice of [ 1, 2 ] ) {
			await insert( store, 'dismissals', { site, notice, user: 7 } );
		}
		await sweep( store, now, 90 );
		expect( await count( store, 'dismissals' ) ).toBe( 1 );
	} );

	it( 'of a user goes with the last session, and not before', async () => {
		const store = await openEmpty();
		await insert( store, 'users', { ...user, user: 1, grants: 'view' } );
		await insert( store, 'users', { ...user, user: 2, grants: '' } );
		await insert( store, 'users', { ...user, user: 3, grants: '' } );
		await insert( store, 'users', { ...user, user: 4, grants: '' } );
		await insert( store, 'verifiers', {
			...ended,
			user: 2,
			verifier: 'a',
			changed_at: now,
		} );
		await insert( store, 'sessions', {
			...session,
			user: 3,
			id: 's',
			ends_at: now,
		} );
		await sweep( store, now, 90 );
		const left = await store.db
			.selectFrom( 'users' )
			.select( 'user' )
			.execute();
		expect( left.map( ( one ) => one.user ) ).toEqual( [ 1, 2, 3 ] );
	} );

	it( 'of a process goes half a minute after its last word', async () => {
		const store = await openEmpty();
		await insert( store, 'processes', {
			...processRow,
			id: 'a',
			seen_at: now - 30 * second,
		} );
		await store.commit( ( writing ) => forgetProcesses( writing, now ) );
		expect( await count( store, 'processes' ) ).toBe( 1 );
		await store.commit( ( writing ) =>
			forgetProcesses( writing, now + 1 )
		);
		expect( await count( store, 'processes' ) ).toBe( 0 );
	} );
} );
