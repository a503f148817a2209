import type { Person, Row } from './people';
import { othersOf } from './people';
import { SessionRow } from './session-row';
import type { SignedInWords } from './words';

type Props = {
	person: Person;
	/** The list is this very user's. */
	isOwn: boolean;
	words: SignedInWords;
	locale: string;
	/** Milliseconds since 1970. */
	now: number;
	isBusy: boolean;
	/** Null: all but this browser. */
	onEnd: ( row: Row | null ) => void;
};

export function PersonSessions( props: Props ) {
	const { person, isOwn, words, isBusy, onEnd } = props;
	const others = othersOf( person );
	const isOfThisBrowser = others.length < person.rows.length;
	return (
		<section className="gatehouse-roster__person">
			<div className="gatehouse-roster__head">
				{ ! isOwn && <h2>{ person.name }</h2> }
				{ others.length > 1 && (
					<button
						type="button"
						className="button"
						disabled={ isBusy }
						onClick={ () => onEnd( null ) }
					>
						{ isOwn || isOfThisBrowser
							? words.endOthers
							: words.endAllOf( person.name ) }
					</button>
				) }
			</div>
			<table className="widefat striped" aria-label={ person.name }>
				<thead>
					<tr>
						<th scope="col">{ words.device }</th>
						<th scope="col">{ words.since }</th>
						<th scope="col">{ words.lastSeen }</th>
						<th scope="col">{ words.path }</th>
						<th scope="col">
							<span className="screen-reader-text">
								{ words.action }
							</span>
						</th>
					</tr>
				</thead>
				<tbody>
					{ person.rows.map( ( row ) => (
						<SessionRow
							key={ row.verifier }
							{ ...props }
							row={ row }
							onEnd={ () => onEnd( row ) }
						/>
					) ) }
				</tbody>
			</table>
		</section>
	);
}
