import type { StatementClaims } from '../contract';

/**
 * `view` opens the reports, `own` only those parts that are about one's own content. `shop` opens
 * the reports about sales: WooCommerce's `view_woocommerce_reports`. Without any there is no session.
 */
export const grants = [
	'view',
	'export',
	'publish',
	'manage',
	'own',
	'shop',
] as const;

export type Grant = ( typeof grants )[ number ];

/** SHA-256 of a WordPress session token, lower-case hex: the key of `session_tokens`. */
export type Verifier = string;

/** The site's current word on one user. Nothing is inferred from a verifier's absence. */
export type UserState = {
	user: number;
	/** Only grows; milliseconds since 1970, or one more than the last. */
	version: number;
	name: string;
	/** BCP 47, such as `ko-KR`. */
	locale: string;
	grants: Grant[];
	live: Verifier[];
	ended: Verifier[];
	runOut: Verifier[];
};

/** `gatehouse-state+jwt`, from the site. Answered by `StateReceipt`. */
export type StateClaims = StatementClaims & { states: UserState[] };

export type StateReceipt = {
	applied: Array< { user: number; version: number } >;
};

/** `gatehouse-states+jwt`, from the sidecar: what it has applied, and asks for the rest. */
export type StatesClaims = StatementClaims & {
	delivered: StateReceipt[ 'applied' ];
	/** Kids of the site's keys that it trusts: a leaked one is gone when it isn't among them. */
	keys: string[];
	/** The last that the site gave; empty before the first. */
	mark: string;
	/** Asked for by an answer without a mark, and then page by page. */
	held?: HeldSessions;
};

/** Sessions that go on at the sidecar, in the order of their verifiers. */
export type HeldSessions = {
	sessions: Array< {
		user: number;
		/** Of the newest state of this user. */
		version: number;
		verifier: Verifier;
	} >;
	/** Another page follows; after the last one the site gives a mark again. */
	more: boolean;
};

export type StatesAnswer = {
	/** Kids of the keys that the site publishes and that have not leaked. */
	keys: string[];
	states: UserState[];
	/**
	 * To be sent with the next question. The site gives another after every change, so one
	 * that it does not know means that its database or the sidecar's was put back: null, and
	 * the sidecar says what it holds.
	 */
	mark: string | null;
};

/**
 * `gatehouse-ping+jwt`, from the site: something has changed. With `keys`, as in
 * `StatesAnswer`, its keys have.
 */
export type PingClaims = StatementClaims & { keys?: string[] };
