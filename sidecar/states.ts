import { siteRoutes, tokenTypes } from './contract';
import type { StateReceipt } from './contract/user-state';
import type { Sessions } from './sessions';
import type { AskSite } from './sync/ask-site';
import { isRecord, toUserState } from './user-state';

export type StatePull = {
	/** Asks every site that is due for the user states it could not deliver. Never rejects. */
	pull(): Promise< void >;
};

export type StatePullParts = {
	/** Homes of the configured sites. */
	sites: readonly string[];
	ask: AskSite;
	sessions: Sessions;
	clock: () => number;
	log: { warn( detail: object, message: string ): void };
};

/** Milliseconds. */
const answerTimeout = 10_000;
const longestPause = 60_000;

/** A site hands out its states in batches; the rest comes with the next pull. */
const batchesPerPull = 20;

type Turn = {
	site: string;
	isAsking: boolean;
	failures: number;
	nextAt: number;
};

export function createStatePull( parts: StatePullParts ): StatePull {
	const turns = parts.sites.map( ( site ): Turn => ( {
		site,
		isAsking: false,
		failures: 0,
		nextAt: 0,
	} ) );
	return {
		async pull() {
			const due = turns.filter(
				( { isAsking, nextAt } ) =>
					! isAsking && nextAt <= parts.clock()
			);
			await Promise.all( due.map( ( turn ) => take( turn, parts ) ) );
		},
	};
}

async function take( turn: Turn, parts: StatePullParts ): Promise< void > {
	turn.isAsking = true;
	try {
		await pullSite( turn.site, parts );
		turn.failures = 0;
	} catch ( error ) {
		turn.failures += 1;
		turn.nextAt =
			parts.clock() +
			Math.min( 5000 * 2 ** ( turn.failures - 1 ), longestPause );
		if ( turn.failures === 1 ) {
			parts.log.warn(
				{ site: turn.site, err: error },
				'the site was not asked for its user states; asking again'
			);
		}
	} finally {
		turn.isAsking = false;
	}
}

async function pullSite(
	site: string,
	{ ask, sessions }: StatePullParts
): Promise< void > {
	let delivered: StateReceipt[ 'applied' ] = [];
	for ( let batch = 0; batch < batchesPerPull; batch++ ) {
		const answer = await ask( site, {
			route: siteRoutes.states,
			type: tokenTypes.states,
			claims: { delivered },
			timeoutMilliseconds: answerTimeout,
		} );
		const states = isRecord( answer ) ? answer.states : null;
		if ( ! Array.isArray( states ) ) {
			throw new TypeError( `${ site } answered without states` );
		}
		// One that can't be read must not hold up the others.
		const read = states
			.map( toUserState )
			.filter( ( state ) => state !== null );
		if ( read.length === 0 ) {
			return;
		}
		delivered = await sessions.applyStates( site, read );
	}
}
