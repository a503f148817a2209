/** A failure whose message is the whole story: one sentence saying what is wrong and what to do. */
export class Fault extends Error {}

/** Runs a script: a fault is printed as its sentence, anything else with its stack. */
export async function runScript( main ) {
	let code;
	try {
		code = ( await main() ) ?? 0;
	} catch ( error ) {
		process.stderr.write(
			`\n${ error instanceof Fault ? error.message : error.stack }\n`
		);
		code = 1;
	}
	process.exit( code );
}
