import type { Followed } from '../session/follow-report';
import { formatAge } from './moment';
import type { Beyond } from './beyond';
import type { LoadingWords } from './loading-words';
import { loadingWords } from './loading-words';
import type { Display } from './report-view';
import { ReportView } from './report-view';

type Props = {
	followed: Followed;
	display: Display;
	/** BCP 47, for the words where there is no report. */
	locale: string;
	/** Milliseconds since 1970. */
	now: number;
	isSignedIn: boolean;
	/** What a wrong query is told with, by the refusal's code. */
	refusals?: Readonly< Record< string, string > >;
	beyond?: Beyond;
};

/** A report while it is on its way, there, old, or refused. */
export function FollowedReport( props: Props ) {
	const { followed, display, locale, now, isSignedIn, beyond } = props;
	const { refusals = {} } = props;
	const words = loadingWords( locale );
	const { document, failure, isAsking, receivedAt } = followed;
	if ( ! isSignedIn ) {
		return <Sentence>{ words.ended }</Sentence>;
	}
	if ( document === null ) {
		return failure === null || ( isAsking && failure !== 'silent' ) ? (
			<Skeleton words={ words } display={ display } />
		) : (
			<Sentence>{ failureSentence( failure, words, refusals ) }</Sentence>
		);
	}
	return (
		<div className="gatehouse-followed" aria-busy={ isAsking }>
			{ failure !== null && (
				<Sentence>
					{ failure === 'silent'
						? words.kept( formatAge( now - receivedAt, locale ) )
						: failureSentence( failure, words, refusals ) }
				</Sentence>
			) }
			<ReportView
				document={ document }
				display={ display }
				now={ now }
				beyond={ beyond }
			/>
		</div>
	);
}

function failureSentence(
	failure: Exclude< Followed[ 'failure' ], null >,
	words: LoadingWords,
	refusals: Readonly< Record< string, string > >
): string {
	if ( failure === 'silent' ) {
		return words.silent;
	}
	const { code, message, status } = failure;
	if ( code === 'permission_missing' ) {
		return words.notAllowed;
	}
	if ( code === 'report_unknown' ) {
		return words.unknown;
	}
	if ( code === 'dataset_missing' ) {
		return words.missing;
	}
	return status === 401
		? words.ended
		: ( refusals[ code ] ?? words.refused( message ) );
}

function Sentence( { children }: { children: string } ) {
	return (
		<div className="gatehouse-report">
			<p className="gatehouse-report__notice">{ children }</p>
		</div>
	);
}

type SkeletonProps = { words: LoadingWords; display: Display };

// It takes the room the report will need, and shows itself by the stylesheet only after 300 ms.
function Skeleton( { words, display }: SkeletonProps ) {
	return (
		<div className="gatehouse-report is-skeleton">
			<p className="gatehouse-unseen">{ words.loading }</p>
			<span className="is-title" />
			{ display.figures && (
				<div className="gatehouse-report__figures">
					<div />
					<div />
					<div />
					<div />
				</div>
			) }
			{ display.chart && <span className="is-chart" /> }
		</div>
	);
}
