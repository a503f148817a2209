/*
 * Connect, step by step. PHP prints, and without a script does it all in one go:
 *
 *     <div id="gatehouse-connection">…</div>
 *     <form id="gatehouse-connect">
 *         <ol hidden><li data-step="reach">… <span class="gatehouse-step-answer" role="status"></span></li> …</ol>
 *         <button type="submit">Connect</button>
 *     </form>
 */
import './settings.css';
import type { Connecting, StepOutcome } from './connect-step';
import { isConnecting, takeStep } from './connect-step';
import { connectWords } from './words';

declare global {
	interface Window {
		/** Printed by PHP; unknown until looked at. */
		gatehouseConnect?: unknown;
	}
}

const longestWaitMilliseconds = 30_000;

const form = document.querySelector< HTMLFormElement >( '#gatehouse-connect' );
const connecting = window.gatehouseConnect;

if ( form && isConnecting( connecting ) ) {
	form.addEventListener( 'submit', ( event ) => {
		event.preventDefault();
		void connect( form, connecting );
	} );
}

async function connect( place: HTMLFormElement, given: Connecting ) {
	const words = connectWords( given.locale );
	const button = place.querySelector< HTMLInputElement | HTMLButtonElement >(
		'[type="submit"]'
	);
	button?.toggleAttribute( 'disabled', true );
	place.querySelector( 'ol' )?.toggleAttribute( 'hidden', false );
	given.steps.forEach( ( step ) =>
		tell( place, step, 'waiting', words.waiting )
	);
	let isConnected = true;
	for ( const step of given.steps ) {
		tell( place, step, 'asking', words.asking );
		const outcome = await takePatiently( place, step, given );
		const isDone = outcome.kind === 'done';
		const remedy = outcome.kind === 'failed' ? outcome.remedy : '';
		tell(
			place,
			step,
			isDone ? 'ok' : 'failed',
			`${ outcome.message } ${ remedy }`.trim()
		);
		if ( ! isDone ) {
			isConnected = false;
			break;
		}
	}
	if ( isConnected ) {
		tellConnected( words.connected );
	}
	button?.toggleAttribute( 'disabled', false );
	button?.focus();
}

/** "The sidecar is fetching our keys" is no failure, for half a minute. */
async function takePatiently(
	place: HTMLFormElement,
	step: string,
	given: Connecting
): Promise< StepOutcome > {
	const words = connectWords( given.locale );
	const until = performance.now() + longestWaitMilliseconds;
	const ask = () =>
		takeStep( step, given, window.fetch.bind( window ), words.silent );
	let outcome = await ask();
	while ( outcome.kind === 'pending' && performance.now() < until ) {
		tell( place, step, 'asking', outcome.message );
		await seconds( outcome.retryAfterSeconds );
		outcome = await ask();
	}
	return outcome;
}

function tell(
	place: HTMLFormElement,
	step: string,
	state: 'waiting' | 'asking' | 'ok' | 'failed',
	sentence: string
) {
	const line = place.querySelector< HTMLElement >(
		`[data-step="${ CSS.escape( step ) }"]`
	);
	const answer = line?.querySelector( '.gatehouse-step-answer' );
	if ( line && answer ) {
		line.dataset[ 'state' ] = state;
		answer.textContent = sentence;
	}
}

function tellConnected( sentence: string ) {
	const line = document.createElement( 'p' );
	line.textContent = sentence;
	document.querySelector( '#gatehouse-connection' )?.replaceChildren( line );
}

function seconds( count: number ): Promise< void > {
	return new Promise( ( resolve ) => {
		window.setTimeout( resolve, count * 1000 );
	} );
}
