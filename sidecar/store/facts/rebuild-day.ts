import { CompiledQuery, type Kysely } from 'kysely';
import { type Span, spans, startOfSpan } from './cover';
import type { Dataset } from './dataset';
import type { Day, Zone } from './days';
import type { FactsSchema } from './facts';
import {
	fillSlots,
	type RebuildStatements,
	type SlotValues,
	type Statement,
	writeStatements,
} from './rebuild-statements';

type Place = {
	db: Kysely< FactsSchema >;
	site: number;
	dataset: Dataset;
	zone: Zone;
	day: Day;
};

const longerSpans: readonly Span[] = [
	'third',
	'month',
	'quarter',
	'year',
	'ever',
];

/** By zone, for derived months differ with it. */
const written = new WeakMap< Zone, WeakMap< Dataset, RebuildStatements[] > >();

/** Counts one day anew; what is longer changes by as much as it does. */
export async function rebuildDay( place: Place ): Promise< void > {
	const { db, site, zone, day } = place;
	const values = {
		site,
		day,
		from: zone.startOf( day ),
		until: zone.startOf( day + 1 ),
		span: spans.day,
		start: day,
	};
	const run = ( statement: Statement, different?: Partial< SlotValues > ) =>
		db.executeQuery(
			CompiledQuery.raw(
				statement.text,
				fillSlots( statement, { ...values, ...different } )
			)
		);
	const spread = async ( statement: Statement ) => {
		for ( const span of longerSpans ) {
			await run( statement, {
				span: spans[ span ],
				start: startOfSpan( span, day ),
			} );
		}
	};
	for ( const one of statementsFor( place ) ) {
		const { rows } = await run( one.isThere );
		if ( rows.length === 0 ) {
			await run( one.insertDay );
			await spread( one.addDay );
		} else {
			await spread( one.addChanges );
			await run( one.deleteDay );
			await run( one.insertDay );
		}
	}
}

function statementsFor( { db, dataset, zone }: Place ): RebuildStatements[] {
	const ofZone =
		written.get( zone ) ?? new WeakMap< Dataset, RebuildStatements[] >();
	written.set( zone, ofZone );
	const known = ofZone.get( dataset );
	if ( known !== undefined ) {
		return known;
	}
	const made = Object.keys( dataset.rollups ).map( ( rollup ) =>
		writeStatements( { db, dataset, rollup, zone } )
	);
	ofZone.set( dataset, made );
	return made;
}
