import type { Column } from '../../sidecar/contract/report-document';
import { alignment } from '../report-view/cell';

type Props = {
	columns: Column[];
	/** A column's id, with `-` before it for descending. */
	sort: string | null;
	onSort: ( sort: string ) => void;
};

export function SortableHead( { columns, sort, onSort }: Props ) {
	return (
		<thead>
			<tr>
				{ columns.map( ( column ) => {
					const order = orderOf( column, sort );
					return (
						<th
							key={ column.id }
							scope="col"
							className={ alignment( column ) }
							aria-sort={ order ?? undefined }
						>
							<button
								type="button"
								className="gatehouse-screen__sort"
								onClick={ () =>
									onSort( nextSort( column, order ) )
								}
							>
								{ column.label }
								<span aria-hidden="true">
									{ order === 'ascending' ? '▲' : '▼' }
								</span>
							</button>
						</th>
					);
				} ) }
			</tr>
		</thead>
	);
}

type Order = 'ascending' | 'descending' | null;

function orderOf( { id }: Column, sort: string | null ): Order {
	if ( sort === id ) {
		return 'ascending';
	}
	return sort === `-${ id }` ? 'descending' : null;
}

/** Names from A, numbers from the largest; then the other way round. */
function nextSort( { id, kind }: Column, order: Order ): string {
	const isDescending =
		order === null ? kind !== 'text' : order === 'ascending';
	return isDescending ? `-${ id }` : id;
}
