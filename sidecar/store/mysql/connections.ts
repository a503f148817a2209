import {
	CompiledQuery,
	type DatabaseConnection,
	type Driver,
	type QueryResult,
	type TransactionSettings,
} from 'kysely';
import type {
	Pool,
	PoolConnection,
	ResultSetHeader,
	RowDataPacket,
} from 'mysql2';
import { BusyStore } from '../busy-store';
import { isLost, toStoreError } from './faults';

/** Milliseconds: until a connection is free, and until it answers. */
export type Patience = { turn: number; query: number };

/** Milliseconds. */
const farewell = 2000;

export type Manner = {
	/** Told to every new connection. */
	greetings: readonly string[];
	patience: Patience;
};

/** Kysely's own driver waits for a connection, and for an answer, without end. */
export class MysqlConnections implements Driver {
	readonly #pool: Pool;
	readonly #manner: Manner;
	readonly #greeted = new WeakSet< PoolConnection >();

	constructor( pool: Pool, manner: Manner ) {
		this.#pool = pool;
		this.#manner = manner;
	}

	async init(): Promise< void > {}

	async acquireConnection(): Promise< MysqlConnection > {
		const raw = await this.#take();
		const connection = new MysqlConnection( raw, this.#manner );
		if ( ! this.#greeted.has( raw ) ) {
			// The pool hears only the first error of a connection; another one would end the process.
			raw.on( 'error', () => undefined );
			try {
				for ( const greeting of this.#manner.greetings ) {
					await connection.ask( greeting );
				}
			} catch ( error ) {
				raw.destroy();
				throw error;
			}
			this.#greeted.add( raw );
		}
		return connection;
	}

	#take(): Promise< PoolConnection > {
		return new Promise( ( resolve, reject ) => {
			let isLate = false;
			const timer = setTimeout( () => {
				isLate = true;
				reject(
					new BusyStore( {
						reason: 'no connection is free',
						isPassing: false,
					} )
				);
			}, this.#manner.patience.turn );
			this.#pool.getConnection( ( error, raw ) => {
				clearTimeout( timer );
				if ( error !== null ) {
					reject( toStoreError( error, 'connect' ) );
				} else if ( isLate ) {
					raw.release();
				} else {
					resolve( raw );
				}
			} );
		} );
	}

	async beginTransaction(
		connection: MysqlConnection,
		{ isolationLevel }: TransactionSettings
	): Promise< void > {
		if ( isolationLevel !== undefined ) {
			await connection.ask(
				`set transaction isolation level ${ isolationLevel }`
			);
		}
		await connection.ask( 'begin' );
	}

	async commitTransaction( connection: MysqlConnection ): Promise< void > {
		await connection.ask( 'commit' );
	}

	/** The server rolls back itself what a lost connection has left. */
	async rollbackTransaction( connection: MysqlConnection ): Promise< void > {
		if ( ! connection.isLost ) {
			await connection.ask( 'rollback' );
		}
	}

	async releaseConnection( connection: MysqlConnection ): Promise< void > {
		connection.release();
	}

	/** What can't be ended well, such as a connection to a server that hangs, is over as well. */
	destroy(): Promise< void > {
		return new Promise( ( resolve ) => {
			setTimeout( resolve, farewell ).unref();
			this.#pool.end( () => resolve() );
		} );
	}
}

class MysqlConnection implements DatabaseConnection {
	readonly #raw: PoolConnection;
	readonly #patience: number;
	isLost = false;

	constructor( raw: PoolConnection, { patience }: Manner ) {
		this.#raw = raw;
		this.#patience = patience.query;
	}

	ask( text: string ): Promise< unknown > {
		return this.executeQuery( CompiledQuery.raw( text ) );
	}

	executeQuery< Row >( {
		sql,
		parameters,
	}: CompiledQuery ): Promise< QueryResult< Row > > {
		return new Promise( ( resolve, reject ) => {
			const timer = setTimeout( () => {
				this.#lose();
				reject(
					new BusyStore( {
						reason: `no answer in ${ this.#patience } ms`,
						isPassing: false,
					} )
				);
			}, this.#patience );
			this.#raw.query< ResultSetHeader | RowDataPacket[] >(
				sql,
				[ ...parameters ],
				( error, result ) => {
					clearTimeout( timer );
					if ( error === null ) {
						resolve( toResult( result ) );
						return;
					}
					if ( isLost( error ) ) {
						this.#lose();
					}
					reject( toStoreError( error, sql ) );
				}
			);
		} );
	}

	/** Kysely asks for it; nobody streams. */
	async *streamQuery(): AsyncIterableIterator< never > {
		throw new Error( 'Rows are not streamed.' );
	}

	release(): void {
		if ( ! this.isLost ) {
			this.#raw.release();
		}
	}

	#lose() {
		if ( ! this.isLost ) {
			this.isLost = true;
			this.#raw.destroy();
		}
	}
}

function toResult< Row >(
	result: ResultSetHeader | RowDataPacket[]
): QueryResult< Row > {
	if ( Array.isArray( result ) ) {
		// What a row holds is for the query's author to know.
		return { rows: result as Row[] };
	}
	const { insertId, affectedRows, changedRows } = result;
	return {
		rows: [],
		insertId: BigInt( insertId ),
		// Rows that were found, changed or not.
		numAffectedRows: BigInt( affectedRows ),
		numChangedRows: BigInt( changedRows ),
	};
}
