import { releaseLease, takeLease } from './store/rows/lease';
import type { Store } from './store/store';

/** What one process of those on a store does at a time. */
export type Lease = {
	isHeld(): boolean;
	/** By the steady clock: when it ends unless it is renewed. */
	heldUntil(): number;
	/** Takes it if nobody has it, renews it if it is ours. To be called every second. */
	renew(): Promise< void >;
	release(): Promise< void >;
};

export type LeaseParts = {
	store: Store;
	name: string;
	/** This process among those on the store. */
	holder: string;
	/** Milliseconds; nobody sets it. */
	steadyClock: () => number;
};

/** Milliseconds. Whoever dies is followed by another in this time and a second. */
const lasts = 5000;
const renewedBefore = 3500;

export function createLease( {
	store,
	name,
	holder,
	steadyClock,
}: LeaseParts ): Lease {
	let until = -Infinity;
	const isHeld = () => steadyClock() < until;
	return {
		isHeld,

		heldUntil: () => until,

		async renew() {
			// From before the question: by the store's clock it ends later.
			const asked = steadyClock();
			if ( until - asked > renewedBefore ) {
				return;
			}
			const isOurs = await takeLease( store, {
				name,
				holder,
				milliseconds: lasts,
			} );
			until = isOurs ? asked + lasts : -Infinity;
		},

		async release() {
			if ( isHeld() ) {
				until = -Infinity;
				await releaseLease( store, { name, holder } );
			}
		},
	};
}

/** Steady, and the same in every thread of the process. */
export function steadyClock(): number {
	return Number( process.hrtime.bigint() / 1_000_000n );
}
