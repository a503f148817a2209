import { endedWords } from './ended-words';
import type { EndReason } from './session-state';

export type Action =
	'details' | 'renew' | 'try' | 'hand-off' | 'explain' | 'sign-in' | 'reload';

export type Sentence = {
	tone: 'good' | 'quiet' | 'warning' | 'bad';
	/** The whole row of LOOK's table is title, then aside. */
	title: string;
	/** The title where there is little room. */
	brief: string;
	aside: string[];
	action: { does: Action; label: string } | null;
};

export function endSentence( reason: EndReason, locale: string ): Sentence {
	const words = endedWords( locale );
	const ends: Record< EndReason, Sentence > = {
		expired: offering( words.expired, 'hand-off', words.continue ),
		revoked: alarming( words.revoked, 'hand-off', words.signInAgain ),
		ended: offering( words.ended, 'hand-off', words.signInAgain ),
		replayed: alarming( words.replayed, 'explain', words.whatHappened ),
		'signed-out': offering( words.signedOut, 'sign-in', words.signIn ),
		'other-user': offering( words.otherUser, 'reload', words.reload ),
		'not-allowed': told( 'quiet', words.notAllowed ),
	};
	return ends[ reason ];
}

export function told(
	tone: Sentence[ 'tone' ],
	title: string,
	brief = title
): Sentence {
	return { tone, title, brief, aside: [], action: null };
}

// Red only where somebody else ended it; one's own sign-out alarms nobody.
function alarming( title: string, does: Action, label: string ): Sentence {
	return { ...offering( title, does, label ), tone: 'bad' };
}

function offering( title: string, does: Action, label: string ): Sentence {
	return { ...told( 'quiet', title ), action: { does, label } };
}
