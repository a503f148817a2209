import type { TableAnswer } from '../../sidecar/contract/report-rows';
import { tableWords } from './table-words';

type Props = {
	/** Null until it has come. */
	answer: TableAnswer | null;
	locale: string;
	onPage: ( page: number ) => void;
	onClose: () => void;
};

export function TablePages( { answer, locale, onPage, onClose }: Props ) {
	const words = tableWords( locale );
	const written = ( value: number ) =>
		new Intl.NumberFormat( locale ).format( value );
	const { page = 1, pages = 1, count = 0 } = answer ?? {};
	return (
		<div className="gatehouse-screen__pages">
			<span>{ answer && words.rows( written( count ), count ) }</span>
			{ pages > 1 && (
				<span>
					<button
						type="button"
						className="button"
						disabled={ page <= 1 }
						aria-label={ words.previousPage }
						onClick={ () => onPage( page - 1 ) }
					>
						<span aria-hidden="true">‹</span>
					</button>
					<span role="status">
						{ words.page( written( page ), written( pages ) ) }
					</span>
					<button
						type="button"
						className="button"
						disabled={ page >= pages }
						aria-label={ words.nextPage }
						onClick={ () => onPage( page + 1 ) }
					>
						<span aria-hidden="true">›</span>
					</button>
				</span>
			) }
			<button type="button" className="button-link" onClick={ onClose }>
				{ words.showLess }
			</button>
		</div>
	);
}
