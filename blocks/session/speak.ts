import type { LiveSession, View } from './live-session';
import { announcement } from './status-sentence';

/** Turns a moment of the monotonic clock into the reader's own time of day. */
export function dateOf( moment: number, { now, wallNow }: View ): Date {
	return new Date( wallNow + moment - now );
}

/** Calls `say` at the thresholds that a screen reader is told. Answers how to stop. */
export function speakChanges(
	session: LiveSession,
	locale: string,
	say: ( sentence: string ) => void
): () => void {
	let before = session.view().status;
	return session.subscribe( () => {
		const view = session.view();
		const sentence = announcement( before, view.status, {
			locale,
			now: view.now,
			dateOf: ( moment ) => dateOf( moment, view ),
		} );
		before = view.status;
		if ( sentence !== null ) {
			say( sentence );
		}
	} );
}
