import { createRoot } from '@wordpress/element';
import { act } from 'react';
import { ReportsScreen } from '../../../blocks/reports-screen/reports-screen';
import { createClient } from '../../../blocks/session/client';
import type { PageSession } from '../../../blocks/session/page-session';
import { publishing } from '../report-view/publishing';

const base = 'https://example.com/reports';

type Answers = Record< string, ( url: URL, request: RequestInit ) => unknown >;

/** The Reports screen on a page, with a sidecar that answers by method and path. */
export async function showScreen( {
	answers = {},
	grants = [ 'view' ],
	locale = 'en',
	status = 'active',
	wallNow = 0,
}: {
	answers?: Answers;
	grants?: string[];
	locale?: string;
	status?: string;
	wallNow?: number;
} = {} ) {
	const asked: string[] = [];
	const known: Answers = {
		'GET /api/reports': () => ( {
			reports: [
				{ id: 'publishing', title: 'Publishing' },
				{ id: 'comments', title: 'Comments' },
			],
		} ),
		'GET /api/reports/publishing': () => publishing( { locale } ),
		'GET /api/views': () => ( { views: [] } ),
		'GET /session/notices': () => ( { notices: [], people: {} } ),
		...answers,
	};
	const view = {
		status: { kind: status, until: 0, renewsAt: 0, reason: 'signed-out' },
		answer: { grants, csrf: 'c', user: { id: 7, name: 'Jin Park' } },
		now: 0,
		wallNow,
	};
	async function fetch( address: string, request: RequestInit ) {
		const url = new URL( address );
		const path = url.pathname.replace( '/reports', '' );
		const name = `${ request.method ?? 'GET' } ${ path }`;
		asked.push( name + url.search );
		const answer = known[ name ]?.( url, request );
		if ( answer instanceof Response ) {
			return answer;
		}
		if ( answer === undefined ) {
			throw new TypeError( 'Failed to fetch' );
		}
		return answer === null
			? new Response( null, { status: 204 } )
			: Response.json( answer );
	}
	const page = {
		context: { locale, user: 7, screen: '', base, paper: 'a4' },
		client: createClient( base, fetch ),
		session: {
			view: () => view,
			subscribe: () => () => undefined,
			ask: ( question: () => unknown ) => question(),
			act: () => undefined,
		},
		// Of a session only what the screen takes: a live one would ask a server of its own.
	} as unknown as PageSession;

	Object.assign( globalThis, { IS_REACT_ACT_ENVIRONMENT: true } );
	// jsdom has no modal dialogs.
	HTMLDialogElement.prototype.showModal = function () {
		this.open = true;
	};
	HTMLDialogElement.prototype.close = function () {
		this.open = false;
	};
	const place = document.body.appendChild( document.createElement( 'div' ) );
	const root = createRoot( place );
	await act( async () => root.render( <ReportsScreen page={ page } /> ) );
	await settle();
	return {
		place,
		asked,
		leave: () => act( async () => root.unmount() ),
	};
}

export const text = ( element: Element | null | undefined ) =>
	( element?.textContent ?? '' ).replace( /\s+/g, ' ' ).trim();

/** Until what was asked has been answered and drawn. */
export async function settle() {
	for ( let turn = 0; turn < 5; turn++ ) {
		await act( () => new Promise( ( resolve ) => setTimeout( resolve ) ) );
	}
}

/** What has this name, as a screen reader says it. */
export function named< Kind extends HTMLElement = HTMLElement >(
	place: Element,
	selector: string,
	name: string
): Kind {
	const found = [ ...place.querySelectorAll< Kind >( selector ) ].find(
		( one ) =>
			(
				one.getAttribute( 'aria-label' ) ?? text( labelOf( one ) )
			).replace( /[▲▼]$/, '' ) === name
	);
	if ( ! found ) {
		throw new Error(
			`There is no “${ name }” among: ${ [
				...place.querySelectorAll( selector ),
			]
				.map( text )
				.join( ' | ' ) }`
		);
	}
	return found;
}

function labelOf( element: HTMLElement ): HTMLElement {
	const isField =
		element instanceof HTMLInputElement ||
		element instanceof HTMLSelectElement;
	return ( isField && element.labels?.[ 0 ] ) || element;
}

export async function press( element: HTMLElement ) {
	await act( async () => element.click() );
	await settle();
}

export async function choose( place: Element, name: string, value: string ) {
	const select = named< HTMLSelectElement >( place, 'select', name );
	await act( async () => {
		select.value = value;
		select.dispatchEvent( new Event( 'change', { bubbles: true } ) );
	} );
	await settle();
}

/** Types, without leaving the field. */
export function enter( field: Element | null | undefined, value: string ) {
	return act( async () => {
		// React hears of a value only past its own setter.
		Object.getOwnPropertyDescriptor(
			HTMLInputElement.prototype,
			'value'
		)?.set?.call( field, value );
		field?.dispatchEvent( new Event( 'input', { bubbles: true } ) );
	} );
}
