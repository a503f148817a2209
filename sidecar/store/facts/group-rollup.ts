import { type RawBuilder, sql } from 'kysely';
import { conditionsOf } from './conditions';
import type { Grouping, Question } from './count';
import { cover, coverByMonth, type Piece, spans } from './cover';
import { rollupTable } from './dataset';
import type { ChosenRollup } from './rollup-for';
import type { Source } from './source';
import { sumColumn, sumOfRollup } from './sums';

/** "select … group by …", to which "having" and "order by" may be added. */
export function groupFromRollup(
	{ dataset, rollups }: Source,
	{ name, where }: ChosenRollup,
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
		from ${ piecesOf( days, grouping ) } as pieces
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

/** Each piece finds its rows in the key. No field has a name that begins with `_`. */
function piecesOf(
	days: Question[ 'days' ],
	{ kind }: Grouping
): RawBuilder< unknown > {
	const rows = piecesFor( days, kind ).map(
		( { span, from, to, sign } ) =>
			sql`select ${ sql.lit( sign ) } as ${ sql.ref( '_sign' ) }, ${ sql.lit( spans[ span ] ) } as _span, ${ from } as _from, ${ to } as _to`
	);
	return sql`( ${ sql.join( rows, sql` union all ` ) } )`;
}

/** Further than any date that can be written. */
const everyDay = { from: -400_000, to: 3_000_000 } as const;

function piecesFor(
	days: Question[ 'days' ],
	kind: Grouping[ 'kind' ]
): Piece[] {
	if ( days === null ) {
		const span =
			kind === 'day' || kind === 'month' ? kind : ( 'year' as const );
		return [ { span, ...everyDay, sign: 1 } ];
	}
	switch ( kind ) {
		case 'day':
			return [ { span: 'day', ...days, sign: 1 } ];
		case 'month':
			return coverByMonth( days.from, days.to );
		case 'all':
		case 'value':
			return cover( days.from, days.to );
	}
}
