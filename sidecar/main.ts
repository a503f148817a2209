import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { configExit } from './exit-codes';
import type { Work } from './workers';

/** From here on node:sqlite has timeouts and tells columns. */
const oldestNode = [ 22, 16 ] as const;

if ( ! isNodeRecent( process.versions.node ) ) {
	process.stderr.write(
		`Gatehouse needs Node ${ oldestNode.join( '.' ) } or newer; this is ${ process.versions.node }.\n`
	);
	process.exit( configExit );
}

// node:sqlite says that it is experimental at the top of every log; it is what we tested.
process.removeAllListeners( 'warning' );
process.on( 'warning', ( { name, stack } ) => {
	if ( name !== 'ExperimentalWarning' ) {
		process.stderr.write( `${ stack }\n` );
	}
} );

// Loaded only now, because an older Node has no node:sqlite; and each thread loads its part.
// Passenger requires this file, and has arguments of its own.
const typed = require.main === module ? process.argv.slice( 2 ) : [];
if ( isMainThread && typed.length > 0 ) {
	void import( './commands' ).then( async ( { runCommand } ) => {
		const { sentences, exit, isReport } = await runCommand(
			typed,
			process.env,
			__dirname
		);
		const out =
			exit === 0 || isReport === true ? process.stdout : process.stderr;
		out.write( `${ sentences.join( '\n' ) }\n` );
		process.exitCode = exit;
	} );
} else if ( isMainThread ) {
	void import( './serve' ).then( ( { serve } ) =>
		serve( {
			environment: process.env,
			folder: __dirname,
			workerFile: __filename,
			// Its loader sets this, and nobody else can from outside.
			isUnderPassenger: 'PhusionPassenger' in globalThis,
			process,
		} )
	);
} else if ( parentPort !== null ) {
	const port = parentPort;
	// Given by workers.ts alone.
	const work = workerData as Work;
	if ( work.part === 'follow' ) {
		void import( './follow-sites' ).then( ( { followSites } ) =>
			followSites( work.config, port )
		);
	} else {
		void import( './render/pdf/worker' ).then( ( { printPdfs } ) =>
			printPdfs( port, work.fonts )
		);
	}
}

function isNodeRecent( version: string ): boolean {
	const [ major = 0, minor = 0 ] = version.split( '.' ).map( Number );
	return (
		major > oldestNode[ 0 ] ||
		( major === oldestNode[ 0 ] && minor >= oldestNode[ 1 ] )
	);
}
