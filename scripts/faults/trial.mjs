import { wait } from '../service.mjs';

/**
 * One fault under load, with counts before and after.
 *
 * @param {{ crowd: object, site: object, rows: () => Promise< Map< string, { generation: number, isOver: boolean } > > }} place
 * @param {{ name: string, begin: () => Promise< void >, holdSeconds: number, end: () => Promise< void >, leaving?: number, others?: number, graceSeconds?: number }} fault `leaving`: how many sign out in WordPress meanwhile, `others`: of the reports alone; `graceSeconds`: when they are to be out, if not within a second
 */
export async function tryFault( { crowd, site, rows }, fault ) {
	await crowd.fill();
	const before = await crowd.census();
	await crowd.begin( fault );
	try {
		await wait( 1500 );
		await crowd.leave( 3 );
		crowd.storeLeaves();
		await fault.begin();
		await Promise.all( [
			crowd.leave( fault.leaving ?? 3, fault.others ),
			wait( fault.holdSeconds * 1000 ),
		] );
		await fault.end();
		crowd.storeIsBack();
		await crowd.leaveAgain();
		await wait( 1500 );
		await crowd.leaveAgain();
		await crowd.leave( 3 );
		await wait( 3000 + 1000 * ( fault.graceSeconds ?? 1 ) );
	} finally {
		await crowd.end();
	}
	await untilDelivered( site );
	const tally = crowd.tally();
	const after = await crowd.census();
	const { lost, endedWrongly } = compare( crowd.people(), await rows() );
	const row = {
		name: fault.name,
		before: before.served,
		left: before.expected - after.expected,
		after: after.served,
		expected: after.expected,
		wronglyOut: Math.max( tally.wronglyOut.size, endedWrongly ),
		servedLate: tally.servedLate.size,
		latest: tally.latest,
		lost,
		failed: tally.failed,
		cut: tally.cut,
		answers: tally.answers,
		gap: tally.gap,
		undelivered: await site.undelivered(),
	};
	return { ...row, isFelt: fault.isFelt?.( row ) ?? true };
}

/** Whoever the site could not tell about is fetched by the sidecars, every five seconds. */
async function untilDelivered( site ) {
	const limit = Date.now() + 10_000;
	while ( ( await site.undelivered() ) > 0 && Date.now() < limit ) {
		await wait( 100 );
	}
}

/** What was acknowledged, against what the store holds. */
function compare( people, rows ) {
	let lost = 0;
	let endedWrongly = 0;
	for ( const { session, generation, state } of people ) {
		const row = rows.get( session );
		if (
			row === undefined ||
			row.generation < generation ||
			( state === 'out' && ! row.isOver )
		) {
			lost += 1;
		}
		if ( state === 'live' && row?.isOver ) {
			endedWrongly += 1;
		}
	}
	return { lost, endedWrongly };
}
