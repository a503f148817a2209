import type { Action } from './end-sentence';

type Pressed = { key: string; currentTarget: HTMLElement };

/** Closes the panel behind the status bar, and gives the focus back to what has opened it. */
export function closeByEscape(
	{ key, currentTarget }: Pressed,
	opener: Action,
	onAction: ( action: Action ) => void
) {
	if ( key === 'Escape' ) {
		focusBar( currentTarget );
		onAction( opener );
	}
}

/** Before a button of the panel goes away, the focus goes to the bar's own. */
export function focusBar( inside: HTMLElement ) {
	inside
		.closest( '.gatehouse-status' )
		?.querySelector< HTMLElement >( ':scope > button' )
		?.focus();
}
