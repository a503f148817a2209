import { paths } from '../../sidecar/contract';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import { tableSearch } from './ask-rows';
import { useScreen } from './screen-context';
import type { ScreenWords } from './words';

type Props = { document: ReportDocument; words: ScreenWords };

/** The same as on screen, as files: period, filters, and the order of the table that is shown whole. */
export function ReportFiles( { document, words }: Props ) {
	const { page, place, asked } = useScreen();
	const { client, context } = page;
	const { id, title, site } = document;

	function address( format: 'csv' | 'pdf' ): string {
		const query = tableSearch(
			{ ...asked.query, lang: context.locale },
			place.table ?? { sort: null, search: '' }
		);
		if ( place.table ) {
			query.set( 'table', place.table.id );
		}
		if ( format === 'pdf' ) {
			query.set( 'paper', paperOf( site.timezone ) );
		}
		return `${ client.base }${ paths.reports }/${ encodeURIComponent(
			id
		) }.${ format }?${ query }`;
	}

	return (
		<div className="gatehouse-screen__files">
			<a
				className="button"
				href={ address( 'csv' ) }
				aria-label={ words.csvName( title ) }
			>
				{ words.csv }
			</a>
			<a
				className="button"
				href={ address( 'pdf' ) }
				aria-label={ words.pdfName( title ) }
			>
				{ words.pdf }
			</a>
		</div>
	);
}

// Where Letter is in use a site's day is one of these; a printer fits either onto the other.
const letterTimezones =
	/^(US|Canada)\/|^America\/(New_York|Chicago|Denver|Phoenix|Los_Angeles|Anchorage|Detroit|Boise|Toronto|Vancouver|Halifax|Winnipeg|Edmonton|Montreal|Regina|St_Johns|Mexico_City|Tijuana|Monterrey|Bogota|Puerto_Rico)|^Pacific\/Honolulu/;

export function paperOf( timezone: string ): 'a4' | 'letter' {
	return letterTimezones.test( timezone ) ? 'letter' : 'a4';
}
