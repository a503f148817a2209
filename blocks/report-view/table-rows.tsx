import type { Table } from '../../sidecar/contract/report-document';
import type { Writing } from './cell';
import { alignment, writeCell } from './cell';
import type { ReportWords } from './words';

type Props = {
	table: Pick< Table, 'columns' | 'rows' >;
	writing: Writing;
	words: ReportWords;
	/** What is pressed to go beyond a row; null where there is no way. */
	pressed?: ( row: number ) => ( () => void ) | null;
};

export function TableRows( { table, writing, words, pressed }: Props ) {
	return (
		<tbody>
			{ table.rows.map( ( row, rowNumber ) => {
				const press = pressed?.( rowNumber );
				return (
					<tr key={ rowNumber }>
						{ table.columns.map( ( column, index ) => {
							const Element = index === 0 ? 'th' : 'td';
							const written = writeCell(
								row[ index ] ?? null,
								column,
								writing,
								words
							);
							return (
								<Element
									key={ column.id }
									scope={ index === 0 ? 'row' : undefined }
									className={ alignment( column ) }
								>
									{ index === 0 && press ? (
										<button
											type="button"
											className="gatehouse-report__behind"
											onClick={ press }
										>
											{ written }
										</button>
									) : (
										written
									) }
								</Element>
							);
						} ) }
					</tr>
				);
			} ) }
		</tbody>
	);
}
