import type { TheftNotice } from '../../sidecar/contract/activity';
import { fillBarItem, liveText, textElement } from '../session/bar-item';
import type { PageSession } from '../session/page-session';
import type { Status } from '../session/status';
import { askNotices } from './ask-notices';
import type { BarWords } from './bar-words';
import { barWords } from './bar-words';

const exclamationMark =
	'M6.8 2h2.4l-.4 7.5H7.2L6.8 2Zm.1 9.4h2.2v2.2H6.9v-2.2Z';

type Asking = Pick< PageSession, 'session' | 'client' | 'context' >;

/**
 * Tokens that were used twice, for their owner and for administrators; the Reports screen, where
 * it leads, tells the rest. Asked for once a page and at each renewal, and when another tab has
 * dismissed one.
 */
export function showThefts(
	place: HTMLElement,
	label: HTMLElement,
	{ session, client, context }: Asking,
	otherTabs: EventTarget
) {
	const words = barWords( context.locale );
	const live = liveText( place );
	let asked: string | null = null;

	async function ask() {
		const outcome = await session.ask( () => askNotices( client ) );
		if ( outcome.kind === 'answered' && session.view().answer !== null ) {
			draw( sentenceOf( outcome.value.notices, context.user, words ) );
		}
	}

	function draw( sentence: string | null ) {
		if ( sentence === null ) {
			label.replaceChildren();
			live.textContent = '';
			return;
		}
		fillBarItem( place, label, {
			sign: exclamationMark,
			whole: `${ sentence } ${ words.where }`,
			words: [ textElement( 'gatehouse-session__text', words.brief ) ],
			tone: 'bad',
		} );
		live.textContent = sentence;
	}

	function follow() {
		const { answer, status } = session.view();
		if ( answer === null ) {
			asked = null;
			draw( null );
			return;
		}
		const generation = `${ answer.csrf } ${ answer.generation }`;
		if ( isAnswering( status ) && asked !== generation ) {
			asked = generation;
			void ask();
		}
	}

	session.subscribe( follow );
	follow();
	otherTabs.addEventListener( 'message', () => {
		if ( isAnswering( session.view().status ) ) {
			void ask();
		}
	} );
}

function isAnswering( { kind }: Status ): boolean {
	return kind === 'active' || kind === 'renewed' || kind === 'expires-soon';
}

function sentenceOf(
	thefts: TheftNotice[],
	user: number,
	words: BarWords
): string | null {
	const [ theft, ...more ] = thefts;
	if ( theft === undefined ) {
		return null;
	}
	if ( more.length > 0 ) {
		return words.several;
	}
	return theft.user === user ? words.own : words.others;
}
