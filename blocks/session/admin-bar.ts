import './admin-bar.css';
import { lockPath } from './lock';
import type { PageSession } from './page-session';
import { pageSession } from './page-session';
import { dateOf, speakChanges } from './speak';
import type { Action, Sentence } from './status-sentence';
import { isLocked, sentenceOf } from './status-sentence';

// PHP prints an empty item, which stays hidden until the sidecar has confirmed something.
// No framework: this runs on every page of wp-admin.
const item = document.querySelector< HTMLElement >(
	'#wp-admin-bar-gatehouse-session'
);
const link = item?.querySelector< HTMLElement >( '.ab-item' );
const page = link ? pageSession( window.gatehouse ) : null;

if ( item && link && page ) {
	fillItem( item, link, page );
}

function fillItem(
	place: HTMLElement,
	label: HTMLElement,
	{ session, context }: PageSession
) {
	const { locale } = context;
	const live = document.createElement( 'span' );
	live.className = 'screen-reader-text';
	live.role = 'status';
	place.append( live );
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
			label.replaceChildren(
				lock( sentence ),
				textElement( 'screen-reader-text', whole ),
				visibleWords( sentence )
			);
			label.title = whole;
			place.dataset[ 'tone' ] = sentence.tone;
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
function visibleWords( sentence: Sentence ): HTMLElement {
	const { brief, aside } = sentence;
	const words = textElement( 'gatehouse-session__words', '' );
	words.ariaHidden = 'true';
	words.append( textElement( 'gatehouse-session__text', brief ) );
	const [ until ] = aside;
	const offer = offerOf( sentence );
	if ( until !== undefined ) {
		words.append( textElement( 'gatehouse-session__until', until ) );
	}
	if ( offer !== null ) {
		words.append( textElement( 'gatehouse-session__action', offer ) );
	}
	return words;
}

function textElement( className: string, text: string ): HTMLElement {
	const element = document.createElement( 'span' );
	element.className = className;
	element.textContent = text;
	return element;
}

function lock( { tone }: Sentence ): SVGElement {
	const namespace = 'http://www.w3.org/2000/svg';
	const svg = document.createElementNS( namespace, 'svg' );
	const path = document.createElementNS( namespace, 'path' );
	svg.setAttribute( 'viewBox', '0 0 16 16' );
	svg.setAttribute( 'aria-hidden', 'true' );
	path.setAttribute( 'd', lockPath( isLocked( tone ) ) );
	svg.append( path );
	return svg;
}
