import { endSentence, told } from './end-sentence';
import type { Sentence } from './end-sentence';
import type { Status } from './status';
import { sessionWords } from './words';

/** What a person may do about a status. */
export type Telling = {
	/** BCP 47. */
	locale: string;
	now: number;
	/** Turns a moment of the monotonic clock into the reader's own time of day. */
	dateOf: ( moment: number ) => Date;
};

export function sentenceOf( status: Status, telling: Telling ): Sentence {
	const words = sessionWords( telling.locale );
	const time = ( moment: number ) =>
		formatTime( telling.dateOf( moment ), telling.locale );
	switch ( status.kind ) {
		case 'connecting':
			return told( 'quiet', words.connecting );
		case 'active':
			return {
				...told( 'good', words.active ),
				aside: [
					words.until( time( status.until ) ),
					words.renewsAt( time( status.renewsAt ) ),
				],
				action: { does: 'details', label: words.details },
			};
		case 'renewed':
			return {
				...told( 'good', words.renewed ),
				aside: [ words.until( time( status.until ) ) ],
			};
		case 'expires-soon':
			return {
				...told(
					'warning',
					words.endsIn( minutesLeft( status.until, telling.now ) )
				),
				action: {
					does: status.canRenew ? 'renew' : 'sign-in',
					label: words.stay,
				},
			};
		case 'offline':
			return told(
				'warning',
				status.until === null
					? words.offline
					: words.offlineUntil( time( status.until ) ),
				words.offline
			);
		case 'away':
		case 'not-saving':
			return {
				...told( 'warning', ...words[ status.kind ] ),
				action: { does: 'try', label: words.tryNow },
			};
		case 'ended':
			return endSentence( status.reason, telling.locale );
	}
}

/** Trouble on the way to the service opens nothing. */
export function isLocked( tone: Sentence[ 'tone' ] ): boolean {
	return tone === 'good' || tone === 'warning';
}

/** What a screen reader hears when the status changes: thresholds, not a countdown. */
export function announcement(
	before: Status,
	after: Status,
	telling: Telling
): string | null {
	const wasWell = [ 'connecting', 'active', 'renewed' ].includes(
		before.kind
	);
	const isWell = [ 'connecting', 'active', 'renewed' ].includes( after.kind );
	if ( wasWell && isWell ) {
		return null;
	}
	if ( after.kind === 'expires-soon' && before.kind === 'expires-soon' ) {
		return minutesLeft( after.until, telling.now ) === 1
			? sentenceOf( after, telling ).title
			: null;
	}
	return before.kind === after.kind
		? null
		: sentenceOf( after, telling ).title;
}

function minutesLeft( until: number, now: number ): number {
	return Math.max( 1, Math.ceil( ( until - now ) / 60_000 ) );
}

export function formatTime( date: Date, locale: string ): string {
	return new Intl.DateTimeFormat( locale, {
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	} ).format( date );
}
