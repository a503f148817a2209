import type { Kysely, Selectable } from 'kysely';
import { changeFacts } from './change';
import { factsTable, type Dataset } from './dataset';
import type { Facts, FactsSchema } from './facts';
import { patiently } from '../patiently';

/** What somebody wants copied again: after < id <= upTo. */
export type ResyncRow = Selectable< FactsSchema[ 'resyncs' ] >;

export type IdRange = { after: number; upTo: number | null };

/** For any process to ask, and for the one on duty to do. */
export async function askResync(
	{ db }: Facts,
	site: number,
	dataset: Dataset,
	{ after, upTo }: IdRange,
	now: number
): Promise< void > {
	const row = {
		site,
		dataset: dataset.id,
		first: after,
		after,
		up_to: upTo,
		done: 0,
		total: await countWithin( db, site, dataset, { after, upTo } ),
		asked_at: now,
	};
	await patiently( () => db.insertInto( 'resyncs' ).values( row ).execute() );
}

/** The oldest first. */
export async function listResyncs( { db }: Facts, site: number ) {
	return db
		.selectFrom( 'resyncs' )
		.selectAll()
		.where( 'site', '=', site )
		.orderBy( 'resync' )
		.execute();
}

/** In the transaction that writes the facts: a stop resumes there. */
export async function moveResync(
	db: Kysely< FactsSchema >,
	resync: number,
	{ upTo, rows }: { upTo: number; rows: number }
): Promise< void > {
	await db
		.updateTable( 'resyncs' )
		.set( ( { eb } ) => ( {
			after: upTo,
			done: eb( 'done', '+', rows ),
		} ) )
		.where( 'resync', '=', resync )
		.execute();
}

export async function endResync(
	facts: Facts,
	resync: number
): Promise< void > {
	await changeFacts( facts, ( writing ) =>
		writing.deleteFrom( 'resyncs' ).where( 'resync', '=', resync ).execute()
	);
}

/**
 * The ids that facts of these moments may have, also those that are missing here: from behind the
 * last earlier fact before them to before the first later one after them.
 */
export async function idsOfMoments(
	{ db }: Facts,
	site: number,
	dataset: Dataset,
	{ from, until }: { from: number | null; until: number | null }
): Promise< IdRange > {
	const { moment } = dataset;
	if ( moment === null ) {
		return { after: 0, upTo: null };
	}
	const table = db
		.selectFrom( factsTable( dataset ) )
		.where( 'site', '=', site );
	const within = await table
		.select( ( { fn } ) => [
			fn.min< number | null >( 'id' ).as( 'first' ),
			fn.max< number | null >( 'id' ).as( 'last' ),
		] )
		.$if( from !== null, ( query ) => query.where( moment, '>=', from ) )
		.$if( until !== null, ( query ) => query.where( moment, '<', until ) )
		.executeTakeFirstOrThrow();
	const earlier =
		from === null
			? null
			: await table
					.select( ( { fn } ) =>
						fn.max< number | null >( 'id' ).as( 'id' )
					)
					.where( moment, '<', from )
					.$if( within.first !== null, ( query ) =>
						query.where( 'id', '<', within.first )
					)
					.executeTakeFirstOrThrow();
	const later =
		until === null
			? null
			: await table
					.select( ( { fn } ) =>
						fn.min< number | null >( 'id' ).as( 'id' )
					)
					.where( moment, '>=', until )
					.$if( within.last !== null, ( query ) =>
						query.where( 'id', '>', within.last )
					)
					.executeTakeFirstOrThrow();
	return {
		after: earlier?.id ?? 0,
		upTo: later?.id === null || later === null ? null : later.id - 1,
	};
}

async function countWithin(
	db: Kysely< FactsSchema >,
	site: number,
	dataset: Dataset,
	{ after, upTo }: IdRange
): Promise< number > {
	const { count } = await db
		.selectFrom( factsTable( dataset ) )
		.select( ( { fn } ) => fn.countAll().as( 'count' ) )
		.where( 'site', '=', site )
		.where( 'id', '>', after )
		.$if( upTo !== null, ( query ) => query.where( 'id', '<=', upTo ) )
		.executeTakeFirstOrThrow();
	return Number( count );
}
