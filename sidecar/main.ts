import { configExit } from './exit-codes';
import { hideExperimentalWarnings } from './warnings';

/** From here on node:sqlite has timeouts and tells columns. */
const oldestNode = [ 22, 16 ] as const;

if ( ! isNodeRecent( process.versions.node ) ) {
	process.stderr.write(
		`Gatehouse needs Node ${ oldestNode.join( '.' ) } or newer; this is ${ process.versions.node }.\n`
	);
	process.exit( configExit );
}

hideExperimentalWarnings();

// Loaded only now, because an older Node has no node:sqlite.
// Passenger requires this file, and has arguments of its own.
const typed = require.main === module ? process.argv.slice( 2 ) : [];
if ( typed.length > 0 ) {
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
} else {
	void import( './serve' ).then( ( { serve } ) =>
		serve( {
			environment: process.env,
			folder: __dirname,
			// Its loader sets this, and nobody else can from outside.
			isUnderPassenger: 'PhusionPassenger' in globalThis,
			process,
		} )
	);
}

function isNodeRecent( version: string ): boolean {
	const [ major = 0, minor = 0 ] = version.split( '.' ).map( Number );
	return (
		major > oldestNode[ 0 ] ||
		( major === oldestNode[ 0 ] && minor >= oldestNode[ 1 ] )
	);
}
