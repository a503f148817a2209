import type { StatementClaims } from '../contract';

export const grants = [ 'view', 'export', 'publish', 'manage' ] as const;

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
};

/** With the kids of the keys that the site publishes and that have not leaked. */
export type StatesAnswer = { keys: string[]; states: UserState[] };

/**
 * `gatehouse-ping+jwt`, from the site: something has changed. With `keys`, as in
 * `StatesAnswer`, its keys have.
 */
export type PingClaims = StatementClaims & { keys?: string[] };
