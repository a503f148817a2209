import type {
	ReportDocument,
	Table,
} from '../../sidecar/contract/report-document';
import { alignment } from './cell';
import { leftOut } from './left-out';
import { TableRows } from './table-rows';
import type { ReportWords } from './words';

export type DataTableProps = {
	table: Table;
	document: ReportDocument;
	words: ReportWords;
};

export function DataTable( { table, document, words }: DataTableProps ) {
	const left = leftOut( table, document );
	return (
		<div className="gatehouse-report__table">
			<table>
				<caption className="gatehouse-unseen">{ table.title }</caption>
				<thead>
					<tr>
						{ table.columns.map( ( column ) => (
							<th
								key={ column.id }
								scope="col"
								className={ alignment( column ) }
							>
								{ column.label }
							</th>
						) ) }
					</tr>
				</thead>
				<TableRows
					table={ table }
					writing={ document }
					words={ words }
				/>
			</table>
			{ left !== null && <p>{ left }</p> }
		</div>
	);
}
