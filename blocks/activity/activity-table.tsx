import type {
	ActivityAnswer,
	ActivityEntry,
} from '../../sidecar/contract/activity';
import type { ActivityWords } from './words';
import { whatHappened } from './words';

type Props = {
	answer: ActivityAnswer;
	/** Names of reports by id. */
	reports: ReadonlyMap< string, string >;
	words: ActivityWords;
	/** BCP 47. */
	locale: string;
	onUser: ( ( user: number ) => void ) | null;
};

export function ActivityTable( props: Props ) {
	const { answer, reports, words, locale, onUser } = props;
	const moment = new Intl.DateTimeFormat( locale, {
		dateStyle: 'medium',
		timeStyle: 'short',
		timeZone: answer.timezone,
	} );
	const nameOf = ( user: number ) =>
		answer.people[ user ] ?? words.unknownUser( String( user ) );
	return (
		<table className="widefat striped gatehouse-activity__table">
			<thead>
				<tr>
					{ [
						words.when,
						words.who,
						words.what,
						words.report,
						words.device,
					].map( ( label ) => (
						<th key={ label } scope="col">
							{ label }
						</th>
					) ) }
				</tr>
			</thead>
			<tbody>
				{ answer.activity.map( ( entry ) => (
					<tr key={ entry.id } className={ toneOf( entry ) }>
						<th scope="row" data-label={ words.when }>
							<time
								dateTime={ new Date(
									entry.at * 1000
								).toISOString() }
							>
								{ moment.format( entry.at * 1000 ) }
							</time>
						</th>
						<td data-label={ words.who }>
							{ onUser ? (
								<button
									type="button"
									className="button-link"
									onClick={ () => onUser( entry.user ) }
								>
									{ nameOf( entry.user ) }
								</button>
							) : (
								nameOf( entry.user )
							) }
						</td>
						<td data-label={ words.what }>
							{ whatHappened( entry, words ) }
						</td>
						<td data-label={ words.report }>
							{ entry.report === null
								? '–'
								: ( reports.get( entry.report ) ??
									entry.report ) }
						</td>
						<td data-label={ words.device }>
							{ entry.device || words.unknownDevice }
							{ entry.address && (
								<span className="gatehouse-activity__address">
									{ entry.address }
								</span>
							) }
						</td>
					</tr>
				) ) }
			</tbody>
		</table>
	);
}

/** The words say it too: colour only helps to find it. */
function toneOf( { kind }: ActivityEntry ): string | undefined {
	return kind === 'replayed' ? 'is-alarming' : undefined;
}
