import type { ReportDocument } from '../../sidecar/contract/report-document';
import type { ReportWords } from './words';

type Props = { document: ReportDocument; words: ReportWords };

export function Definitions( { document, words }: Props ) {
	if ( document.definitions.length === 0 ) {
		return null;
	}
	return (
		<section className="gatehouse-report__definitions">
			<h3>{ words.definitions }</h3>
			<dl>
				{ document.definitions.map( ( { term, text } ) => (
					<div key={ term }>
						<dt>{ term }</dt>
						<dd>{ text }</dd>
					</div>
				) ) }
			</dl>
		</section>
	);
}
