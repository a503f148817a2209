import type {
	Figure,
	ReportDocument,
} from '../../sidecar/contract/report-document';
import type { LookBehind } from './behind';
import { describeChange } from './change';
import { formatNumber } from './format';
import type { ReportWords } from './words';

type Props = {
	document: ReportDocument;
	words: ReportWords;
	lookBehind?: LookBehind | undefined;
};

/** Characters that fit beside one another at full size. */
const shortest = 9;

export function Figures( { document, words, lookBehind }: Props ) {
	const isLong = document.figures.some(
		( { value, format } ) =>
			value !== null &&
			formatNumber( value, format, document ).length > shortest
	);
	return (
		<dl
			className={ `gatehouse-report__figures${ isLong ? ' is-long' : '' }` }
		>
			{ document.figures.map( ( figure ) => (
				<div key={ figure.id }>
					<dt>{ figure.label }</dt>
					<dd>
						{ figure.value === null ? (
							<span className="gatehouse-report__no-figure">
								{ words.noFigure }
							</span>
						) : (
							<FigureValue
								figure={ figure }
								written={ formatNumber(
									figure.value,
									figure.format,
									document
								) }
								lookBehind={ lookBehind }
							/>
						) }
						<FigureChange
							figure={ figure }
							document={ document }
							words={ words }
						/>
					</dd>
				</div>
			) ) }
		</dl>
	);
}

type ValueProps = {
	figure: Figure;
	written: string;
	lookBehind: LookBehind | undefined;
};

function FigureValue( { figure, written, lookBehind }: ValueProps ) {
	return lookBehind ? (
		<button
			type="button"
			className="gatehouse-report__behind"
			aria-haspopup="dialog"
			onClick={ () => lookBehind( { figure: figure.id } ) }
		>
			<strong>{ written }</strong>
		</button>
	) : (
		<strong>{ written }</strong>
	);
}

type ChangeProps = Omit< Props, 'lookBehind' > & { figure: Figure };

function FigureChange( { figure, document, words }: ChangeProps ) {
	const change = describeChange( figure, document, words );
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
