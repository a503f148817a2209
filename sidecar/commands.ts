import { parseArgs } from 'node:util';
import { ConfigFault, type Environment, readConfig } from './config';
import { backUp } from './backup';
import { runDoctor } from './doctor/command';
import { type Ending, type Running, usageExit } from './ending';
import { configExit } from './exit-codes';
import { rotateKey } from './own-keys';
import { endAll, resync, trustSite } from './site-commands';
import { StartFault } from './store/start-fault';

const usage = [
	'node gatehouse.cjs                            serve the reports',
	'node gatehouse.cjs doctor [--json]            look at settings, store, keys, clocks and the way to here',
	'node gatehouse.cjs backup FOLDER              copy the databases into FOLDER, while the sidecar runs',
	'node gatehouse.cjs rotate-key [--leaked]      make the next key; a leaked one leaves at once',
	'node gatehouse.cjs end-all [--site HOME] [--before TIME]   end what was signed before a time, or now',
	'node gatehouse.cjs trust-site HOME [--yes]    show the keys of a site, and trust them',
	'node gatehouse.cjs resync HOME [DATASET|all] [FROM] [TO]   copy its facts again, between two days or ids',
];

const commands: Record< string, ( running: Running ) => Promise< Ending > > = {
	backup,
	'rotate-key': rotate,
	'end-all': endAll,
	'trust-site': trustSite,
	resync,
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
			clock: Date.now,
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
	clock,
}: Running ): Promise< Ending > {
	const [ folder ] = parameters;
	if ( folder === undefined ) {
		return {
			sentences: [ 'Name the folder of your backups.', ...usage ],
			exit: usageExit,
		};
	}
	return { sentences: await backUp( config, folder, clock() ), exit: 0 };
}

async function rotate( {
	config,
	options,
	clock,
}: Running ): Promise< Ending > {
	if ( config.privateKey !== null ) {
		return {
			sentences: [
				'The key is set by GATEHOUSE_PRIVATE_KEY. Set another there and restart every process, or remove it to keep the keys in the data folder.',
			],
			exit: 1,
		};
	}
	const hasLeaked = options.leaked === true;
	const rotated = await rotateKey( config.data, clock(), hasLeaked );
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

function toText( time: number ): string {
	return new Date( time ).toISOString();
}
