import type { StrangerAgent, StrangerKind } from './contract/strangers';
import { isBot } from './bot';
import type { RefusalCode } from './errors';
import type { Zone } from './store/facts/days';
import { addStrangers, type StrangersCounted } from './store/rows/stranger';
import type { Store } from './store/store';

/** Counts what is refused to nobody that is known: never a row for a request, no agents, no addresses. */
export type Strangers = {
	/** Only remembers: nobody waits for the store. */
	note( refused: {
		site: string;
		code: RefusalCode;
		userAgent: string;
	} ): void;
	/** Takes what was counted to the store. */
	write(): Promise< void >;
};

/** Other codes say that a request was wrong, not that nobody may make it. */
const kinds: Partial< Record< RefusalCode, StrangerKind > > = {
	session_missing: 'session',
	session_expired: 'session',
	session_revoked: 'session',
	session_signed_out: 'session',
	session_replayed: 'session',
	cookie_duplicated: 'session',
	metrics_token_wrong: 'session',
	handoff_refused: 'hand-off',
	statement_refused: 'statement',
	origin_refused: 'origin',
	csrf_missing: 'origin',
	csrf_wrong: 'origin',
	too_many_requests: 'limit',
	path_unknown: 'address',
	method_not_allowed: 'address',
};

/** Milliseconds. Every timezone's days begin with one of these. */
const quarter = 15 * 60_000;

type Counted = {
	site: string;
	/** Milliseconds since 1970. */
	at: number;
	kind: StrangerKind;
	agent: StrangerAgent;
	times: number;
};

export function createStrangers( {
	store,
	zoneOf,
	clock,
}: {
	store: Store;
	/** Of a site. */
	zoneOf: ( home: string ) => Promise< Zone >;
	/** Milliseconds since 1970. */
	clock: () => number;
} ): Strangers {
	/** A few for each quarter of an hour that the store is away. */
	const waiting = new Map< string, Counted >();

	function add( counted: Counted ) {
		const { site, at, kind, agent, times } = counted;
		const key = `${ site } ${ at } ${ kind } ${ agent }`;
		const known = waiting.get( key );
		if ( known === undefined ) {
			waiting.set( key, { ...counted } );
		} else {
			known.times += times;
		}
	}

	return {
		note( { site, code, userAgent } ) {
			const kind = kinds[ code ];
			if ( kind !== undefined ) {
				add( {
					site,
					at: Math.floor( clock() / quarter ) * quarter,
					kind,
					agent: isBot( userAgent ) ? 'bot' : 'other',
					times: 1,
				} );
			}
		},

		async write() {
			const taken = [ ...waiting.values() ];
			if ( taken.length === 0 ) {
				return;
			}
			waiting.clear();
			try {
				const counted = await byDay( taken );
				await store.commit( ( writing ) =>
					addStrangers( writing, counted )
				);
			} catch ( error ) {
				taken.forEach( add );
				throw error;
			}
		},
	};

	async function byDay(
		taken: readonly Counted[]
	): Promise< StrangersCounted[] > {
		const days = new Map< string, StrangersCounted >();
		for ( const { site, at, kind, agent, times } of taken ) {
			const day = ( await zoneOf( site ) ).dayOf( at / 1000 );
			const key = `${ site } ${ day } ${ kind } ${ agent }`;
			const known = days.get( key ) ?? {
				site,
				day,
				kind,
				agent,
				times: 0,
			};
			days.set( key, { ...known, times: known.times + times } );
		}
		return [ ...days.values() ];
	}
}
