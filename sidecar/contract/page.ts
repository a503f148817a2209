import type { Paper } from './render';
import type { Verifier } from './user-state';

/** What a WordPress page tells Gatehouse's scripts; never a token or a nonce. */
export type PageContext = {
	/** Home of the site, the `iss` of its hand-offs. */
	site: string;
	base: string;
	/** 0 for a stranger. */
	user: number;
	verifier: Verifier | null;
	/** Address of the plugin's hand-off route, and of core's `admin-ajax.php?action=rest-nonce`. */
	handOff: string;
	nonce: string;
	signIn: string;
	/** Address of the Reports screen; null for those who can't open it. */
	screen: string | null;
	/** For PDFs, where nobody chose another. */
	paper: Paper;
	/** BCP 47. */
	locale: string;
};
