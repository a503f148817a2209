import type { Outcome, Refused } from '../session/call';
import type { PageSession } from '../session/page-session';

const retryMilliseconds = 10_000;

/** Asks again until there is an answer, and tells of each time that there was none. */
export function askUntilAnswered< Value >(
	session: PageSession[ 'session' ],
	question: () => Promise< Outcome< Value > >,
	listen: {
		answered: ( value: Value ) => void;
		failed: ( failure: Refused | 'silent' ) => void;
	}
): () => void {
	let isStopped = false;
	let timer = 0;

	async function ask() {
		const outcome = await session.ask( question );
		if ( isStopped ) {
			return;
		}
		if ( outcome.kind === 'answered' ) {
			listen.answered( outcome.value );
			return;
		}
		listen.failed( outcome.kind === 'silent' ? 'silent' : outcome );
		timer = window.setTimeout( () => void ask(), retryMilliseconds );
	}

	void ask();
	return () => {
		isStopped = true;
		window.clearTimeout( timer );
	};
}
