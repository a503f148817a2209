import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore, type Store } from '../../sidecar/store/store';
import { makeFolder } from './gatehouse';
import { connectTo, isMariadb, storeIn } from './test-store';

async function openIn( folder: string ): Promise< Store > {
	const store = await openStore( storeIn( folder ) );
	onTestFinished( () => store.close() );
	return store;
}

function learn( store: Store, origin: string ): Promise< unknown > {
	return store.commit( ( writing ) =>
		writing
			.insertInto( 'site_origins' )
			.values( { site: 'https://example.com', origin } )
			.execute()
	);
}

async function known( { db }: Store ): Promise< string[] > {
	const rows = await db.selectFrom( 'site_origins' ).selectAll().execute();
	return rows.map( ( { origin } ) => origin ).sort();
}

/** Another process in the middle of a transaction; answers how to end it. */
async function holdLock( folder: string ): Promise< () => void > {
	if ( isMariadb ) {
		const other = await connectTo( folder );
		onTestFinished( () => other.end() );
		await other.query( 'lock tables gatehouse_site_origins write' );
		return () => void other.query( 'unlock tables' );
	}
	const other = new DatabaseSync( `${ folder }/sessions.sqlite` );
	onTestFinished( () => other.close() );
	other.exec( 'begin immediate' );
	return () => other.exec( 'commit' );
}

describe( 'the store', () => {
	it( 'takes back the writes of a work that fails, and of no other in its commit', async () => {
		const store = await openIn( await makeFolder() );
		const failing = store.commit( async ( writing ) => {
			await writing
				.insertInto( 'site_origins' )
				.values( { site: 'https://example.com', origin: 'taken back' } )
				.execute();
			throw new Error( 'no' );
		} );
		const results = await Promise.allSettled( [
			learn( store, 'a' ),
			failing,
			learn( store, 'b' ),
		] );
		expect( results.map( ( { status } ) => status ) ).toEqual( [
			'fulfilled',
			'rejected',
			'fulfilled',
		] );
		expect( await known( store ) ).toEqual( [ 'a', 'b' ] );
	} );

	it( 'is made once by processes that start together', async () => {
		const folder = await makeFolder();
		const stores = await Promise.all(
			Array.from( { length: 6 }, () => openIn( folder ) )
		);
		await Promise.all(
			stores.map( ( store, i ) => learn( store, String( i ) ) )
		);
		for ( const store of stores ) {
			expect( await known( store ) ).toHaveLength( 6 );
		}
	} );

	it( 'waits for another process, without holding up this one', async () => {
		const folder = await makeFolder();
		const store = await openIn( folder );
		const release = await holdLock( folder );
		const learned = learn( store, 'late' );
		let beats = 0;
		const heart = setInterval( () => beats++, 5 );
		setTimeout( release, 300 );
		await learned;
		clearInterval( heart );
		expect( beats ).toBeGreaterThan( 5 );
		expect( await known( store ) ).toEqual( [ 'late' ] );
	} );

	it( 'answers 503 after two seconds, and writes nothing', async () => {
		const folder = await makeFolder();
		const store = await openIn( folder );
		const release = await holdLock( folder );
		await expect( learn( store, 'never' ) ).rejects.toMatchObject( {
			code: 'store_busy',
			status: 503,
			retryAfterSeconds: 1,
		} );
		release();
		expect( await known( store ) ).toEqual( [] );
	} );
} );
