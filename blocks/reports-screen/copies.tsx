import { useState } from '@wordpress/element';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import { formatNumber } from '../report-view/format';
import { CopyProgress } from './copy-progress';
import { failureWords } from './failure-words';
import { useScreen } from './screen-context';
import { syncWords } from './sync-words';
import { useSync } from './use-sync';

type Props = { document: ReportDocument };

/** For who manages: how the facts of the site come in, and copying them again. */
export function Copies( { document }: Props ) {
	const { page } = useScreen();
	const { locale } = page.context;
	const words = syncWords( locale );
	const [ isOpen, setOpen ] = useState( false );
	const { sync, failure, order } = useSync( page, isOpen );
	const isCopying = sync !== null && sync.resyncs.length > 0;
	const { from, to, label } = document.period;
	return (
		<details
			className="gatehouse-copies gatehouse-report"
			onToggle={ ( { currentTarget } ) => setOpen( currentTarget.open ) }
		>
			<summary>{ words.title }</summary>
			<p>{ words.advice }</p>
			{ failure !== null && (
				<p role="alert">{ failureWords( failure, locale ) }</p>
			) }
			<p className="gatehouse-copies__buttons">
				<button
					type="button"
					className="button"
					disabled={ sync === null || isCopying }
					onClick={ () => order( { days: { from, to } } ) }
				>
					{ words.copyPeriod( label ) }
				</button>
				<button
					type="button"
					className="button"
					disabled={ sync === null || isCopying }
					onClick={ () => order( {} ) }
				>
					{ words.copyAll }
				</button>
			</p>
			<p className="screen-reader-text" role="status">
				{ isCopying ? words.copying : '' }
			</p>
			{ sync && (
				<ul>
					{ sync.datasets.map( ( dataset ) => (
						<li key={ dataset.id }>
							<span>
								{ dataset.label ?? words.name( dataset.id ) }
							</span>
							<span>
								{ words.facts(
									formatNumber(
										dataset.count,
										'count',
										document
									)
								) }
							</span>
							{ dataset.state === 'missing' && (
								<span>{ words.missing }</span>
							) }
							{ dataset.fault !== null && (
								<span>{ words.fault( dataset.fault ) }</span>
							) }
							{ dataset.progress && (
								<CopyProgress
									progress={ dataset.progress }
									notation={ document }
									label={
										dataset.label ??
										words.name( dataset.id )
									}
								/>
							) }
						</li>
					) ) }
				</ul>
			) }
			{ sync && sync.skipped.length > 0 && (
				<>
					<h3>{ words.skipped }</h3>
					<ul>
						{ sync.skipped.map( ( { dataset, id, reason } ) => (
							<li key={ `${ dataset } ${ id } ${ reason }` }>
								<span>
									{ words.name( dataset ) } { id ?? '' }
								</span>
								<span lang="en">{ reason }</span>
							</li>
						) ) }
					</ul>
				</>
			) }
			{ sync && sync.wrong.length > 0 && (
				<>
					<h3>{ words.wrong }</h3>
					<ul>
						{ sync.wrong.map( ( { kind, id, reason } ) => (
							<li key={ `${ kind } ${ id } ${ reason }` }>
								<span>{ id }</span>
								<span lang="en">{ reason }</span>
							</li>
						) ) }
					</ul>
				</>
			) }
		</details>
	);
}
