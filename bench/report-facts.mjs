import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What a folder of an earlier run holds: whose facts, and since when; null where there is nothing. */
export function findFilled( folder ) {
	const db = openFacts( folder );
	if ( db === null ) {
		return null;
	}
	try {
		const [ site ] = db
			.prepare( 'select home from sites where agreed_at is not null' )
			.all();
		const { first } = db
			.prepare( 'select min( at ) as first from facts_orders' )
			.get();
		return site === undefined || first === null
			? null
			: { port: Number( new URL( site.home ).port ), first };
	} finally {
		db.close();
	}
}

/** All are there, and every day is counted. */
export async function waitForFacts( folder ) {
	for (;;) {
		await new Promise( ( done ) => setTimeout( done, 500 ) );
		const db = openFacts( folder );
		if ( db === null ) {
			continue;
		}
		try {
			const { left } = db
				.prepare(
					'select ( select count( * ) from copies where filled = 0 ) + ( select count( * ) from dirty_days ) + ( select count( * ) from sites where agreed_at is null ) as left'
				)
				.get();
			const { begun } = db
				.prepare( 'select count( * ) as begun from copies' )
				.get();
			if ( begun > 0 && left === 0 ) {
				return;
			}
		} finally {
			db.close();
		}
	}
}

function openFacts( folder ) {
	try {
		const db = new DatabaseSync( join( folder, 'facts.sqlite' ), {
			readOnly: true,
			timeout: 1000,
		} );
		db.prepare( 'select 1 from copies' ).get();
		return db;
	} catch {
		return null;
	}
}
