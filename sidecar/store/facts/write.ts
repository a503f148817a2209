import type { Kysely } from 'kysely';
import type { Facts, FactsSchema } from './facts';
import { changeFacts, factsPerTransaction } from './change';
import { type ChangedDay, countChanges } from './count-changes';
import type { Dataset, FactRow, FieldValue } from './dataset';
import { factsTable } from './dataset';
import type { Zone } from './days';

/** Where facts are written: the site's key and the days of its timezone. */
export type Place = { site: number; zone: Zone };

/** What became of one row: taken in, gone at the site, or not to be read. */
export type ChangedFact = { id: number } & (
	| { kind: 'written'; fact: FactRow }
	| { kind: 'deleted' }
	| { kind: 'skipped'; reason: string }
);

type StoredFact = Readonly< Record< string, FieldValue > >;

/** Applies changes of one dataset; a repeated one changes nothing. */
export async function writeChanges(
	facts: Facts,
	place: Place,
	dataset: Dataset,
	changes: readonly ChangedFact[]
): Promise< void > {
	for ( let at = 0; at < changes.length; at += factsPerTransaction ) {
		const part = changes.slice( at, at + factsPerTransaction );
		await changeFacts( facts, ( writing ) =>
			applyChanges( writing, place, dataset, part )
		);
	}
}

async function applyChanges(
	db: Kysely< FactsSchema >,
	place: Place,
	dataset: Dataset,
	changes: readonly ChangedFact[]
): Promise< void > {
	const ids = changes.map( ( { id } ) => id );
	const known = await db
		.selectFrom( factsTable( dataset ) )
		.selectAll()
		.where( 'site', '=', place.site )
		.where( 'id', 'in', ids )
		.execute();
	const latest = new Map(
		changes.map( ( change ) => [ change.id, change ] )
	);
	await db
		.deleteFrom( 'skipped' )
		.where( 'site', '=', place.site )
		.where( 'dataset', '=', dataset.id )
		.where( 'id', 'in', ids )
		.execute();
	await writeFacts( db, place, dataset, {
		known,
		wanted: [ ...latest.values() ],
	} );
}

/** Brings `known` rows to what is `wanted`, and writes only what differs. */
export async function writeFacts(
	db: Kysely< FactsSchema >,
	{ site, zone }: Place,
	dataset: Dataset,
	{
		known,
		wanted,
	}: { known: readonly StoredFact[]; wanted: readonly ChangedFact[] }
): Promise< void > {
	const before = new Map< FieldValue | undefined, StoredFact >(
		known.map( ( row ) => [ row.id, row ] )
	);
	const names = Object.keys( dataset.fields );
	const days = new Map< number, ChangedDay >();
	const written: FactRow[] = [];
	const deleted: number[] = [];
	const skipped: Array< { id: number; reason: string } > = [];

	const touch = ( fact: StoredFact | undefined, when: keyof ChangedDay ) => {
		const moment =
			dataset.moment === null ? null : fact?.[ dataset.moment ];
		if ( typeof moment === 'number' ) {
			const day = zone.dayOf( moment );
			const changed = days.get( day ) ?? { before: [], after: [] };
			days.set( day, changed );
			changed[ when ].push( Number( fact?.id ) );
		}
	};
	for ( const change of wanted ) {
		const old = before.get( change.id );
		if ( change.kind === 'skipped' ) {
			skipped.push( { id: change.id, reason: change.reason } );
		} else if ( change.kind === 'deleted' ) {
			if ( old !== undefined ) {
				deleted.push( change.id );
				touch( old, 'before' );
			}
		} else if (
			names.some( ( name ) => old?.[ name ] !== change.fact[ name ] )
		) {
			written.push( change.fact );
			touch( old, 'before' );
			touch( change.fact, 'after' );
		}
	}

	await countChanges( db, { site, zone }, dataset, days, async () => {
		if ( written.length > 0 ) {
			await db
				.replaceInto( factsTable( dataset ) )
				.values( written.map( ( fact ) => ( { site, ...fact } ) ) )
				.execute();
		}
		if ( deleted.length > 0 ) {
			await db
				.deleteFrom( factsTable( dataset ) )
				.where( 'site', '=', site )
				.where( 'id', 'in', deleted )
				.execute();
		}
	} );
	if ( skipped.length > 0 ) {
		await db
			.replaceInto( 'skipped' )
			.values(
				skipped.map( ( row ) => ( {
					site,
					dataset: dataset.id,
					...row,
				} ) )
			)
			.execute();
	}
}
