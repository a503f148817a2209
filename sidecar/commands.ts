import { parseArgs } from 'node:util';
import {
	type Config,
	ConfigFault,
	type Environment,
	readConfig,
} from './config';
import { backUp } from './backup';
import { runDoctor } from './doctor/command';
import { endAllBefore } from './ended-sessions';
import type { Ending } from './ending';
import { rotateKey } from './own-keys';
import { askKeys } from './published-keys';
import { readSiteKeys } from './store/site-key-rows';
import { StartFault } from './store/start-fault';
import { openStore, type Store } from './store/store';
import { trustKeys } from './trust-keys';

type Running = {
	config: Config;
	parameters: string[];
	options: {
		site?: string;
		before?: string;
		leaked?: boolean;
		yes?: boolean;
	};
	now: number;
};

/** BSD's sysexits. */
const usageExit = 64;
const configExit = 78;

const usage = [
	'node gatehouse.cjs                            serve the reports',
	'node gatehouse.cjs doctor [--json]            look at settings, store, keys, clocks and the way to here',
	'node gatehouse.cjs backup FOLDER              copy the databases into FOLDER, while the sidecar runs',
	'node gatehouse.cjs rotate-key [--leaked]      make the next key; a leaked one leaves at once',
	'node gatehouse.cjs end-all [--site HOME] [--before TIME]   end what was signed before a time, or now',
	'node gatehouse.cjs trust-site HOME [--yes]    show the keys of a site, and trust them',
];

const commands: Record< string, ( running: Running ) => Promise< Ending > > = {
	backup,
	'rotate-key': rotate,
	'end-all': endAll,
	'trust-site': trustSite,
};

/** Runs what an administrator types beside the running processes, which notice by themselves. */
export async function runCommand(
	[ name = '', ...rest ]: string[],
	environment: Environment,
	folder: string
): Promise< Ending > {
	const command = commands[ name ];
	if ( command === undefined && name !== 'doctor' ) {
		return {
			sentences: [ `There is no command "${ name }".`, ...usage ],
			exit: usageExit,
		};
	}
	try {
		const { values, positionals } = parseArgs( {
			args: rest,
			allowPositionals: true,
			options: {
				site: { type: 'string' },
				before: { type: 'string' },
				leaked: { type: 'boolean' },
				yes: { type: 'boolean' },
				json: { type: 'boolean' },
			},
		} );
		if ( command === undefined ) {
			return await runDoctor( environment, folder, values.json );
		}
		return await command( {
			config: readConfig( environment, folder ),
			parameters: positionals,
			options: values,
			now: Date.now(),
		} );
	} catch ( error ) {
		if ( error instanceof StartFault ) {
			return { sentences: [ error.message ], exit: error.exit };
		}
		if ( error instanceof ConfigFault ) {
			return { sentences: [ ...error.faults ], exit: configExit };
		}
		const fault =
			error instanceof Error ? error : new Error( String( error ) );
		const isUsage =
			'code' in fault &&
			String( fault.code ).startsWith( 'ERR_PARSE_ARGS' );
		return isUsage
			? { sentences: [ fault.message, ...usage ], exit: usageExit }
			: { sentences: [ fault.message ], exit: 1 };
	}
}

async function backup( {
	config,
	parameters,
	now,
}: Running ): Promise< Ending > {
	const [ folder ] = parameters;
	if ( folder === undefined ) {
		return {
			sentences: [ 'Name the folder of your backups.', ...usage ],
			exit: usageExit,
		};
	}
	return { sentences: await backUp( config, folder, now ), exit: 0 };
}

async function rotate( { config, options, now }: Running ): Promise< Ending > {
	if ( config.privateKey !== null ) {
		return {
			sentences: [
				'The key is set by GATEHOUSE_PRIVATE_KEY. Set another there and restart every process, or remove it to keep the keys in the data folder.',
			],
			exit: 1,
		};
	}
	const hasLeaked = options.leaked === true;
	const rotated = await rotateKey( config.data, now, hasLeaked );
	if ( 'underWay' in rotated ) {
		return {
			sentences: [
				`A rotation is under way: the new key signs from ${ toText( rotated.underWay ) }. Run this again after that.`,
			],
			exit: 1,
		};
	}
	const { kid, signsFrom } = rotated;
	return {
		sentences: hasLeaked
			? [
					`The new key ${ kid } signs from now on. Everything the old one signed stops within a second.`,
					'Press Connect under Settings, Gatehouse, in each WordPress: it does not trust the new key until you do.',
				]
			: [
					`The new key ${ kid } is published, and signs from ${ toText( signsFrom ) }. Nobody is signed out.`,
				],
		exit: 0,
	};
}

async function endAll( { config, options, now }: Running ): Promise< Ending > {
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

async function trustSite( {
	config,
	parameters,
	options,
	now,
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
		if ( kids.every( ( kid ) => known.includes( kid ) ) ) {
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
			trustKeys( writing, home, published, now )
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
