import { showThefts } from '../notices/bar-notice';
import { noticesChannel } from '../notices/other-tabs';
import './admin-bar.css';
import { fillBarItem, liveText, textElement } from './bar-item';
import { lockPath } from './lock';
import type { PageSession } from './page-session';
import { pageSession } from './page-session';
import { dateOf, speakChanges } from './speak';
import type { Action, Sentence } from './end-sentence';
import { isLocked, sentenceOf } from './status-sentence';

// PHP prints empty items, which stay hidden until the sidecar has confirmed something.
// No framework: this runs on every page of wp-admin.
inItem( 'gatehouse-session', showSession );
inItem( 'gatehouse-notice', ( place, label, page ) =>
	showThefts( place, label, page, noticesChannel() )
);

function inItem(
	id: string,
	show: ( place: HTMLElement, label: HTMLElement, page: PageSession ) => void
) {
	const place = document.getElementById( `wp-admin-bar-${ id }` );
	const label = place?.querySelector< HTMLElement >( '.ab-item' );
	const page = label ? pageSession( window.gatehouse ) : null;
	if ( place && label && page ) {
		show( place, label, page );
	}
}

function showSession(
	place: HTMLElement,
	label: HTMLElement,
	{ session, context }: PageSession
) {
	const { locale } = context;
	const live = liveText( place );
	speakChanges( session, locale, ( sentence ) => {
		live.textContent = sentence;
	} );

	let offered: Action | null = null;
	label.addEventListener( 'click', ( event ) => {
		if ( offered !== null && actsHere( offered ) ) {
			event.preventDefault();
			session.act( offered );
		}
	} );

	let drawn = '';
	function draw() {
		const view = session.view();
		const sentence = sentenceOf( view.status, {
			locale,
			now: view.now,
			dateOf: ( moment ) => dateOf( moment, view ),
		} );
		offered = sentence.action?.does ?? null;
		const whole = [
			sentence.title,
			...sentence.aside,
			view.answer?.user.name,
			offerOf( sentence ),
		]
			.filter( Boolean )
			.join( ' · ' );
		if ( view.status.kind !== 'connecting' && whole !== drawn ) {
			drawn = whole;
			fillBarItem( place, label, {
				sign: lockPath( isLocked( sentence.tone ) ),
				whole,
				words: visibleWords( sentence ),
				tone: sentence.tone,
			} );
		}
	}
	session.subscribe( draw );
	draw();
}

/** The others are explained on the Reports screen, where the item leads. */
function actsHere( action: Action ): boolean {
	return action !== 'details' && action !== 'explain';
}

function offerOf( { action }: Sentence ): string | null {
	return action && action.does !== 'details' ? action.label : null;
}

/** What is left of it in a narrow window is the last part: until when, or what to do. */
function visibleWords( sentence: Sentence ): HTMLElement[] {
	const parts = [
		[ 'text', sentence.brief ],
		[ 'until', sentence.aside[ 0 ] ],
		[ 'action', offerOf( sentence ) ],
	] as const;
	return parts.flatMap( ( [ part, text ] ) =>
		text ? [ textElement( `gatehouse-session__${ part }`, text ) ] : []
	);
}
