import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { isMysql } from '../dialect';
import type { Facts, FactsSchema } from './facts';
import { conditionsOf } from './conditions';
import type { FieldValue } from './dataset';
import type { Source } from './source';
import { patiently } from '../patiently';

/** Runs `work` on one state of the facts, whatever the worker commits meanwhile. */
export function readFacts< Result >(
	facts: Facts,
	work: ( snapshot: Facts ) => Promise< Result >
): Promise< Result > {
	return patiently( () =>
		facts.db.connection().execute( async ( db ) => {
			await beginReading( db );
			try {
				return await work( { ...facts, db } );
			} finally {
				// Nothing was written; what failed badly was rolled back already.
				await sql`rollback`.execute( db ).catch( () => undefined );
			}
		} )
	);
}

async function beginReading( db: Kysely< FactsSchema > ): Promise< void > {
	if ( isMysql( db ) ) {
		await sql`set transaction isolation level repeatable read`.execute(
			db
		);
		await sql`start transaction with consistent snapshot, read only`.execute(
			db
		);
	} else {
		// An ordinary transaction would take the worker's lock to write.
		await sql`begin deferred`.execute( db );
	}
}

/** A text field of those facts that there are, by id. */
export async function readTexts(
	source: Source,
	field: string,
	ids: readonly number[]
): Promise< Map< number, string > > {
	const values = await readField( source, field, ids );
	return new Map(
		values.map( ( { id, value } ) => [ id, String( value ?? '' ) ] )
	);
}

/** What a field of kind `references` has, by id. */
export async function readReferences(
	source: Source,
	field: string,
	ids: readonly number[]
): Promise< ( id: FieldValue ) => readonly number[] > {
	const values = await readField( source, field, ids );
	const lists = new Map(
		values.map( ( { id, value } ) => {
			const list: unknown = JSON.parse( String( value ) );
			return [ id, Array.isArray( list ) ? list.map( Number ) : [] ];
		} )
	);
	return ( id ) => lists.get( Number( id ) ) ?? [];
}

/** Facts that have an id in a field of kind `references`. */
export async function readIdsWith(
	{ db, rows }: Source,
	{ field, has }: { field: string; has: number }
): Promise< number[] > {
	const { rows: read } = await sql< { id: number } >`
		select id from ${ rows } ${ conditionsOf( [ { field, has } ] ) }
	`.execute( db );
	return read.map( ( { id } ) => Number( id ) );
}

/** One takes a millisecond or two, in which SQLite keeps all others waiting. */
const idsPerQuestion = 1000;

async function readField(
	{ db, rows }: Source,
	field: string,
	ids: readonly number[]
): Promise< Array< { id: number; value: FieldValue } > > {
	const found: Array< { id: number; value: FieldValue } > = [];
	for ( let at = 0; at < ids.length; at += idsPerQuestion ) {
		const some = ids.slice( at, at + idsPerQuestion );
		const { rows: read } = await sql< { id: number; value: FieldValue } >`
			select id, ${ sql.ref( field ) } as value
			from ${ rows } and id in ( ${ sql.join( some ) } )
		`.execute( db );
		found.push(
			...read.map( ( { id, value } ) => ( { id: Number( id ), value } ) )
		);
		if ( some.length === idsPerQuestion ) {
			await nextTurn();
		}
	}
	return found;
}

export async function countSkipped(
	db: Kysely< FactsSchema >,
	site: number,
	datasets: readonly string[]
): Promise< number > {
	const { count } = await db
		.selectFrom( 'skipped' )
		.select( ( { fn } ) => fn.countAll().as( 'count' ) )
		.where( 'site', '=', site )
		.where( 'dataset', 'in', datasets )
		.executeTakeFirstOrThrow();
	return Number( count );
}
