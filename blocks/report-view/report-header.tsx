import type { ReportDocument } from '../../sidecar/contract/report-document';
import { asText, writeCell } from './cell';
import { formatNumber } from './format';
import { formatMoment } from './moment';
import type { ReportWords } from './words';

type Props = { document: ReportDocument; words: ReportWords };

export function ReportHeader( { document, words }: Props ) {
	const { asOf, lastAgreed, site, locale, source } = document;
	return (
		<header className="gatehouse-report__header">
			<h2>{ document.title }</h2>
			<p>
				{ document.own !== undefined && (
					<strong>{ document.own }</strong>
				) }
				<span>{ document.period.label }</span>
				<time dateTime={ asOf }>
					{ words.asOf(
						formatMoment( asOf, site.timezone, locale )
					) }
				</time>
				<span>
					{ words.counted(
						formatNumber( source.count, 'count', document ),
						source.label
					) }
				</span>
				{ lastAgreed !== null && (
					<span>
						{ words.agreed(
							formatMoment( lastAgreed, site.timezone, locale )
						) }
					</span>
				) }
			</p>
			<Narrowed document={ document } words={ words } />
		</header>
	);
}

/** What is left out of the numbers, where something is. */
function Narrowed( { document, words }: Props ) {
	const { currency, otherCurrencies, filters } = document;
	const chosen = filters.filter( ( filter ) => filter.chosen.length > 0 );
	const isPartOfMoney = currency !== null && otherCurrencies.length > 0;
	return chosen.length > 0 || isPartOfMoney ? (
		<p>
			{ chosen.map( ( filter ) => (
				<span key={ filter.id }>
					{ filter.label }:{ ' ' }
					{ filter.options
						.filter( ( { value } ) =>
							filter.chosen.includes( value )
						)
						.map( ( { label } ) =>
							writeCell( label, asText, document, words )
						)
						.join( ', ' ) }
				</span>
			) ) }
			{ isPartOfMoney && (
				<span>
					{ words.inCurrency(
						currency,
						otherCurrencies.join( ', ' )
					) }
				</span>
			) }
		</p>
	) : null;
}
