import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { ConfigFault } from '../../config/settings';
import type { MysqlPlace } from '../../config/store';
import { BusyStore } from '../busy-store';
import { insertIfNew } from '../dialect';
import { patiently } from '../patiently';
import { columnTypes, createTable, required } from '../tables/tables';

export type MigrationTables = {
	migrations: { part: string; name: string };
	migration_lock: { id: number; holder: string; until: number };
};

type Database = Kysely< MigrationTables >;

/** Seconds. Whoever migrates says in time that it is still at it. */
const lockLasts = 15;
const lockRenewed = 5;
/** Milliseconds. */
const longestWait = 120_000;

/** By the server's clock. */
const now = sql< number >`unix_timestamp()`;

export type Wanted = {
	part: 'sessions' | 'facts';
	migrations: Record< string, Migration >;
	/** What else the part wants done, by one process at a time. */
	prepare: () => Promise< void >;
	/** Most starts find it so, and need no lock. */
	isPrepared: () => Promise< boolean >;
};

/** Brings the tables of one part to the newest, also when several processes try at once. */
export async function migrateMysql(
	db: Database,
	place: MysqlPlace,
	{ part, migrations, prepare, isPrepared }: Wanted
): Promise< void > {
	await createMigrationTables( db, place );
	const pending = async () => {
		const known = await namesOf( db, part, place );
		const newer = known.find( ( name ) => ! ( name in migrations ) );
		if ( newer !== undefined ) {
			throw new ConfigFault( [
				`GATEHOUSE_STORE: the tables ${ place.prefix }* were made by a newer Gatehouse (its step ${ newer } is not known here). Start that version or a newer one, or put back a backup from before.`,
			] );
		}
		return Object.entries( migrations )
			.filter( ( [ name ] ) => ! known.includes( name ) )
			.sort( ( [ a ], [ b ] ) => ( a < b ? -1 : 1 ) );
	};

	if ( ( await pending() ).length === 0 && ( await isPrepared() ) ) {
		return;
	}
	await whileLocked( db, async () => {
		for ( const [ name, migration ] of await pending() ) {
			await migration.up( db );
			await patiently( () =>
				insertIfNew(
					db,
					db.insertInto( 'migrations' ).values( { part, name } )
				)
			);
		}
		await prepare();
	} );
}

/** Whose tables these are is told by the first of them. */
async function createMigrationTables(
	db: Database,
	{ prefix, database }: MysqlPlace
): Promise< void > {
	const { rows } = await sql< { name: string } >`
		select table_name as name from information_schema.tables
		where table_schema = database() and left( table_name, ${ prefix.length } ) = ${ prefix }
	`.execute( db );
	const names = rows.map( ( { name } ) => name );
	const [ stranger ] = names;
	if ( names.includes( `${ prefix }migration_lock` ) ) {
		return;
	}
	if (
		stranger !== undefined &&
		! names.includes( `${ prefix }migrations` )
	) {
		throw new ConfigFault( [
			`GATEHOUSE_STORE: "${ database }" has tables that begin with ${ prefix } and are not Gatehouse's, such as ${ stranger }. Choose another prefix, such as ?prefix=gatehouse_`,
		] );
	}
	await createTable( db, 'migrations', ( table ) =>
		table
			.addColumn( 'part', columnTypes.word, required )
			.addColumn( 'name', columnTypes.word, required )
			.addPrimaryKeyConstraint( 'migrations_key', [ 'part', 'name' ] )
	);
	await createTable( db, 'migration_lock', ( table ) =>
		table
			.addColumn( 'id', 'integer', ( column ) => column.primaryKey() )
			.addColumn( 'holder', columnTypes.id, required )
			.addColumn( 'until', columnTypes.number, required )
	);
}

async function namesOf(
	db: Database,
	part: Wanted[ 'part' ],
	{ prefix }: MysqlPlace
): Promise< string[] > {
	try {
		const rows = await db
			.selectFrom( 'migrations' )
			.select( 'name' )
			.where( 'part', '=', part )
			.execute();
		return rows.map( ( { name } ) => name );
	} catch ( error ) {
		const isOfOthers =
			error instanceof Error &&
			'code' in error &&
			error.code === 'ER_BAD_FIELD_ERROR';
		throw isOfOthers
			? new ConfigFault( [
					`GATEHOUSE_STORE: the table ${ prefix }migrations is not Gatehouse's. Choose another prefix, such as ?prefix=gatehouse_`,
				] )
			: error;
	}
}

/** A row with an end: `get_lock` is known to one node of a cluster only. */
async function whileLocked(
	db: Database,
	work: () => Promise< void >
): Promise< void > {
	const holder = randomBytes( 16 ).toString( 'base64url' );
	await patiently( () =>
		insertIfNew(
			db,
			db
				.insertInto( 'migration_lock' )
				.values( { id: 1, holder: '', until: 0 } )
		)
	);
	const until = sql< number >`${ now } + ${ sql.lit( lockLasts ) }`;
	const take = async ( from: '' | 'others' ) => {
		const free = db
			.updateTable( 'migration_lock' )
			.set( { holder, until } );
		const { numUpdatedRows } = await patiently( () =>
			( from === 'others'
				? free.where( 'until', '<', now )
				: free.where( 'holder', '=', holder )
			).executeTakeFirstOrThrow()
		);
		return numUpdatedRows > 0n;
	};

	const started = performance.now();
	while ( ! ( await take( 'others' ) ) ) {
		if ( performance.now() - started > longestWait ) {
			throw new BusyStore( {
				reason: 'another process is bringing the tables up to date',
				isPassing: false,
			} );
		}
		await sleep( 100 + Math.random() * 200 );
	}
	const renewing = setInterval(
		() => void take( '' ).catch( () => undefined ),
		lockRenewed * 1000
	);
	try {
		await work();
	} finally {
		clearInterval( renewing );
		await patiently( () =>
			db
				.updateTable( 'migration_lock' )
				.set( { until: 0 } )
				.where( 'holder', '=', holder )
				.execute()
		);
	}
}
