/*
 * The script of the sidecar's own pages, which work without it. The page prints
 *
 *     <div id="gatehouse-status" data-base="…" data-locale="…">words of the server</div>
 *
 * and links the styles of sidecar/assets.ts. With the class gatehouse-auto on <html> it follows the reader's
 * light or dark.
 */
import { h, render } from 'preact';
import { paths } from '../../sidecar/contract';
import { walkCharts } from '../report-view/walk-chart';
import { createClient } from './client';
import { keepSession } from './live-session';
import { speakChanges } from './speak';
import { StatusBar, opensPanel } from './status-bar';

const refillMilliseconds = 5_000;

const bar = document.querySelector< HTMLElement >( '#gatehouse-status' );
walkCharts( document );
if ( bar ) {
	drawStatus( bar );
}
if ( document.querySelector( '.gatehouse-report .is-filling' ) ) {
	window.setTimeout( () => window.location.reload(), refillMilliseconds );
}

function drawStatus( place: HTMLElement ) {
	const { base = '', locale = 'en' } = place.dataset;
	const session = keepSession( {
		client: createClient( base, window.fetch.bind( window ) ),
		handOff: null,
		owner: null,
		clock: () => performance.now(),
		wallClock: () => Date.now(),
		random: Math.random,
		window,
		channel: new BroadcastChannel( 'gatehouse' ),
		go: ( where ) =>
			where === 'reload'
				? window.location.reload()
				: window.location.assign( onward( base ) ),
	} );
	let isOpen = false;
	let spoken = '';
	let isOurs = false;

	function draw() {
		const view = session.view();
		if ( view.status.kind === 'connecting' && ! isOurs ) {
			return;
		}
		if ( ! isOurs ) {
			place.replaceChildren();
			isOurs = true;
		}
		const bound = h( StatusBar, {
			view,
			locale,
			spoken,
			isOpen,
			onAction( action ) {
				const opens = action !== 'end' && opensPanel( action );
				isOpen = opens && ! isOpen;
				draw();
				if ( ! opens ) {
					session.act( action );
				}
			},
		} );
		render( bound, place );
	}

	speakChanges( session, locale, ( sentence ) => {
		spoken = sentence;
	} );
	session.subscribe( draw );
	draw();
}

/** Through a renewal or through WordPress, and back to this page. */
function onward( base: string ): string {
	const { pathname, search } = window.location;
	const to = pathname.slice(
		new URL( base ).pathname.replace( /\/$/, '' ).length
	);
	return `${ base }${ paths.onward }?${ new URLSearchParams( {
		step: 'renew',
		to: to + search,
	} ) }`;
}
