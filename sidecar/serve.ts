import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type Logger, pino } from 'pino';
import {
	type Config,
	ConfigFault,
	type Environment,
	readConfig,
} from './config';
import { configExit } from './exit-codes';
import { type Gatehouse, openGatehouse } from './gatehouse';
import { answerWhileAway } from './http/while-away';
import { openLogLines } from './log-lines';
import { StartFault } from './store/start-fault';
import { whenThere } from './store/store-away';
import { boundHeap } from './heap';

/** Milliseconds that open connections get to finish. */
const longestFarewell = 5000;

export type Surroundings = {
	environment: Environment;
	/** Where the program is, with its workers beside it. */
	folder: string;
	isUnderPassenger: boolean;
	process: NodeJS.Process;
};

/** Runs the sidecar until it is told to stop. */
export async function serve( surroundings: Surroundings ): Promise< void > {
	const { process } = surroundings;
	boundHeap();
	try {
		const { environment, folder } = surroundings;
		const config = readConfig( environment, folder );
		const log = pino( { level: config.logLevel }, openLogLines() );
		const server = createServer( answerWhileAway( Date.now ) );
		const gatehouse = await whenThere(
			() => openGatehouse( config, { ...surroundings, server, log } ),
			async ( sentence ) => {
				log.error( sentence );
				await listen( server, config );
			}
		);
		closeWhenTold( gatehouse, process, log );
		await listen( server, config );
		log.info(
			{
				address: server.address(),
				sites: config.sites.map( ( { base } ) => base ),
			},
			'Gatehouse answers'
		);
	} catch ( error ) {
		const { sentences, exit } = toEnding( error );
		process.stderr.write( `${ sentences.join( '\n' ) }\n` );
		process.exit( exit );
	}
}

/** With express's own listen a taken port would pass for success. */
async function listen( server: Server, { host, port }: Config ) {
	if ( server.listening ) {
		return;
	}
	server.listen( port, host );
	await once( server, 'listening' );
}

function closeWhenTold(
	gatehouse: Gatehouse,
	process: NodeJS.Process,
	log: Logger
) {
	let isClosing = false;
	const close = () => {
		if ( ! isClosing ) {
			isClosing = true;
			void sayFarewell();
		}
	};
	async function sayFarewell() {
		const late = setTimeout( () => process.exit( 1 ), longestFarewell );
		await gatehouse.close();
		clearTimeout( late );
		log.info( 'Gatehouse has finished' );
		process.exit( 0 );
	}
	process.on( 'SIGTERM', close );
	process.on( 'SIGINT', close );
	// Passenger sends no signal but this; unheard, it ends the process at once.
	process.on( 'message', ( message ) => {
		if ( message === 'shutdown' ) {
			close();
		}
	} );
}

function toEnding( error: unknown ): { sentences: string[]; exit: number } {
	if ( error instanceof ConfigFault ) {
		return { sentences: [ ...error.faults ], exit: configExit };
	}
	if ( error instanceof StartFault ) {
		return { sentences: [ error.message ], exit: error.exit };
	}
	const fault = error instanceof Error ? error : new Error( String( error ) );
	const code = 'code' in fault ? fault.code : null;
	const port = 'port' in fault ? String( fault.port ) : '';
	if ( code === 'EADDRINUSE' ) {
		return {
			sentences: [
				`Port ${ port } is taken. Stop the program that uses it, or set GATEHOUSE_PORT to another.`,
			],
			exit: 1,
		};
	}
	if ( code === 'EACCES' ) {
		return {
			sentences: [
				`${ fault.message }. Set GATEHOUSE_DATA to a folder this user may write, and GATEHOUSE_PORT to a port above 1023.`,
			],
			exit: 1,
		};
	}
	return { sentences: [ fault.stack ?? fault.message ], exit: 1 };
}
