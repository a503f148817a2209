import { closeByEscape, focusBar } from './close-details';
import { detailWords } from './detail-words';
import type { View } from './live-session';
import { dateOf } from './speak';
import type { Action } from './end-sentence';
import { endedWords } from './ended-words';
import { formatTime } from './status-sentence';
import { sessionWords } from './words';

type Props = {
	view: View;
	/** BCP 47. */
	locale: string;
	/** What has opened it, and closes it again. */
	opener: Action;
	onAction: ( action: Action | 'end' ) => void;
};

export function StatusDetails( props: Props ) {
	const { view, locale, opener, onAction } = props;
	const words = detailWords( locale );
	const { thisBrowser } = sessionWords( locale );
	const { signInAgain } = endedWords( locale );
	const { status, answer } = view;
	if ( status.kind === 'ended' ) {
		return (
			<div className="gatehouse-status__details">
				<p>{ words.whatHappenedText }</p>
				<button
					type="button"
					onClick={ ( event ) => {
						focusBar( event.currentTarget );
						onAction( 'hand-off' );
					} }
					onKeyDown={ ( event ) =>
						closeByEscape( event, opener, onAction )
					}
				>
					{ signInAgain }
				</button>
			</div>
		);
	}
	if ( status.kind !== 'active' || answer === null ) {
		return null;
	}
	const time = ( moment: number ) =>
		formatTime( dateOf( moment, view ), locale );
	const rows = [
		[ words.who, answer.user.name ],
		[ words.where, thisBrowser ],
		[ words.validUntil, time( status.until ) ],
		[ words.renewal, words.renewalAt( time( status.renewsAt ) ) ],
		[
			words.wholeSession,
			new Intl.DateTimeFormat( locale, {
				dateStyle: 'long',
				timeStyle: 'short',
			} ).format( dateOf( status.endsAt, view ) ),
		],
	];
	return (
		<div className="gatehouse-status__details">
			<dl>
				{ rows.map( ( [ term, text ] ) => (
					<div key={ term }>
						<dt>{ term }</dt>
						<dd>{ text }</dd>
					</div>
				) ) }
			</dl>
			<button
				type="button"
				onClick={ ( event ) => {
					focusBar( event.currentTarget );
					onAction( 'end' );
				} }
				onKeyDown={ ( event ) =>
					closeByEscape( event, opener, onAction )
				}
			>
				{ words.end }
			</button>
		</div>
	);
}
