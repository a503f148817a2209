import { type Generated, type Kysely, sql } from 'kysely';
import {
	factsFile,
	type MysqlPlace,
	type StorePlace,
} from '../../config/store';
import type { Dataset, FactsTable, FieldValue } from './dataset';
import { createLogos, type LogoTable } from './logos';
import { arePrepared, prepareDatasets } from './tables';
import { openMysqlPart } from '../mysql/open';
import { patiently } from '../patiently';
import { migrate, openSqlite } from '../sqlite/sqlite';
import { opening } from '../start-fault';
import { columnTypes, createTable, required, serial } from '../tables/tables';

/** Facts are a copy of what the site has: what is lost here is fetched again. */
export type FactsSchema = {
	sites: SiteTable;
	logos: LogoTable;
	copies: CopyTable;
	resyncs: ResyncTable;
	skipped: SkippedTable;
	dirty_days: { site: number; dataset: string; day: number };
	shapes: { dataset: string; shape: string };
} & Record< FactsTable, Record< string, FieldValue > >;

type SiteTable = {
	site: Generated< number >;
	home: string;
	/** JSON: what the site says of itself. */
	description: string;
	/** The seq up to which the change log was followed; null before the first copy. */
	cursor: number | null;
	/** Came with what was followed up to there: by it the site knows that it has told all of it. */
	mark: Generated< string >;
	/** Milliseconds since 1970; null until the facts have agreed with the site once. */
	agreed_at: number | null;
	/** Grows whenever its facts have changed: documents made before no longer hold. */
	edition: Generated< number >;
	/** When it last stood in the settings, to the day; null: not noted yet. */
	named_at: number | null;
	/** When the last comparison of every fact that came to its end was begun. */
	compared_at: number | null;
	/** When the one on its way was begun. */
	comparing_since: number | null;
};

/** How far the copying of a dataset has come. */
type CopyTable = {
	site: number;
	dataset: string;
	after: number;
	done: number;
	total: number;
	finished: number;
	/** 1 once all of it was here and counted: it stays shown while it is copied again. */
	filled: number;
	/** Wall clock a row, pauses included; null before the first page. */
	row_microseconds: number | null;
	/** Since when the site offers it no longer. */
	missing_since: number | null;
	/** Why it can't be copied now. */
	fault: string | null;
	/** The id after which the comparison goes on; null: done with it. */
	compared: number | null;
};

/** What somebody asked to be copied again: after < id <= up_to. */
type ResyncTable = {
	resync: Generated< number >;
	site: number;
	dataset: string;
	first: number;
	/** How far it has come. */
	after: number;
	/** Null: to the last. */
	up_to: number | null;
	done: number;
	total: number;
	asked_at: number;
};

type SkippedTable = {
	site: number;
	dataset: string;
	/** Negative for a row whose id can't be read: its place after the id before it. */
	id: number;
	reason: string;
};

export type Facts = {
	db: Kysely< FactsSchema >;
	datasets: ReadonlyMap< string, Dataset >;
	/** Throws where another process may be writing them. */
	requireDuty(): void;
	close(): Promise< void >;
};

/** The main thread opens them to make reports, the worker to write them. */
export async function openFacts(
	place: StorePlace,
	part: 'reports' | 'sync',
	datasets: readonly Dataset[]
): Promise< Facts > {
	const db =
		place.kind === 'mysql'
			? await openMysqlFacts( place, part, datasets )
			: await openSqliteFacts( factsFile( place ), part, datasets );
	return {
		db,
		datasets: new Map(
			datasets.map( ( dataset ) => [ dataset.id, dataset ] )
		),
		requireDuty: () => undefined,
		close: () => db.destroy(),
	};
}

async function openMysqlFacts(
	place: MysqlPlace,
	part: 'reports' | 'sync',
	datasets: readonly Dataset[]
): Promise< Kysely< FactsSchema > > {
	const { db } = await openMysqlPart< FactsSchema >( place, part, {
		part: 'facts',
		migrations,
		prepare: ( setUp ) => prepareDatasets( setUp, datasets ),
		isPrepared: ( setUp ) => arePrepared( setUp, datasets ),
	} );
	return db;
}

