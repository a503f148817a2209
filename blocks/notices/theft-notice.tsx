import type { TheftNotice as Theft } from '../../sidecar/contract/activity';
import type { NoticeWords } from './words';
import { noticeWords } from './words';

type Props = {
	theft: Theft;
	/** Null: one's own. */
	name: string | null;
	/** Names of reports by id. */
	reports: ReadonlyMap< string, string >;
	/** Of the activity of that user. */
	activity: string | null;
	/** BCP 47. */
	locale: string;
	onDismiss: () => void;
};

/** What happened: a token came back after its successor was used. */
export function TheftNotice( props: Props ) {
	const { theft, name, reports, activity, locale, onDismiss } = props;
	const words = noticeWords( locale );
	const format = new Intl.DateTimeFormat( locale, {
		dateStyle: 'medium',
		timeStyle: 'short',
	} );
	const when = ( at: number ) => format.format( at * 1000 );
	const { signedIn } = theft;
	return (
		<section
			className="notice notice-error inline gatehouse-theft"
			aria-label={
				name === null ? words.titleOwn : words.titleOf( name )
			}
		>
			<p>
				<strong>
					{ name === null ? words.titleOwn : words.titleOf( name ) }
				</strong>
			</p>
			<p>
				{ words.cameBack( when( theft.at ), place( theft, words ) ) }{ ' ' }
				{ signedIn &&
					words.begunAt(
						when( signedIn.at ),
						place( signedIn, words )
					) }{ ' ' }
				{ words.closed }
			</p>
			{ theft.reports.length === 0 ? (
				<p>{ words.nothingOpened }</p>
			) : (
				<>
					<p>{ words.opened }</p>
					<ul>
						{ theft.reports.map( ( { report, at } ) => (
							<li key={ report }>
								{ `${ reports.get( report ) ?? report } · ${ when( at ) }` }
							</li>
						) ) }
					</ul>
				</>
			) }
			<p>{ name === null ? words.adviceOwn : words.adviceOf( name ) }</p>
			<p>
				<button type="button" className="button" onClick={ onDismiss }>
					{ words.dismiss }
				</button>{ ' ' }
				{ activity && <a href={ activity }>{ words.activity }</a> }
			</p>
		</section>
	);
}

function place(
	{ device, address }: { device: string; address: string },
	words: NoticeWords
): string {
	return `${ device || words.unknownDevice }, ${ address || words.unknownNetwork }`;
}
