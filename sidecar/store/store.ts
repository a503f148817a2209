import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import {
	type MysqlPlace,
	sessionsFile,
	type StorePlace,
} from '../config/store';
import { createLimits } from './rows/limit';
import { migrations } from './tables/migrations';
import type { Schema } from './tables/schema';
import { openMysqlPart } from './mysql/open';
import type { MysqlServer } from './mysql/server';
import { patiently } from './patiently';
import { isStoreFault, migrate, openSqlite } from './sqlite/sqlite';
import { opening } from './start-fault';

export type Writing = Transaction< Schema >;

export type Store = {
	readonly db: Kysely< Schema >;
	/**
	 * Answers once the writes of `work` are on disk. Works that arrive together share a
	 * commit; `work` must be repeatable.
	 */
	commit< Result >(
		work: ( writing: Writing ) => Promise< Result >
	): Promise< Result >;
	/** Null: SQLite. */
	readonly server: MysqlServer | null;
	close(): Promise< void >;
};

type Waiting = {
	/** Does the work and says how to answer once it is committed. */
	run( writing: Writing ): Promise< () => void >;
	fail( error: unknown ): void;
};

/** A commit must not hold up the event loop, nor other processes. */
const worksPerCommit = 50;

export async function openStore( place: StorePlace ): Promise< Store > {
	return place.kind === 'mysql'
		? openMysqlStore( place )
		: openSqliteStore( sessionsFile( place ) );
}

/** Each work has a transaction to itself, and the server writes those that arrive together at once. */
async function openMysqlStore( place: MysqlPlace ): Promise< Store > {
	const { db, server } = await openMysqlPart< Schema >( place, 'sessions', {
		part: 'sessions',
		// SQLite counts in a file of its own.
		migrations: { ...migrations, 'limits-0001': { up: createLimits } },
	} );
	return {
		db,
		server,
		commit: ( work ) => patiently( () => db.transaction().execute( work ) ),
		close: () => db.destroy(),
	};
}

async function openSqliteStore( file: string ): Promise< Store > {
	const db = await openSqlite< Schema >( file );
	await opening( file, () => migrate( db, migrations, file ) );

	const waiting: Waiting[] = [];
	let isCommitting = false;

	/**
	 * A commit waits for the disk, and holds up everything meanwhile. While every turn of
	 * the event loop brings more works, they are gathered for one.
	 */
	function gather( known = 0 ) {
		setImmediate( () => {
			const isGrowing = waiting.length > known;
			if ( isGrowing && waiting.length < worksPerCommit ) {
				gather( waiting.length );
			} else {
				void commitSome();
			}
		} );
	}

	async function commitSome() {
		const works = waiting.splice( 0, worksPerCommit );
		try {
			const answers = await patiently( () => commitTogether( works ) );
			answers.forEach( ( answer ) => answer() );
		} catch ( error ) {
			works.forEach( ( work ) => work.fail( error ) );
		}
		isCommitting = waiting.length > 0;
		if ( isCommitting ) {
			gather();
		}
	}

	return {
		db,
		server: null,

		commit: ( work ) =>
			new Promise( ( resolve, reject ) => {
				waiting.push( {
					run: async ( writing ) => {
						const result = await work( writing );
						return () => resolve( result );
					},
					fail: reject,
				} );
				if ( ! isCommitting ) {
					isCommitting = true;
					gather();
				}
			} ),

		async close() {
			while ( isCommitting ) {
				await sleep( 5 );
			}
			await db.destroy();
		},
	};

	/** Savepoints cost as much as most works, so they come in only when one has failed. */
	async function commitTogether( works: Waiting[] ) {
		try {
			return await runAll( works, ( work, writing ) =>
				work.run( writing )
			);
		} catch ( error ) {
			if ( isStoreFault( error ) ) {
				throw error;
			}
			return runAll( works, runAlone );
		}
	}

	async function runAll(
		works: Waiting[],
		run: ( work: Waiting, writing: Writing ) => Promise< () => void >
	) {
		return db.transaction().execute( async ( writing ) => {
			const answers = [];
			for ( const work of works ) {
				answers.push( await run( work, writing ) );
			}
			return answers;
		} );
	}

	/** One work that fails takes back its own writes and no others. */
	async function runAlone( work: Waiting, writing: Writing ) {
		await sql`savepoint one_work`.execute( writing );
		let answer: () => void;
		try {
			answer = await work.run( writing );
		} catch ( error ) {
			if ( isStoreFault( error ) ) {
				throw error;
			}
			await sql`rollback to one_work`.execute( writing );
			answer = () => work.fail( error );
		}
		await sql`release one_work`.execute( writing );
		return answer;
	}
}
