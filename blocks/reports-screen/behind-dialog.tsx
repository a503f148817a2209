import { useLayoutEffect, useRef } from '@wordpress/element';
import type { ReportDocument } from '../../sidecar/contract/report-document';
import type { Behind } from '../report-view/behind';
import { formatNumber } from '../report-view/format';
import { failureWords } from './failure-words';
import { rowsFile } from './ask-rows';
import { FactRows } from './fact-rows';
import { useScreen } from './screen-context';
import { tableWords } from './table-words';
import { useRows } from './use-rows';

type Props = {
	document: ReportDocument;
	behind: Behind;
	onClose: () => void;
};

/** The facts behind a number. The browser keeps the focus inside, and puts it back afterwards. */
export function BehindDialog( { document, behind, onClose }: Props ) {
	const { page, asked } = useScreen();
	const { locale } = page.context;
	const words = tableWords( locale );
	const { value, failure, isAsking, showMore } = useRows(
		page,
		asked,
		behind
	);
	const mayExport =
		page.session.view().answer?.grants.includes( 'export' ) ?? false;
	const dialog = useRef< HTMLDialogElement >( null );

	// Closed before it leaves the page, so that the browser gives the focus back.
	useLayoutEffect( () => {
		const shown = dialog.current;
		shown?.showModal();
		return () => shown?.close();
	}, [] );

	return (
		<dialog
			ref={ dialog }
			className="gatehouse-behind gatehouse-report"
			aria-label={ value?.title ?? words.loading }
			aria-busy={ isAsking }
			onCancel={ ( event ) => {
				event.preventDefault();
				onClose();
			} }
		>
			<div className="gatehouse-behind__inside">
				<div className="gatehouse-behind__head">
					<h2>{ value?.title ?? words.loading }</h2>
					<button
						type="button"
						className="gatehouse-behind__close"
						aria-label={ words.close }
						onClick={ onClose }
					>
						<span aria-hidden="true">×</span>
					</button>
				</div>
				{ value && (
					<p className="gatehouse-behind__count">
						{ words.rows(
							formatNumber( value.count, 'count', document ),
							value.count
						) }
					</p>
				) }
				{ failure !== null && (
					<p role="alert">{ failureWords( failure, locale ) }</p>
				) }
				{ value?.rows.length === 0 && <p>{ words.nothingBehind }</p> }
				{ value && value.rows.length > 0 && (
					<FactRows answer={ value } document={ document } />
				) }
				{ value && mayExport && (
					<a
						className="gatehouse-behind__file"
						href={ rowsFile( page.client, asked, behind, locale ) }
					>
						{ words.file }
					</a>
				) }
				{ value?.next && (
					<button
						type="button"
						className="button"
						disabled={ isAsking }
						onClick={ showMore }
					>
						{ words.showMore }
					</button>
				) }
			</div>
		</dialog>
	);
}
