import type { Config } from './config';
import { endAllBefore } from './ended-sessions';
import { type Ending, type Running, usageExit } from './ending';
import type { ResyncOrder } from './contract/sync';
import { Refusal } from './errors';
import { askKeys } from './published-keys';
import { readResyncOrder } from './resync-order';
import { openFacts } from './store/facts/facts';
import { leavePing } from './store/rows/ping';
import { readSiteKeys } from './store/rows/site-key';
import { openStore, type Store } from './store/store';
import { builtInDatasets } from './sync/datasets';
import { createSyncDesk } from './sync-desk';
import { trustKeys } from './trust-keys';

/** Ends what was signed before a time. */
export async function endAll( {
	config,
	options,
	clock,
}: Running ): Promise< Ending > {
	const now = clock();
	const homes = config.sites
		.map( ( { home } ) => home )
		.filter(
			( home ) => options.site === undefined || home === options.site
		);
	if ( homes.length === 0 ) {
		return unknownSite( options.site ?? '', config );
	}
	const before =
		options.before === undefined ? now : Date.parse( options.before );
	if ( Number.isNaN( before ) || before > now ) {
		return {
			sentences: [
				`--before is "${ options.before }". Give a time that has passed, such as ${ toText( now ) }.`,
			],
			exit: usageExit,
		};
	}
	return withStore( config, async ( store ) => {
		const sentences = [];
		for ( const home of homes ) {
			const ended = await store.commit( ( writing ) =>
				endAllBefore( writing, home, before, now )
			);
			sentences.push(
				`${ home }: ${ toCount( ended ) } ended. Nothing signed before ${ toText( before ) } counts any more.`
			);
		}
		return { sentences, exit: 0 };
	} );
}

/** Trusts the keys that a site publishes, when told. */
export async function trustSite( {
	config,
	parameters,
	options,
	clock,
}: Running ): Promise< Ending > {
	const [ home = '' ] = parameters;
	if ( ! config.sites.some( ( site ) => site.home === home ) ) {
		return unknownSite( home, config );
	}
	return withStore( config, async ( store ) => {
		const known = ( await readSiteKeys( store, home ) ).map(
			( { kid } ) => kid
		);
		const published = await askKeys( home, fetch );
		const kids = published
			.filter( ( { revoked } ) => ! revoked )
			.map( ( { kid } ) => kid );
		const shown = [
			`Known keys of ${ home }: ${ known.join( ', ' ) || 'none' }`,
			`Keys it publishes now: ${ kids.join( ', ' ) }`,
		];
		// One that it knows may be there no longer, and have leaked.
		if ( kids.toSorted().join() === known.toSorted().join() ) {
			return {
				sentences: [ ...shown, 'They are trusted already.' ],
				exit: 0,
			};
		}
		if ( options.yes !== true ) {
			return {
				sentences: [
					...shown,
					'Compare them with those under Settings, Gatehouse, in that WordPress. If they are the same, run this again with --yes.',
				],
				exit: 1,
			};
		}
		const ended = await store.commit( ( writing ) =>
			trustKeys( writing, home, published, clock() )
		);
		return {
			sentences: [
				...shown,
				'They are trusted from now on.',
				...( ended === null
					? []
					: [
							`One of the known keys has leaked: all that was begun before is ended, ${ toCount( ended ) }.`,
						] ),
			],
			exit: 0,
		};
	} );
}

/** Has facts of a site copied again, by the process that follows the sites. */
export async function resync( {
	config,
	parameters,
	clock,
}: Running ): Promise< Ending > {
	const [ home = '', dataset, from, to ] = parameters;
	if ( ! config.sites.some( ( site ) => site.home === home ) ) {
		return unknownSite( home, config );
	}
	const facts = await openFacts( config.store, 'reports', builtInDatasets );
	try {
		const ordered = await createSyncDesk( { facts, clock } ).order(
			home,
			toOrder( dataset, from, to )
		);
		await withStore( config, async ( store ) => {
			await leavePing( store, home );
			return { sentences: [], exit: 0 };
		} );
		return {
			sentences: ordered.map(
				( one ) =>
					`${ home }: ${ one.dataset } from ${ one.from } to ${ one.to ?? 'the last' } is copied again, about ${ one.progress.total } facts. Reports go on meanwhile.`
			),
			exit: 0,
		};
	} catch ( error ) {
		if ( ! ( error instanceof Refusal ) ) {
			throw error;
		}
		return { sentences: [ error.message ], exit: usageExit };
	} finally {
		await facts.close();
	}
}

/** Two days or two ids; `all` is every dataset. */
function toOrder( dataset?: string, from?: string, to?: string ): ResyncOrder {
	const isDays = [ from, to ].some( ( text ) => text?.includes( '-' ) );
	const range = isDays
		? { days: { ...( from && { from } ), ...( to && { to } ) } }
		: {
				ids: {
					...( from && { from: Number( from ) } ),
					...( to && { to: Number( to ) } ),
				},
			};
	return readResyncOrder( {
		...( dataset && dataset !== 'all' && { dataset } ),
		...( from && range ),
	} );
}

async function withStore(
	config: Config,
	work: ( store: Store ) => Promise< Ending >
): Promise< Ending > {
	const store = await openStore( config.store );
	try {
		return await work( store );
	} finally {
		await store.close();
	}
}

function unknownSite( home: string, { sites }: Config ): Ending {
	return {
		sentences: [
			`"${ home }" is not among the sites. GATEHOUSE_SITES has ${ sites.map( ( site ) => site.home ).join( ', ' ) }.`,
		],
		exit: usageExit,
	};
}

function toCount( sessions: number ): string {
	return sessions === 1 ? '1 session' : `${ sessions } sessions`;
}

function toText( time: number ): string {
	return new Date( time ).toISOString();
}
