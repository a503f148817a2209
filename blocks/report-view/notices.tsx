import type { ReportDocument } from '../../sidecar/contract/report-document';
import { formatNumber, formatTimeLeft } from './format';
import { formatAge, formatMoment } from './moment';
import type { ReportWords } from './words';

type Props = {
	document: ReportDocument;
	words: ReportWords;
	now: number | null;
};

/** What a reader has to know before trusting the numbers, or why there are none. */
export function Notices( { document, words, now }: Props ) {
	const { state, skipped, emptyAdvice } = document;
	return (
		<>
			{ state === 'empty' && (
				<div className="gatehouse-report__notice is-empty">
					<strong>{ words.empty }</strong>
					<p>{ emptyAdvice ?? words.emptyAdvice }</p>
				</div>
			) }
			{ state === 'filling' && (
				<Filling document={ document } words={ words } />
			) }
			{ state === 'stale' && (
				<p className="gatehouse-report__notice is-stale">
					{ staleSentence( document, words, now ) }
				</p>
			) }
			{ skipped > 0 && (
				<p className="gatehouse-report__notice">
					{ words.skipped(
						skipped,
						formatNumber( skipped, 'count', document )
					) }
				</p>
			) }
		</>
	);
}

function Filling( { document, words }: Omit< Props, 'now' > ) {
	const { progress } = document;
	return (
		<div className="gatehouse-report__notice is-filling">
			<strong>{ words.filling }</strong>
			{ progress && progress.total > 0 && (
				<>
					<progress
						aria-label={ words.filling }
						value={ progress.done }
						max={ progress.total }
					/>
					<span>
						{ words.fillingProgress(
							formatNumber( progress.done, 'count', document ),
							formatNumber( progress.total, 'count', document )
						) }
						{ progress.secondsLeft !== null &&
							` · ${ words.timeLeft(
								formatTimeLeft( progress.secondsLeft, document )
							) }` }
					</span>
				</>
			) }
			<p>{ words.fillingAdvice }</p>
		</div>
	);
}

function staleSentence(
	{ asOf, site, locale }: ReportDocument,
	words: ReportWords,
	now: number | null
): string {
	const time = formatMoment( asOf, site.timezone, locale );
	return now === null
		? words.stale( time )
		: words.staleAge( time, formatAge( now - Date.parse( asOf ), locale ) );
}
