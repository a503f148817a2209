/** node:sqlite says that it is experimental at the top of every log; it is what we tested. */
export function hideExperimentalWarnings(): void {
	process.removeAllListeners( 'warning' );
	process.on( 'warning', ( { name, stack } ) => {
		if ( name !== 'ExperimentalWarning' ) {
			process.stderr.write( `${ stack }\n` );
		}
	} );
}
