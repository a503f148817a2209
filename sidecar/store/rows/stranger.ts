import { sql } from 'kysely';
import type { StrangerAgent, StrangerKind } from '../../contract/strangers';
import { isMysql } from '../dialect';
import type { Writing } from '../store';

/** How often, on a day of the site's. */
export type StrangersCounted = {
	site: string;
	day: number;
	kind: StrangerKind;
	agent: StrangerAgent;
	times: number;
};

/** Adds to what this and other processes counted before. */
export async function addStrangers(
	writing: Writing,
	counted: readonly StrangersCounted[]
): Promise< void > {
	// In one order, or two processes would wait for each other's rows.
	const insert = writing
		.insertInto( 'strangers' )
		.values( counted.toSorted( inOrder ) );
	const times = sql< number >`strangers.times + excluded.times`;
	await (
		isMysql( writing )
			? insert.modifyEnd(
					sql`on duplicate key update times = times + values( times )`
				)
			: insert.onConflict( ( conflict ) =>
					conflict
						.columns( [ 'site', 'day', 'kind', 'agent' ] )
						.doUpdateSet( { times } )
				)
	).execute();
}

function inOrder( one: StrangersCounted, other: StrangersCounted ): number {
	return keyOf( one ) < keyOf( other ) ? -1 : 1;
}

function keyOf( { site, day, kind, agent }: StrangersCounted ): string {
	return `${ site } ${ day } ${ kind } ${ agent }`;
}
