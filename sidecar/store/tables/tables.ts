import {
	type CreateTableBuilder,
	type Kysely,
	type QueryExecutorProvider,
	sql,
} from 'kysely';
import { longestHome } from '../../site';
import { isMysql } from '../dialect';

/** What columns hold, in types that both dialects have. MySQL indexes no text without a length. */
export const columnTypes = {
	/** A site's home. */
	home: sql.raw( `varchar( ${ longestHome } )` ),
	/** An id, a key or a hash: made by us, or checked at the edge. */
	id: sql`varchar( 64 )`,
	/** One of our own names, such as a state or a kind. */
	word: sql`varchar( 64 )`,
	/** A few words about something, such as a device. */
	line: sql`varchar( 191 )`,
	/** A scheme, a host and a port. */
	origin: sql`varchar( 280 )`,
	/** Times, versions, and ids of WordPress. */
	number: 'bigint',
	/** 0 or 1. */
	flag: 'integer',
} as const;

/** Counts up by itself. In SQLite only a column of this very type does. */
export function serial( db: QueryExecutorProvider ): 'bigint' | 'integer' {
	return isMysql( db ) ? 'bigint' : 'integer';
}

export function required< Column extends { notNull(): Column } >(
	column: Column
): Column {
	return column.notNull();
}

type Defining = QueryExecutorProvider & Pick< Kysely< never >, 'schema' >;

export async function createTable< Column extends string >(
	db: Defining,
	table: string,
	define: (
		create: CreateTableBuilder< string >
	) => CreateTableBuilder< string, Column >,
	{
		indexes = {},
		inKey = false,
	}: {
		/** Not unique: what is unique is a constraint of the table. */
		indexes?: Readonly< Record< string, Column[] > >;
		/** SQLite keeps the rows in their primary key, as MySQL always does. */
		inKey?: boolean;
	} = {}
): Promise< void > {
	let create = define( db.schema.createTable( table ) );
	if ( isMysql( db ) ) {
		for ( const [ name, columns ] of Object.entries( indexes ) ) {
			create = create.addIndex( name, columns );
		}
		await create
			// A definition commits by itself there; after a stop half-way the rest is still to do.
			.ifNotExists()
			.modifyEnd(
				sql`engine = InnoDB default character set utf8mb4 collate utf8mb4_bin`
			)
			.execute();
		return;
	}
	await ( inKey ? create.modifyEnd( sql`without rowid` ) : create ).execute();
	for ( const [ name, columns ] of Object.entries( indexes ) ) {
		await db.schema
			.createIndex( name )
			.on( table )
			.columns< string >( columns )
			.execute();
	}
}
