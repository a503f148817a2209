import { closeByEscape } from './close-details';
import type { View } from './live-session';
import { lockPath } from './lock';
import { dateOf } from './speak';
import { StatusDetails } from './status-details';
import { isLocked, sentenceOf } from './status-sentence';
import type { Action } from './end-sentence';
import { sessionWords } from './words';

type Props = {
	view: View;
	/** BCP 47. */
	locale: string;
	/** What a screen reader is told now; empty keeps still. */
	spoken: string;
	isOpen: boolean;
	onAction: ( action: Action | 'end' ) => void;
};

export function StatusBar( { view, locale, spoken, isOpen, onAction }: Props ) {
	const words = sessionWords( locale );
	const { tone, title, aside, action } = sentenceOf( view.status, {
		locale,
		now: view.now,
		dateOf: ( moment ) => dateOf( moment, view ),
	} );
	return (
		<section className={ `gatehouse-status is-${ tone }` }>
			<svg viewBox="0 0 16 16" aria-hidden="true">
				<path d={ lockPath( isLocked( tone ) ) } />
			</svg>
			<strong>{ title }</strong>
			{ tone === 'good' && view.answer && (
				<span>
					{ `${ view.answer.user.name } · ${ words.thisBrowser }` }
				</span>
			) }
			<span className="gatehouse-status__aside">
				{ aside.join( ' · ' ) }
			</span>
			{ action && (
				<button
					type="button"
					aria-expanded={
						opensPanel( action.does ) ? isOpen : undefined
					}
					onClick={ () => onAction( action.does ) }
					onKeyDown={ ( event ) =>
						isOpen && closeByEscape( event, action.does, onAction )
					}
				>
					{ action.label }
				</button>
			) }
			<p className="gatehouse-status__spoken" role="status">
				{ spoken }
			</p>
			{ isOpen && action && opensPanel( action.does ) && (
				<StatusDetails
					view={ view }
					locale={ locale }
					opener={ action.does }
					onAction={ onAction }
				/>
			) }
		</section>
	);
}

export function opensPanel( action: Action ): boolean {
	return action === 'details' || action === 'explain';
}
