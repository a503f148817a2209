import {
	collectDefaultMetrics,
	Counter,
	Gauge,
	Histogram,
	Registry,
} from 'prom-client';
import type { Trouble } from './troubles';

/** What operators watch. Every label has few values, whatever is asked for. */
export type Metrics = {
	/** `route` is the pattern, never the path. */
	countRequest( request: {
		method: string;
		route: string;
		status: number;
		seconds: number;
		/** Of the refusal; null where it was none. */
		code: string | null;
	} ): void;
	observeCommit( seconds: number ): void;
	/** From the end of a session to this process refusing it. */
	observeRevocation( seconds: number ): void;
	text(): Promise< { type: string; body: string } >;
};

type Sources = {
	/** Seconds since the facts of each site last agreed with it; null: not yet. */
	syncAges(): Promise< Array< { site: string; seconds: number | null } > >;
	troubles(): Trouble[];
};

const latencies = [ 0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10 ];
const methods = [ 'GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS' ];

export function createMetrics( sources: Sources ): Metrics {
	const register = new Registry();
	const registers = [ register ];
	collectDefaultMetrics( { register } );

	const requests = new Counter( {
		name: 'gatehouse_requests_total',
		help: 'Requests, by route and status.',
		labelNames: [ 'method', 'route', 'status' ],
		registers,
	} );
	const requestSeconds = new Histogram( {
		name: 'gatehouse_request_seconds',
		help: 'How long requests took, by route.',
		labelNames: [ 'route' ],
		buckets: latencies,
		registers,
	} );
	const handOffs = new Counter( {
		name: 'gatehouse_hand_offs_total',
		help: 'Hand-offs, by "started" or the code of the refusal.',
		labelNames: [ 'outcome' ],
		registers,
	} );
	const renewals = new Counter( {
		name: 'gatehouse_renewals_total',
		help: 'Renewals, by "renewed" or the code of the refusal.',
		labelNames: [ 'outcome' ],
		registers,
	} );
	const commitSeconds = new Histogram( {
		name: 'gatehouse_store_commit_seconds',
		help: 'From asking for a write to its being safe on disk.',
		buckets: latencies,
		registers,
	} );
	const revocationSeconds = new Histogram( {
		name: 'gatehouse_revocation_lag_seconds',
		help: 'From the end of a session to this process refusing it.',
		buckets: latencies,
		registers,
	} );
	gauge( {
		name: 'gatehouse_sync_age_seconds',
		help: 'Since the facts of a site last agreed with it.',
		labelNames: [ 'site' ],
		async collect() {
			this.reset();
			// A store that is away has troubles of its own; the other metrics tell of them.
			const ages = await sources.syncAges().catch( () => [] );
			for ( const { site, seconds } of ages ) {
				if ( seconds !== null ) {
					this.set( { site }, seconds );
				}
			}
		},
	} );
	gauge( {
		name: 'gatehouse_troubles',
		help: 'What is wrong now, as in readyz: 1 while it is.',
		labelNames: [ 'code' ],
		collect() {
			this.reset();
			for ( const { code } of sources.troubles() ) {
				this.set( { code }, 1 );
			}
		},
	} );

	/** Asked for its value at every reading. */
	function gauge(
		configuration: ConstructorParameters< typeof Gauge< string > >[ 0 ]
	) {
		return new Gauge( { ...configuration, registers } );
	}

	return {
		countRequest( { method, route, status, seconds, code } ) {
			const known = methods.includes( method ) ? method : 'other';
			requests.inc( { method: known, route, status } );
			requestSeconds.observe( { route }, seconds );
			if ( method === 'POST' && route === '/' ) {
				handOffs.inc( { outcome: code ?? 'started' } );
			}
			if ( method === 'POST' && route === '/session/renew' ) {
				renewals.inc( { outcome: code ?? 'renewed' } );
			}
		},
		observeCommit: ( seconds ) => commitSeconds.observe( seconds ),
		observeRevocation: ( seconds ) =>
			revocationSeconds.observe( Math.max( seconds, 0 ) ),
		text: async () => ( {
			type: register.contentType,
			body: await register.metrics(),
		} ),
	};
}
