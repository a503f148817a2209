import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryExit } from '../exit-codes';
import { StartFault } from './start-fault';

/** Milliseconds. */
const shortestPause = 500;
const longestPause = 5000;

/** The database server can't be used now, and may be in a while: it starts later than we, or is being maintained. */
export class StoreAway extends StartFault {
	constructor( message: string, cause: unknown ) {
		super( message, temporaryExit, cause );
	}
}

/** Tries again until the store is there; `away` hears each new reason once. */
export async function whenThere< Result >(
	open: () => Promise< Result >,
	away: ( sentence: string ) => Promise< void > | void
): Promise< Result > {
	let said = '';
	for (
		let pause = shortestPause;
		;
		pause = Math.min( pause * 2, longestPause )
	) {
		try {
			return await open();
		} catch ( error ) {
			if ( ! ( error instanceof StoreAway ) ) {
				throw error;
			}
			if ( error.message !== said ) {
				said = error.message;
				await away( said );
			}
		}
		await sleep( pause );
	}
}
