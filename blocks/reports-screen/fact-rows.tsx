import type { ReportDocument } from '../../sidecar/contract/report-document';
import type { FactLink, RowsAnswer } from '../../sidecar/contract/report-rows';
import { alignment, writeCell } from '../report-view/cell';
import { reportWords } from '../report-view/words';

type Props = { answer: RowsAnswer; document: ReportDocument };

export function FactRows( { answer, document }: Props ) {
	const { locale, currency } = document;
	const { title, columns, rows } = answer;
	const words = reportWords( locale );
	const writing = {
		locale,
		currency,
		people: { ...document.people, ...answer.people },
	};
	return (
		<div className="gatehouse-report__table">
			<table>
				<caption className="gatehouse-unseen">{ title }</caption>
				<thead>
					<tr>
						{ columns.map( ( column ) => (
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
					{ rows.map( ( { id, cells, link } ) => (
						<tr key={ id }>
							{ columns.map( ( column, index ) => {
								const written = writeCell(
									cells[ index ] ?? null,
									column,
									writing,
									words
								);
								const Element = index === 0 ? 'th' : 'td';
								return (
									<Element
										key={ column.id }
										scope={
											index === 0 ? 'row' : undefined
										}
										className={ alignment( column ) }
									>
										{ index === 0 && link ? (
											<a href={ editAddress( link ) }>
												{ written }
											</a>
										) : (
											written
										) }
									</Element>
								);
							} ) }
						</tr>
					) ) }
				</tbody>
			</table>
		</div>
	);
}

/**
 * WordPress's own screen of a fact, beside this one in wp-admin. Orders go by their post, too:
 * where they are no posts, WooCommerce leads on from there.
 */
export function editAddress( { kind, id }: FactLink ): string {
	switch ( kind ) {
		case 'comment':
			return `comment.php?action=editcomment&c=${ id }`;
		case 'user':
			return `user-edit.php?user_id=${ id }`;
		default:
			return `post.php?post=${ id }&action=edit`;
	}
}
