import type {
	Figure,
	ReportDocument,
} from '../../sidecar/contract/report-document';
import { describeChange, formatNumber } from './format';
import type { ReportWords } from './words';

type Props = { document: ReportDocument; words: ReportWords };

export function Figures( { document, words }: Props ) {
	return (
		<dl className="gatehouse-report__figures">
			{ document.figures.map( ( figure ) => (
				<div key={ figure.id }>
					<dt>{ figure.label }</dt>
					<dd>
						{ figure.value === null ? (
							<span className="gatehouse-report__no-figure">
								{ words.noFigure }
							</span>
						) : (
							<strong>
								{ formatNumber(
									figure.value,
									figure.format,
									document.locale
								) }
							</strong>
						) }
						<FigureChange
							figure={ figure }
							locale={ document.locale }
							words={ words }
						/>
					</dd>
				</div>
			) ) }
		</dl>
	);
}

type ChangeProps = { figure: Figure; locale: string; words: ReportWords };

function FigureChange( { figure, locale, words }: ChangeProps ) {
	const change = describeChange( figure, locale, words );
	if ( change === null ) {
		return null;
	}
	if ( change.direction === 'same' ) {
		return (
			<span className="gatehouse-report__change">
				{ words.sameAsBefore }
			</span>
		);
	}
	const isUp = change.direction === 'up';
	return (
		<span className="gatehouse-report__change">
			<span className={ `is-${ change.tone }` }>
				<span aria-hidden="true">{ isUp ? '▲' : '▼' } </span>
				<span className="gatehouse-unseen">
					{ isUp ? words.more : words.less }{ ' ' }
				</span>
				{ change.amount }
			</span>
			{ ` · ${ change.comparedWith }` }
		</span>
	);
}
