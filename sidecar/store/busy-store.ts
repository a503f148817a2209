import { Refusal } from '../errors';

/** What is wrong with the store, and whether that may be over in a moment. */
export type StoreFault = { reason: string; isPassing: boolean };

/** The database server did not do what it was asked, for a reason of its own: 503. */
export class BusyStore extends Refusal {
	readonly isPassing: boolean;

	constructor( { reason, isPassing }: StoreFault, cause?: unknown ) {
		super( 'store_busy', { reason, retryAfterSeconds: 1, cause } );
		this.isPassing = isPassing;
	}
}
