import { describe, expect, it, onTestFinished } from 'vitest';
import { openCounts } from '../../sidecar/counts/shared-counts';
import type { LimitSchema } from '../../sidecar/store/rows/limit';
import { openSqlite } from '../../sidecar/store/sqlite/sqlite';
import type { Schema } from '../../sidecar/store/tables/schema';
import { openStore, type Store } from '../../sidecar/store/store';
import { forgetProcesses } from '../../sidecar/store/rows/process';
import { sweep } from '../../sidecar/store/sweep';
import { makeFolder } from './gatehouse';
import { isMariadb, storeIn } from './test-store';

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
const live = { ...verifier, state: 'live' } as const;
const activity = { site, user: 7, kind: 'renewed', device: '', address: '' };
const user = { site, version: 1, minimum_version: 1, name: '', locale: 'en' };
const processRow = { host: 'h', pid: 1, kids: 'k', started_at: 0 };

async function openEmpty(): Promise< Store > {
	const store = await openStore( storeIn( await makeFolder() ) );
	onTestFinished( () => store.close() );
	return store;
}

/** As a process does whose settings name one site, or what stands for them. */
function clean(
	store: Store,
	at: number,
	{ home = site, isOurs = (): boolean => true } = {}
): Promise< void > {
	return sweep(
		store,
		{ sites: [ { home } ], activityDays: 90 },
		at,
		isOurs
	);
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
		[
			'strangers',
			91 * day,
			( at: number ) => ( {
				site,
				day: at / day,
				kind: 'session',
				agent: 'bot',
				times: 1,
			} ),
		],
	] as const )(
		'of %s is kept for %i ms, and not longer',
		async ( table, age, rowAt ) => {
			const store = await openEmpty();
			await insert( store, table, rowAt( now - age ) );
			await clean( store, now );
			expect( await count( store, table ) ).toBe( 1 );
			await clean( store, now + 1 );
			expect( await count( store, table ) ).toBe( 0 );
		}
	);

	it( 'takes a dismissal along with its notice', async () => {
		const store = await openEmpty();
		await insert( store, 'activity', { ...activity, at: now } );
		for ( const notice of [ 1, 2 ] ) {
			await insert( store, 'dismissals', { site, notice, user: 7 } );
		}
		await clean( store, now );
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
		await clean( store, now );
		const left = await store.db
			.selectFrom( 'users' )
			.select( 'user' )
			.orderBy( 'user' )
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

/** So many of the statements used at `at`, from a number on. */
async function insertStatements( { db }: Store, at: number, many: number ) {
	const ids = Array.from( { length: many }, ( _, id ) => `${ at }-${ id }` );
	await db
		.insertInto( 'used_statements' )
		.values( ids.map( ( id ) => ( { site, id, at } ) ) )
		.execute();
}

describe( 'a sweep', () => {
	it( 'deletes at most 100 rows in a transaction, until none are left', async () => {
		const store = await openEmpty();
		await insertStatements( store, 1, 450 );
		await insertStatements( store, now, 1 );
		const left: number[] = [];
		await clean(
			{
				...store,
				async commit( work ) {
					const result = await store.commit( work );
					left.push( await count( store, 'used_statements' ) );
					return result;
				},
			},
			now
		);
		expect( [ ...new Set( left ) ] ).toEqual( [
			451, 351, 251, 151, 51, 1,
		] );
	} );

	it( 'ends with the batch in which it becomes another’s to do', async () => {
		const store = await openEmpty();
		await insertStatements( store, 1, 450 );
		let asked = 0;
		await clean( store, now, { isOurs: () => ++asked < 3 } );
		expect( await count( store, 'used_statements' ) ).toBe( 350 );
	} );

	it( 'finds those who may see nothing among many who have a session', async () => {
		const store = await openEmpty();
		const users = Array.from( { length: 450 }, ( _, index ) => index + 1 );
		await store.db
			.insertInto( 'users' )
			.values(
				users.map( ( id ) => ( { ...user, user: id, grants: '' } ) )
			)
			.execute();
		await store.db
			.insertInto( 'verifiers' )
			.values(
				users
					.filter( ( id ) => id !== 3 && id !== 420 )
					.map( ( id ) => ( {
						...live,
						user: id,
						verifier: String( id ),
						changed_at: now,
					} ) )
			)
			.execute();
		await clean( store, now );
		expect( await count( store, 'users' ) ).toBe( 448 );
	} );
} );

describe( 'what the store holds of a site that left the settings', () => {
	const endless = [
		'users',
		'site_keys',
		'site_origins',
		'marks',
		'pings',
		'homes',
	] as const;

	async function fill( store: Store, of: string ) {
		await insert( store, 'users', {
			...{ ...user, user: 1, grants: 'view' },
			site: of,
		} );
		await insert( store, 'site_keys', { site: of, kid: 'k', x: 'x' } );
		await insert( store, 'site_origins', { site: of, origin: of } );
		await insert( store, 'marks', { site: of, mark: 'm' } );
		await insert( store, 'pings', { site: of } );
	}

	async function countAll( store: Store ) {
		return Promise.all( endless.map( ( table ) => count( store, table ) ) );
	}

	const other = 'https://other.example';

	it( 'is kept for 60 days, and that of others longer', async () => {
		const store = await openEmpty();
		await fill( store, site );
		await fill( store, other );
		await clean( store, now );
		await clean( store, now, { home: other } );
		await clean( store, now + 60 * day, { home: other } );
		expect( await countAll( store ) ).toEqual( [ 2, 2, 2, 2, 2, 2 ] );
		await clean( store, now + 60 * day + 1, { home: other } );
		expect( await countAll( store ) ).toEqual( [ 1, 1, 1, 1, 1, 1 ] );
		const left = store.db.selectFrom( 'users' ).select( 'site' );
		expect( await left.execute() ).toEqual( [ { site: other } ] );
	} );

	it( 'stays as long as another process has it in its settings', async () => {
		const store = await openEmpty();
		await fill( store, site );
		await clean( store, now );
		for ( let days = 0; days <= 120; days += 2 ) {
			const at = now + days * day;
			await clean( store, at, { isOurs: () => false } );
			await clean( store, at, { home: other } );
		}
		expect( await count( store, 'site_keys' ) ).toBe( 1 );
	} );

	it( 'keeps bars for as long as a session of WordPress may live', async () => {
		const store = await openEmpty();
		await clean( store, now - 300 * day );
		await insert( store, 'verifiers', {
			...live,
			verifier: 'a',
			barred_at: now,
			changed_at: now - 300 * day,
		} );
		await clean( store, now, { home: other } );
		expect( await count( store, 'homes' ) ).toBe( 1 );
		expect( await count( store, 'verifiers' ) ).toBe( 1 );
	} );
} );

/** The counts, where they are with the store or in a file beside it. */
async function openLimits( folder: string, { db }: Store ) {
	if ( isMariadb ) {
		return db.withTables< LimitSchema >();
	}
	const limits = await openSqlite< LimitSchema >(
		`${ folder }/limits.sqlite`
	);
	onTestFinished( () => limits.destroy() );
	return limits;
}

describe( 'counts of limits', () => {
	it( 'that are over go however many they are, and no others', async () => {
		const folder = await makeFolder();
		const place = storeIn( folder );
		const store = await openStore( place );
		onTestFinished( () => store.close() );
		const counts = await openCounts(
			{ store: place, data: folder },
			store
		);
		onTestFinished( () => counts.close() );
		const limits = await openLimits( folder, store );

		const over = Array.from( { length: 450 }, ( _, id ) => `over ${ id }` );
		await counts.add( new Map( over.map( ( name ) => [ name, 1 ] ) ) );
		await limits.updateTable( 'limits' ).set( { resets_at: 1 } ).execute();
		await counts.add( new Map( [ [ 'goes on', 1 ] ] ) );
		await counts.prune();

		const left = limits.selectFrom( 'limits' ).select( 'name' );
		expect( await left.execute() ).toEqual( [ { name: 'goes on' } ] );
	} );
} );
