import { writeSync } from 'node:fs';

const standardOutput = 1;
const lineEnd = 0x0a;

/**
 * Where log lines go. pino's own stream waits, and the whole process with it, until a full
 * disk has room for its line; here such a line is lost.
 */
export function openLogLines( file = standardOutput ): {
	write( line: string ): void;
} {
	let isTorn = false;
	return {
		write( line ) {
			const bytes = Buffer.from( isTorn ? `\n${ line }` : line );
			try {
				const written = writeSync( file, bytes );
				isTorn = bytes[ written - 1 ] !== lineEnd;
			} catch {
				// There is nobody left to tell.
			}
		},
	};
}