async function openSqliteFacts(
	file: string,
	part: 'reports' | 'sync',
	datasets: readonly Dataset[]
): Promise< Kysely< FactsSchema > > {
	const db = await openSqlite< FactsSchema >( file );
	// A commit lost in a power cut is fetched again.
	await sql`pragma synchronous = normal`.execute( db );
	// Whoever commits moves the log into the file. By SQLite's thousand pages that takes longer than all else.
	await sql`pragma wal_autocheckpoint = 200`.execute( db );
	if ( part === 'sync' ) {
		// KiB. A page of facts touches several indexes.
		await sql`pragma cache_size = -16384`.execute( db );
	}
	await opening( file, async () => {
		await migrate( db, migrations, file );
		await patiently( () =>
			db
				.transaction()
				.execute( ( transaction ) =>
					prepareDatasets( transaction, datasets )
				)
		);
	} );
	return db;
}

const { home, id, number } = columnTypes;

const migrations = {
	'0001-sites': {
		async up( db: Kysely< never > ): Promise< void > {
			await createTable( db, 'sites', ( table ) =>
				table
					.addColumn( 'site', 'integer', ( column ) =>
						column.primaryKey().autoIncrement()
					)
					.addColumn( 'home', home, required )
					.addColumn( 'description', 'text', required )
					.addColumn( 'cursor', number )
					.addColumn( 'mark', id, ( column ) =>
						column.notNull().defaultTo( '' )
					)
					.addColumn( 'agreed_at', number )
					.addColumn( 'edition', number, ( column ) =>
						column.notNull().defaultTo( 0 )
					)
					.addColumn( 'named_at', number )
					.addColumn( 'compared_at', number )
					.addColumn( 'comparing_since', number )
					.addUniqueConstraint( 'sites_home', [ 'home' ] )
			);
			await createTable( db, 'copies', ( table ) =>
				table
					.addColumn( 'site', 'integer', required )
					.addColumn( 'dataset', id, required )
					.addColumn( 'after', number, required )
					.addColumn( 'done', number, required )
					.addColumn( 'total', number, required )
					.addColumn( 'finished', columnTypes.flag, required )
					.addColumn( 'filled', columnTypes.flag, ( column ) =>
						column.notNull().defaultTo( 0 )
					)
					.addColumn( 'row_microseconds', number )
					.addColumn( 'missing_since', number )
					.addColumn( 'fault', 'text' )
					.addColumn( 'compared', number )
					.addPrimaryKeyConstraint( 'copies_key', [
						'site',
						'dataset',
					] )
			);
			await createTable( db, 'resyncs', ( table ) =>
				table
					.addColumn( 'resync', serial( db ), ( column ) =>
						column.primaryKey().autoIncrement()
					)
					.addColumn( 'site', 'integer', required )
					.addColumn( 'dataset', id, required )
					.addColumn( 'first', number, required )
					.addColumn( 'after', number, required )
					.addColumn( 'up_to', number )
					.addColumn( 'done', number, required )
					.addColumn( 'total', number, required )
					.addColumn( 'asked_at', number, required )
			);
			await createTable( db, 'skipped', ( table ) =>
				table
					.addColumn( 'site', 'integer', required )
					.addColumn( 'dataset', id, required )
					.addColumn( 'id', number, required )
					.addColumn( 'reason', 'text', required )
					.addPrimaryKeyConstraint( 'skipped_key', [
						'site',
						'dataset',
						'id',
					] )
			);
			await createTable( db, 'dirty_days', ( table ) =>
				table
					.addColumn( 'site', 'integer', required )
					.addColumn( 'dataset', id, required )
					.addColumn( 'day', 'integer', required )
					.addPrimaryKeyConstraint( 'dirty_days_key', [
						'site',
						'dataset',
						'day',
					] )
			);
			await createTable( db, 'shapes', ( table ) =>
				table
					.addColumn( 'dataset', id, ( column ) =>
						column.primaryKey()
					)
					.addColumn( 'shape', 'text', required )
			);
		},
	},
	'0002-logos': { up: createLogos },
};
