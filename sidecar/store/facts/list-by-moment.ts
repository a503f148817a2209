import { sql } from 'kysely';
import { conditionsOf } from './conditions';
import type { DayRange } from './question';
import type { Condition, FieldValue } from './dataset';
import { momentsOf } from './group-facts';
import type { Source } from './source';

/** Behind this row the next page begins. */
export type RowPlace = { moment: number; id: number };

export type DatedRow = { id: number; values: FieldValue[] };

/** Before any moment: facts that never had one come last. */
const never = -1e12;

/** Facts in pages, the newest first: as quick on the last page as on the first. */
export async function listByMoment(
	source: Source,
	{
		where,
		days,
		fields,
		after,
		limit,
	}: {
		where: readonly Condition[];
		days: DayRange;
		fields: readonly string[];
		after: RowPlace | null;
		limit: number;
	}
): Promise< { rows: DatedRow[]; next: RowPlace | null } > {
	const moment = momentOf( source, days );
	const id = sql.ref( 'id' );
	const selected = [
		sql`${ id } as row_id`,
		sql`${ moment } as row_moment`,
		...fields.map(
			( field, at ) =>
				sql`${ sql.ref( field ) } as ${ sql.ref( `field_${ at }` ) }`
		),
	];
	const { rows } = await sql< Record< string, FieldValue > >`
		select ${ sql.join( selected ) }
		from ${ source.rows } ${ conditionsOf( where ) } ${ placeOf( source, days, after ) }
		order by ${ moment } desc, ${ id } desc
		limit ${ limit + 1 }
	`.execute( source.db );
	const page = rows.slice( 0, limit );
	const last = page.at( -1 );
	return {
		rows: page.map( ( row ) => ( {
			id: Number( row.row_id ),
			values: fields.map( ( field, at ) =>
				toValue( source, field, row[ `field_${ at }` ] ?? null )
			),
		} ) ),
		next:
			rows.length > limit && last !== undefined
				? {
						moment: Number( last.row_moment ),
						id: Number( last.row_id ),
					}
				: null,
	};
}

/** Of two last moments SQLite would take the later one, and go through all pages before this one. */
function placeOf( source: Source, days: DayRange, after: RowPlace | null ) {
	const moment = momentOf( source, days );
	const within = momentsOf( source, days );
	const last = Math.min(
		within === null ? Infinity : within.before - 1,
		after?.moment ?? Infinity
	);
	return sql`
		${ within === null ? sql`` : sql`and ${ moment } >= ${ within.from }` }
		${ last === Infinity ? sql`` : sql`and ${ moment } <= ${ last }` }
		${ after === null ? sql`` : sql`and ( ${ moment } < ${ after.moment } or ${ sql.ref( 'id' ) } < ${ after.id } )` }
	`;
}

/** Moments are seconds to whoever reads them. */
function toValue(
	{ dataset, perSecond }: Source,
	field: string,
	value: FieldValue
): FieldValue {
	return value !== null && dataset.fields[ field ]?.kind === 'moment'
		? Math.floor( Number( value ) / perSecond )
		: value;
}

/** What the index is by, wherever a fact has a moment. */
function momentOf( { dataset }: Source, days: DayRange ) {
	if ( dataset.moment === null ) {
		return sql.lit( 0 );
	}
	const field = dataset.fields[ dataset.moment ];
	const moment = sql.ref( dataset.moment );
	return days === null && field?.kind === 'moment' && field.optional
		? sql`coalesce( ${ moment }, ${ sql.lit( never ) } )`
		: moment;
}
