import type { LookBehind } from './behind';

const steps: Record< string, ( index: number, last: number ) => number > = {
	ArrowRight: ( index, last ) => Math.min( index + 1, last ),
	ArrowDown: ( index, last ) => Math.min( index + 1, last ),
	ArrowLeft: ( index ) => Math.max( index - 1, 0 ),
	ArrowUp: ( index ) => Math.max( index - 1, 0 ),
	Home: () => 0,
	End: ( _index, last ) => last,
};

const otherSide: Record< string, string > = {
	ArrowRight: 'ArrowLeft',
	ArrowLeft: 'ArrowRight',
};

/**
 * Makes one tab stop of every drawn chart below `root`: arrows, Home and End walk its points,
 * a pointer finds the nearest, and each point is shown and spoken. Enter or a click looks behind it,
 * where one can. Answers how to stop.
 */
export function walkCharts(
	root: ParentNode,
	lookBehind?: LookBehind
): () => void {
	const stops = [
		...root.querySelectorAll< HTMLElement >( '[data-chart]' ),
	].map( ( chart ) => walkChart( chart, lookBehind ) );
	return () => stops.forEach( ( stop ) => stop() );
}

function walkChart( chart: HTMLElement, lookBehind?: LookBehind ): () => void {
	const points = [ ...chart.querySelectorAll( '[data-point]' ) ];
	const tip = chart.querySelector< HTMLElement >( '.gatehouse-chart__tip' );
	const spoken = chart.querySelector( '[aria-live]' );
	const listening = new AbortController();
	let active = -1;

	function hide() {
		points[ active ]?.removeAttribute( 'data-active' );
		tip?.toggleAttribute( 'hidden', true );
	}

	function show( index: number ) {
		hide();
		active = index;
		const point = points[ index ];
		if ( ! point || ! tip ) {
			return;
		}
		point.setAttribute( 'data-active', '' );
		tip.replaceChildren( ...tipLines( point ) );
		tip.toggleAttribute( 'hidden', false );
		placeTip( tip, point, chart );
	}

	function open() {
		const bucket = points[ active ]?.getAttribute( 'data-key' );
		if ( bucket && lookBehind ) {
			lookBehind( { bucket } );
		}
	}

	function onKey( event: KeyboardEvent ) {
		if ( event.key === 'Escape' ) {
			hide();
			return;
		}
		if ( event.key === 'Enter' ) {
			// What opens takes the focus, and would be pressed by the same key.
			event.preventDefault();
			open();
			return;
		}
		const step = steps[ mirrored( event.key, chart ) ];
		const isShortcut = event.altKey || event.ctrlKey || event.metaKey;
		if ( ! step || isShortcut || points.length === 0 ) {
			return;
		}
		event.preventDefault();
		show( step( active, points.length - 1 ) );
		if ( spoken ) {
			spoken.textContent = sentence( points[ active ] );
		}
	}

	// By path, not by instanceof: in the block editor the chart lives in a frame of its own.
	function onPointer( event: PointerEvent ) {
		const path = event.composedPath();
		const index = points.findIndex( ( point ) => path.includes( point ) );
		if ( index >= 0 ) {
			show( index );
		}
	}

	// Without a script the chart is a picture and no tab stop: there is nothing to walk.
	chart.tabIndex = 0;
	chart.role = 'application';
	chart.ariaLabel = chart.dataset[ 'chart' ] ?? null;
	const { signal } = listening;
	chart.addEventListener( 'keydown', onKey, { signal } );
	chart.addEventListener( 'pointermove', onPointer, { signal } );
	chart.addEventListener( 'pointerdown', onPointer, { signal } );
	chart.addEventListener( 'click', open, { signal } );
	chart.addEventListener( 'pointerleave', hide, { signal } );
	chart.addEventListener( 'blur', hide, { signal } );

	// It stays a tab stop, so that whoever stands on it keeps the focus when new numbers arrive.
	return () => {
		listening.abort();
		hide();
	};
}

/** Where one writes from the right, time goes to the left. */
function mirrored( key: string, chart: HTMLElement ): string {
	return getComputedStyle( chart ).direction === 'rtl'
		? ( otherSide[ key ] ?? key )
		: key;
}

function pointTexts( point: Element | undefined ): string[] {
	return [ 'data-point', 'data-value', 'data-before' ].flatMap(
		( name ) => point?.getAttribute( name ) || []
	);
}

function sentence( point: Element | undefined ): string {
	return pointTexts( point ).join( ', ' );
}

function tipLines( point: Element ): HTMLElement[] {
	return pointTexts( point ).map( ( text ) => {
		const line = document.createElement( 'span' );
		line.textContent = text;
		return line;
	} );
}

/** Beside the point's mark, on the side with room, so that it never covers what it explains. */
function placeTip( tip: HTMLElement, point: Element, chart: HTMLElement ) {
	const mark =
		point.querySelector( 'circle, .gatehouse-chart__bar' ) ?? point;
	const at = mark.getBoundingClientRect();
	const frame = chart.getBoundingClientRect();
	const after = at.right - frame.left + 10;
	const before = at.left - frame.left - 10 - tip.offsetWidth;
	const fits = after + tip.offsetWidth <= frame.width;
	const middle = ( at.top + at.bottom ) / 2 - frame.top;
	const lowest = frame.height - tip.offsetHeight;
	const top = Math.min( middle - tip.offsetHeight / 2, lowest );
	tip.style.left = `${ Math.max( 0, fits ? after : before ) }px`;
	tip.style.top = `${ Math.max( 0, top ) }px`;
}
