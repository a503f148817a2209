import type {
	Cell,
	Column,
	ReportDocument,
	Table,
} from '../../sidecar/contract/report-document';
import { formatNumber } from './format';
import type { ReportWords } from './words';

type Props = { table: Table; document: ReportDocument; words: ReportWords };

export function DataTable( { table, document, words }: Props ) {
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
				<tbody>
					{ table.rows.map( ( row, rowNumber ) => (
						<tr key={ rowNumber }>
							{ table.columns.map( ( column, index ) => {
								const Element = index === 0 ? 'th' : 'td';
								return (
									<Element
										key={ column.id }
										scope={
											index === 0 ? 'row' : undefined
										}
										className={ alignment( column ) }
									>
										{ writeCell(
											row[ index ] ?? null,
											column,
											document,
											words
										) }
									</Element>
								);
							} ) }
						</tr>
					) ) }
				</tbody>
			</table>
			{ table.othersCount > 0 && (
				<p>
					{ words.others(
						formatNumber(
							table.othersCount,
							'count',
							document.locale
						)
					) }
				</p>
			) }
		</div>
	);
}

function alignment( column: Column ): string {
	return column.kind === 'text' ? 'is-text' : 'is-number';
}

function writeCell(
	cell: Cell,
	column: Column,
	document: ReportDocument,
	words: ReportWords
): string {
	if ( cell === null ) {
		return '–';
	}
	if ( typeof cell === 'string' ) {
		return cell;
	}
	if ( typeof cell === 'number' ) {
		return column.kind === 'text'
			? String( cell )
			: formatNumber( cell, column.kind, document.locale );
	}
	return document.people?.[ cell.person ] ?? words.nobodyKnown;
}
