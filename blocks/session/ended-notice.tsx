import type { View } from './live-session';
import { sentenceOf } from './status-sentence';
import type { Action } from './status-sentence';
import { dateOf } from './speak';
import { sessionWords } from './words';

type Props = {
	view: View;
	/** BCP 47. */
	locale: string;
	onAction: ( action: Action ) => void;
};

/** Where a report stood, on a page without a status bar. */
export function EndedNotice( { view, locale, onAction }: Props ) {
	const { title, action } = sentenceOf( view.status, {
		locale,
		now: view.now,
		dateOf: ( moment ) => dateOf( moment, view ),
	} );
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
							? sessionWords( locale ).signInAgain
							: action.label }
					</button>
				) }
			</div>
		</div>
	);
}
