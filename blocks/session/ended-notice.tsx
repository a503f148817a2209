import { endSentence } from './end-sentence';
import type { Action } from './end-sentence';
import { endedWords } from './ended-words';
import type { EndReason } from './session-state';

type Props = {
	reason: EndReason;
	/** BCP 47. */
	locale: string;
	onAction: ( action: Action ) => void;
};

/** Where a report stood, on a page without a status bar. */
export function EndedNotice( { reason, locale, onAction }: Props ) {
	const { title, action } = endSentence( reason, locale );
	// There is no panel here to explain in; the way on is the same.
	const isExplained = action?.does === 'explain';
	return (
		<div className="gatehouse-report">
			<div className="gatehouse-report__notice is-empty">
				<p>{ title }</p>
				{ action && (
					<button
						type="button"
						className="wp-element-button"
						onClick={ () =>
							onAction( isExplained ? 'hand-off' : action.does )
						}
					>
						{ isExplained
							? endedWords( locale ).signInAgain
							: action.label }
					</button>
				) }
			</div>
		</div>
	);
}
