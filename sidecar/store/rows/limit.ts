import { type Kysely, sql } from 'kysely';
import { deleteBatch } from '../batches';
import { databaseTime, isMysql } from '../dialect';
import { columnTypes, createTable, required } from '../tables/tables';

/** How often something was done since its window began; by the store's clock. */
export type LimitRow = { name: string; hits: number; resets_at: number };

/** Under a name by now, and in how many milliseconds counting begins anew. */
export type Counted = { hits: number; resetsIn: number };

export type LimitSchema = { limits: LimitRow };

const { id, number } = columnTypes;

export async function createLimits( db: Kysely< never > ): Promise< void > {
	await createTable(
		db,
		'limits',
		( table ) =>
			table
				.addColumn( 'name', id, ( column ) => column.primaryKey() )
				.addColumn( 'hits', number, required )
				.addColumn( 'resets_at', number, required ),
		{ indexes: { limits_resets_at: [ 'resets_at' ] } }
	);
}

/** A window begins with the first hit after the last one is over. */
export async function addHits(
	db: Kysely< LimitSchema >,
	hits: ReadonlyMap< string, number >,
	window: number
): Promise< Map< string, Counted > > {
	const now = databaseTime( db );
	const resetsAt = sql< number >`${ now } + ${ sql.lit( window ) }`;
	// In one order, or two processes would wait for each other's rows.
	const names = [ ...hits.keys() ].toSorted();
	const insert = db.insertInto( 'limits' ).values(
		names.map( ( name ) => ( {
			name,
			hits: hits.get( name ) ?? 0,
			resets_at: resetsAt,
		} ) )
	);
	const resetsIn = sql< number >`resets_at - ${ now }`.as( 'resets_in' );
	const columns = [ 'name', 'hits', resetsIn ] as const;
	if ( isMysql( db ) ) {
		// There the first assignment is seen by the second.
		const upsert = insert
			.modifyEnd(
				sql`on duplicate key update
					hits = if( resets_at <= ${ now }, 0, hits ) + values( hits ),
					resets_at = if( resets_at <= ${ now }, values( resets_at ), resets_at )`
			)
			.compile();
		return db.transaction().execute( async ( transaction ) => {
			await transaction.executeQuery( upsert );
			// Still locked: nobody else's hits have come in between.
			const rows = await transaction
				.selectFrom( 'limits' )
				.where( 'name', 'in', names )
				.select( columns )
				.execute();
			return toCounted( rows );
		} );
	}
	const upsert = insert.onConflict( ( conflict ) =>
		conflict.column( 'name' ).doUpdateSet( {
			hits: sql`iif( limits.resets_at <= ${ now }, 0, limits.hits ) + excluded.hits`,
			resets_at: sql`iif( limits.resets_at <= ${ now }, excluded.resets_at, limits.resets_at )`,
		} )
	);
	return toCounted( await upsert.returning( columns ).execute() );
}

function toCounted(
	rows: Array< { name: string; hits: number; resets_in: number } >
): Map< string, Counted > {
	return new Map(
		rows.map( ( { name, hits, resets_in: resetsIn } ) => [
			name,
			{ hits, resetsIn },
		] )
	);
}

/** A batch of those whose window is over; answers how many. */
export function forgetLimits( db: Kysely< LimitSchema > ): Promise< number > {
	return deleteBatch(
		db,
		'limits',
		sql`resets_at < ${ databaseTime( db ) }`
	);
}
