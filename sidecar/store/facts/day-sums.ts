import { CompiledQuery, type Kysely } from 'kysely';
import { type Span, spans, startOfSpan } from './cover';
import type { Dataset } from './dataset';
import type { Day, Zone } from './days';
import type { FactsSchema } from './facts';
import {
	fillSlots,
	type RebuildStatement,
	type SlotValues,
	writeStatements,
} from './rebuild-statements';

export type DayOfDataset = {
	db: Kysely< FactsSchema >;
	site: number;
	dataset: Dataset;
	zone: Zone;
	day: Day;
};

/** What can be done with the sums of a day in one rollup. */
export type DaySums = {
	run(
		name: RebuildStatement,
		values?: Partial< SlotValues >
	): Promise< { rows: unknown[] } >;
	/** For each of the spans that the day is a part of. */
	spread(
		name: RebuildStatement,
		values?: Partial< SlotValues >
	): Promise< void >;
};

const longerSpans: readonly Span[] = [
	'third',
	'month',
	'quarter',
	'year',
	'ever',
];

type WrittenStatements = ReturnType< typeof writeStatements >;

/** By zone, for derived months differ with it. */
const written = new WeakMap< Zone, WeakMap< Dataset, WrittenStatements[] > >();

/** Of every rollup. */
export function daySumsOf( place: DayOfDataset ): DaySums[] {
	const { db, site, zone, day } = place;
	const ofDay = {
		site,
		day,
		from: zone.startOf( day ),
		until: zone.startOf( day + 1 ),
		span: spans.day,
		start: day,
		after: 0,
		upTo: 0,
		ids: [],
	};
	return statementsFor( place ).map( ( statements ) => {
		const run: DaySums[ 'run' ] = ( name, values ) => {
			const statement = statements( name );
			const filled = fillSlots( statement, { ...ofDay, ...values } );
			return db.executeQuery(
				CompiledQuery.raw( statement.text, filled )
			);
		};
		return {
			run,
			async spread( name, values ) {
				for ( const span of longerSpans ) {
					await run( name, {
						...values,
						span: spans[ span ],
						start: startOfSpan( span, day ),
					} );
				}
			},
		};
	} );
}

function statementsFor( { db, dataset, zone }: DayOfDataset ) {
	const ofZone =
		written.get( zone ) ?? new WeakMap< Dataset, WrittenStatements[] >();
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
