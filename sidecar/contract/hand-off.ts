import type { Verifier, UserState } from './user-state';
import type { StatementClaims } from '../contract';

/** How a hand-off travels: relayed by PHP, fetched by the page's script, posted by a form. */
export type HandOffWay = 'php' | 'fetch' | 'form';

/** `gatehouse-handoff+jwt`, from the site, used once. */
export type HandOffClaims = StatementClaims & {
	/** The user's id in decimal. */
	sub: string;
	wps: Verifier;
	way: HandOffWay;
	/** A person clicked "Sign in again": the only way past a barred verifier. */
	intent: boolean;
	remember: boolean;
	/** When WordPress's own session runs out, seconds since 1970. */
	wpx: number;
	/** Origins the browser may post from: of home and of siteurl. */
	origins: string[];
	/** Where to go afterwards: a path below the base, such as `/r/publishing?from=2026-01-01`. */
	to?: string;
	/** Only with way `php`, because there the connection shows PHP's own. */
	client?: { address: string; device: string };
	state: UserState;
};

/** `POST handoff` of the plugin. `intent` is sent only by a click. */
export type HandOffRequest = { intent?: boolean };

export type HandOffAnswer = { handoff: string; url: string };
