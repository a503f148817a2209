import { statementMediaType } from '../../sidecar/contract';
import type { SessionAnswer } from '../../sidecar/contract/sessions';
import { isSessionAnswer } from './answers';
import type { AskSite } from './ask-site';
import type { Fetch, Outcome } from './call';
import { call } from './call';

/** Starts a session from a WordPress page. `intent` is true only for a click. */
export type HandOff = (
	intent: boolean
) => Promise< Outcome< SessionAnswer > >;

/** The browser path: WordPress signs the hand-off, this browser carries it to the sidecar. */
export function createHandOff( askSite: AskSite, fetch: Fetch ): HandOff {
	return async ( intent ) => {
		const signed = await askSite( intent );
		return signed.kind === 'answered'
			? call(
					fetch,
					signed.value.url,
					{
						method: 'POST',
						headers: { 'Content-Type': statementMediaType },
						body: signed.value.handoff,
					},
					isSessionAnswer
				)
			: signed;
	};
}
