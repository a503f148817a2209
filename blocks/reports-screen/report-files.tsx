import { paths } from '../../sidecar/contract';
import { type Paper, papers } from '../../sidecar/contract/render';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import type { ReportQuery } from '../../sidecar/contract/report-query';
import { search } from '../session/client';
import { tableSearch } from './ask-rows';
import { useScreen } from './screen-context';
import type { ScreenWords } from './words';

type Props = {
	document: ReportDocument;
	mayExport: boolean;
	words: ScreenWords;
};

/** The same as on screen, as files: period, filters, and the order of the table that is shown whole. */
export function ReportFiles( { document, mayExport, words }: Props ) {
	const { page, place, asked, goTo } = useScreen();
	const { client, context } = page;
	const { id, title } = document;
	const paper = place.paper ?? context.paper;

	function address( format: 'csv' | 'pdf' ): string {
		const query = tableSearch(
			{ ...asked.query, lang: context.locale },
			place.table ?? { sort: null, search: '' }
		);
		if ( place.table ) {
			query.set( 'table', place.table.id );
		}
		if ( format === 'pdf' ) {
			query.set( 'paper', paper );
		}
		return `${ client.base }${ paths.reports }/${ encodeURIComponent(
			id
		) }.${ format }?${ query }`;
	}

	return (
		<div className="gatehouse-screen__files">
			<a
				className="button"
				href={ mailAddress( document, asked.query, paper ) }
				aria-label={ words.mailName( title ) }
			>
				{ words.mail }
			</a>
			{ mayExport && (
				<>
					<a
						className="button"
						href={ address( 'csv' ) }
						aria-label={ words.csvName( title ) }
					>
						{ words.csv }
					</a>
					<span className="gatehouse-screen__pdf">
						<a
							className="button"
							href={ address( 'pdf' ) }
							aria-label={ words.pdfName( title ) }
						>
							{ words.pdf }
						</a>
						<select
							aria-label={ words.paper }
							value={ paper }
							onChange={ ( { target } ) =>
								goTo( {
									...place,
									paper:
										papers[ target.selectedIndex ] ?? null,
								} )
							}
						>
							{ papers.map( ( each ) => (
								<option key={ each } value={ each }>
									{ words.papers[ each ] }
								</option>
							) ) }
						</select>
					</span>
				</>
			) }
		</div>
	);
}

/** A form of wp-admin, beside this screen, which says why days of one's own are not for it. */
function mailAddress(
	{ id, period }: ReportDocument,
	{ by, compare, currency, filters = {} }: ReportQuery,
	paper: Paper
): string {
	const { name, from, to } = period;
	const query = search( {
		...( name ? { period: name } : { from, to } ),
		...( by && { by } ),
		...( compare && { compare } ),
		...( currency && { currency } ),
	} );
	// PHP reads no names with dots.
	for ( const [ filter, values ] of Object.entries( filters ) ) {
		values.forEach( ( value ) =>
			query.append( `filters[${ filter }][]`, value )
		);
	}
	return `admin.php?${ new URLSearchParams( {
		page: 'gatehouse-mail',
		edit: 'new',
		report: id,
		paper,
	} ) }&${ query }`;
}
