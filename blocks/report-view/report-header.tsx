import type { ReportDocument } from '../../sidecar/contract/report-document';
import { formatMoment, formatNumber } from './format';
import type { ReportWords } from './words';

type Props = { document: ReportDocument; words: ReportWords };

export function ReportHeader( { document, words }: Props ) {
	const { asOf, site, locale, source } = document;
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
						formatNumber( source.count, 'count', locale ),
						source.label
					) }
				</span>
			</p>
		</header>
	);
}
