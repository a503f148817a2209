/** What the admin bar shows of one thing: a sign, a few words beside it, and the whole for screen readers and for a pointer that rests. */
export type BarItem = {
	/** An outline in a box of 16. */
	sign: string;
	whole: string;
	words: HTMLElement[];
	tone: 'good' | 'quiet' | 'warning' | 'bad';
};

/** Into an item that PHP has printed empty, which its styles hide until then. */
export function fillBarItem(
	place: HTMLElement,
	label: HTMLElement,
	{ sign, whole, words, tone }: BarItem
) {
	const visible = textElement( 'gatehouse-session__words', '' );
	visible.ariaHidden = 'true';
	visible.append( ...words );
	label.replaceChildren(
		outline( sign ),
		textElement( 'screen-reader-text', whole ),
		visible
	);
	label.title = whole;
	place.dataset[ 'tone' ] = tone;
}

/** What a screen reader is told when it changes; its place is there before its words are. */
export function liveText( place: HTMLElement ): HTMLElement {
	const live = textElement( 'screen-reader-text', '' );
	live.role = 'status';
	place.append( live );
	return live;
}

export function textElement( className: string, text: string ): HTMLElement {
	const element = document.createElement( 'span' );
	element.className = className;
	element.textContent = text;
	return element;
}

function outline( path: string ): SVGElement {
	const namespace = 'http://www.w3.org/2000/svg';
	const svg = document.createElementNS( namespace, 'svg' );
	const shape = document.createElementNS( namespace, 'path' );
	svg.setAttribute( 'viewBox', '0 0 16 16' );
	svg.setAttribute( 'aria-hidden', 'true' );
	shape.setAttribute( 'd', path );
	svg.append( shape );
	return svg;
}
