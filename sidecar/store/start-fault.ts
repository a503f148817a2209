import { Refusal } from '../errors';
import { configExit, temporaryExit } from '../exit-codes';
import { resultCodeOf } from './sqlite/fault';

/** The store can't be opened. The message is for whoever starts the sidecar. */
export class StartFault extends Error {
	constructor(
		message: string,
		readonly exit = configExit,
		cause?: unknown
	) {
		super( message, { cause } );
	}
}

/** Does what opening a file of the store takes; what fails says which file and what to do. */
export async function opening< Result >(
	file: string,
	work: () => Promise< Result >
): Promise< Result > {
	try {
		return await work();
	} catch ( error ) {
		const fault = error instanceof Refusal ? error.cause : error;
		const code = resultCodeOf( fault );
		if ( code === null ) {
			throw error;
		}
		throw toFault( file, code & 0xff, fault );
	}
}

function toFault( file: string, code: number, cause: unknown ): StartFault {
	const isCopy = file.endsWith( 'facts.sqlite' );
	switch ( code ) {
		case 5:
		case 6:
			return new StartFault(
				`${ file } is locked by another program. Stop that program, such as a backup or a database browser, and start again.`,
				temporaryExit,
				cause
			);
		case 8:
		case 14:
			return new StartFault(
				`${ file } cannot be opened for writing. Give the user that runs the sidecar write permission for it, for the files beside it and for their folder.`,
				configExit,
				cause
			);
		case 11:
		case 26:
			return new StartFault(
				`${ file } is damaged, or no database. ${
					isCopy
						? 'Delete it: what it holds is fetched from the site anew.'
						: 'Put a backup in its place; without one move it away, and everybody signs in again.'
				}`,
				configExit,
				cause
			);
		case 13:
			return new StartFault(
				`There is no room for ${ file }: the disk is full, or a quota is used up. Free some space and start again.`,
				temporaryExit,
				cause
			);
		default:
			return new StartFault(
				`${ file } cannot be opened: ${ cause instanceof Error ? cause.message : String( cause ) }.`,
				1,
				cause
			);
	}
}
