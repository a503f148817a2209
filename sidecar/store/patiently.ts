import { setTimeout as sleep } from 'node:timers/promises';
import { BusyStore } from './busy-store';
import { busyCodes, isStoreFault, resultCodeOf } from './sqlite/fault';

/** Milliseconds. */
const patience = 2000;

/**
 * Tries again, with jitter and up to two seconds, while another process is in the way.
 * `work` must be repeatable. A store that stays busy, or is broken, refuses with 503.
 */
export async function patiently< Result >(
	work: () => Promise< Result >
): Promise< Result > {
	const started = performance.now();
	for ( let wait = 5; ; wait = Math.min( wait * 2, 100 ) ) {
		try {
			return await work();
		} catch ( error ) {
			const busy = toBusyStore( error );
			if ( busy === null ) {
				throw error;
			}
			const isLate = performance.now() - started > patience;
			if ( isLate || ! busy.isPassing ) {
				throw busy;
			}
		}
		await sleep( wait * ( 0.5 + Math.random() ) );
	}
}

/** Null when what was asked is at fault, and not the store. */
function toBusyStore( error: unknown ): BusyStore | null {
	if ( error instanceof BusyStore ) {
		return error;
	}
	if ( ! isStoreFault( error ) ) {
		return null;
	}
	const code = ( resultCodeOf( error ) ?? 0 ) & 0xff;
	return new BusyStore(
		{
			reason: `SQLite result ${ code }: ${ error.message }`,
			isPassing: busyCodes.includes( code ),
		},
		error
	);
}
