import type { TroubleCode, Troubles } from '../troubles';
import { Refusal } from '../errors';
import { isMysqlError } from './mysql/faults';
import { movedCode } from './in-place';
import type { Store } from './store';

/** SQLite's primary result codes. */
const byResultCode: Record< number, TroubleCode > = {
	5: 'store_locked',
	6: 'store_locked',
	8: 'store_read_only',
	11: 'store_broken',
	13: 'store_full',
	26: 'store_broken',
};

/** Error numbers of MySQL and MariaDB. */
const byErrorNumber: Record< number, TroubleCode > = {
	1021: 'store_full',
	1114: 'store_full',
	1290: 'store_read_only',
	1792: 'store_read_only',
	1836: 'store_read_only',
};

/** What a failed commit says about the store; null: nothing. */
function storeTroubleOf( error: unknown ): TroubleCode | null {
	if ( ! ( error instanceof Refusal ) || error.code !== 'store_busy' ) {
		return null;
	}
	const { cause } = error;
	if ( isMysqlError( cause ) && cause.errno !== undefined ) {
		return byErrorNumber[ cause.errno ] ?? 'store_failing';
	}
	const code =
		cause instanceof Error && 'errcode' in cause
			? Number( cause.errcode )
			: 0;
	return code === movedCode
		? 'store_gone'
		: ( byResultCode[ code & 0xff ] ?? 'store_failing' );
}

/** The same store, whose commits tell whether it is well, and how long they took. */
export function watchStore(
	store: Store,
	troubles: Troubles,
	committed: ( seconds: number ) => void = () => undefined
): Store {
	return {
		...store,
		async commit( work ) {
			const started = performance.now();
			try {
				const result = await store.commit( work );
				troubles.end( 'store' );
				committed( ( performance.now() - started ) / 1000 );
				return result;
			} catch ( error ) {
				const code = storeTroubleOf( error );
				if ( code === null ) {
					// Its own fault, told to who asked; the store took it.
					troubles.end( 'store' );
				} else {
					const reason =
						error instanceof Refusal ? error.reason : undefined;
					troubles.begin( code, reason ? { reason } : {} );
				}
				throw error;
			}
		},
	};
}
