import { useRef, useState } from '@wordpress/element';
import { ConfirmEnd } from './confirm-end';
import type { Person, Row } from './people';
import { othersOf } from './people';
import { PersonSessions } from './person-sessions';
import type { Asking, Ended } from './roster';
import { useRoster } from './use-roster';
import type { SignedInWords } from './words';
import { deviceWords, signedInWords } from './words';

type Props = {
	asking: Asking;
	/** Whose sessions; null for everybody's. */
	user: number | null;
	/** Milliseconds since 1970. */
	clock: () => number;
};

/** Null: all but this browser. */
type Chosen = { person: Person; row: Row | null };

export function SignedInList( { asking, user, clock }: Props ) {
	const { locale } = asking.context;
	const words = signedInWords( locale );
	const { roster, fault, isAsking, ended, ...act } = useRoster(
		asking,
		user
	);
	const [ chosen, setChosen ] = useState< Chosen | null >( null );
	const place = useRef< HTMLDivElement >( null );
	const isOwn = ( person: Person ) => person.id === asking.context.user;

	async function end( { person, row }: Chosen ) {
		setChosen( null );
		await act.end( person, row );
		// The button that was pressed is gone, and the focus with it.
		place.current?.focus();
	}

	return (
		<div
			ref={ place }
			lang={ locale }
			tabIndex={ -1 }
			className="gatehouse-roster"
			aria-busy={ isAsking }
		>
			<p role="status" className="gatehouse-roster__news">
				{ isAsking && roster === null && words.loading }
				{ isAsking && roster !== null && words.ending }
				{ ! isAsking && ended && sentenceOf( ended, words ) }
			</p>
			{ fault && (
				<div className="notice notice-warning inline">
					<p>
						{ fault === 'silent' ? words.silent : words.notAllowed }
					</p>
					{ fault === 'silent' && (
						<p>
							<button
								type="button"
								className="button"
								onClick={ act.reload }
							>
								{ words.tryAgain }
							</button>
						</p>
					) }
				</div>
			) }
			{ roster?.missing && (
				<div className="notice notice-warning inline">
					<p>{ words[ roster.missing ] }</p>
				</div>
			) }
			{ roster?.people.length === 0 && ! fault && (
				<div className="gatehouse-roster__empty">
					<p>{ words.empty }</p>
					<p>{ words.emptyAdvice }</p>
				</div>
			) }
			{ roster?.people.map( ( person ) => (
				<PersonSessions
					key={ person.id }
					person={ person }
					isOwn={ user !== null && isOwn( person ) }
					words={ words }
					locale={ locale }
					now={ clock() }
					isBusy={ isAsking }
					onEnd={ ( row ) => setChosen( { person, row } ) }
				/>
			) ) }
			{ roster && roster.next !== null && (
				<button
					type="button"
					className="button"
					disabled={ isAsking }
					onClick={ act.showMore }
				>
					{ words.more }
				</button>
			) }
			{ chosen && (
				<ConfirmEnd
					browser={ browserOf( chosen, words ) }
					warning={ warningOf(
						chosen,
						isOwn( chosen.person ),
						words
					) }
					words={ words }
					onConfirm={ () => void end( chosen ) }
					onCancel={ () => setChosen( null ) }
				/>
			) }
		</div>
	);
}

function browserOf( { row }: Chosen, words: SignedInWords ): string | null {
	if ( row === null ) {
		return null;
	}
	const device = deviceWords( row.device, words );
	return row.address === '' ? device : `${ device } · ${ row.address }`;
}

function warningOf(
	{ person, row }: Chosen,
	isOwn: boolean,
	words: SignedInWords
): string {
	if ( ! person.endsWordPress ) {
		return words.confirmEndReports( person.name );
	}
	if ( row === null ) {
		const count = String( othersOf( person ).length );
		return isOwn
			? words.confirmOthers( count )
			: words.confirmAll( person.name, count );
	}
	return isOwn ? words.confirmOwn : words.confirmEnd( person.name );
}

function sentenceOf(
	{ how, count }: { how: Ended; count: number },
	words: SignedInWords
): string {
	const sentences: Record< Ended, string > = {
		ended: words.ended( count ),
		later: words.endedLater( count ),
		'not-ended': words.notEnded,
	};
	return sentences[ how ];
}
