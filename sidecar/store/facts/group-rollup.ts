import { type RawBuilder, sql } from 'kysely';
import { conditionsOf } from './conditions';
import type { Grouping, Question } from './question';
import { cover, coverByMonth, ever, type Piece, spans } from './cover';
import { rollupTable } from './dataset';
import type { Kept } from './kept';
import type { ChosenRollup } from './rollup-for';
import type { Source } from './source';
import { sumColumn, sumOfRollup } from './sums';

/** "select … group by …", to which "having" and "order by" may be added. */
export function groupFromRollup(
	{ dataset, rollups }: Source,
	{ name, where, kept }: ChosenRollup & { kept: Kept | null },
	{ days, sums }: Question,
	grouping: Grouping
): RawBuilder< unknown > {
	const key = keyOf( grouping );
	const selected = [
		sql`${ key } as ${ sql.ref( 'key' ) }`,
		...Object.values( sums ).map(
			( sum, at ) => sql`${ sumOfRollup( sum ) } as ${ sumColumn( at ) }`
		),
	];
	return sql`
		select ${ sql.join( selected ) }
		from ${ piecesOf( piecesFor( days, grouping, kept ) ) } as pieces
		cross join ${ sql.table( rollupTable( dataset, name ) ) } as sums
		where sums.site = ${ rollups } and sums.span = pieces._span
			and sums.day >= pieces._from and sums.day <= pieces._to
			${ conditionsOf( where ) }
		${ grouping.kind === 'all' ? sql`` : sql`group by ${ key }` }
	`;
}

function keyOf( grouping: Grouping ): RawBuilder< unknown > {
	switch ( grouping.kind ) {
		case 'all':
			return sql`0`;
		case 'day':
		case 'month':
			return sql.ref( 'day' );
		case 'value':
			return sql.ref( grouping.field );
	}
}

/**
 * Each piece finds its rows in the key. No field has a name that begins with `_`. What differs from
 * one period to the next is all parameters: the statement is prepared already.
 */
function piecesOf( pieces: readonly Piece[] ): RawBuilder< unknown > {
	const rows = pieces.map(
		( { span, from, to, sign } ) =>
			sql`select ${ BigInt( sign ) } as ${ sql.ref( '_sign' ) }, ${ BigInt( spans[ span ] ) } as _span, ${ BigInt( from ) } as _from, ${ BigInt( to ) } as _to`
	);
	return sql`( ${ sql.join( rows, sql` union all ` ) } )`;
}

const nothing: Piece = { span: 'day', from: 0, to: -1, sign: 1 };

function piecesFor(
	days: Question[ 'days' ],
	{ kind }: Grouping,
	kept: Kept | null
): Piece[] {
	if ( kept === null ) {
		return [ nothing ];
	}
	const { from, to } = days ?? kept.extent;
	switch ( kind ) {
		case 'day':
			return [ { span: 'day', from, to, sign: 1 } ];
		case 'month':
			return coverByMonth( from, to );
		case 'all':
		case 'value': {
			const pieces =
				days === null
					? [
							{
								span: 'ever',
								from: ever,
								to: ever,
								sign: 1,
							} as const,
						]
					: cover( from, to, kept );
			return pieces.length === 0 ? [ nothing ] : pieces;
		}
	}
}
