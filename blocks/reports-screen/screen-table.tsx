import { useCallback } from '@wordpress/element';
import { endsWithOthers, leftOut } from '../report-view/left-out';
import type { DataTableProps } from '../report-view/data-table';
import { TableRows } from '../report-view/table-rows';
import { askTable } from './ask-rows';
import { failureWords } from './failure-words';
import { useScreen } from './screen-context';
import { SortableHead } from './sortable-head';
import { TablePages } from './table-pages';
import { TableSearch } from './table-search';
import { tableWords } from './table-words';
import { useAnswer } from './use-answer';

/** A report's table that can be sorted, searched and shown whole. */
export function ScreenTable( { table, document, words }: DataTableProps ) {
	const { page, place, goTo, asked } = useScreen();
	const { locale } = page.context;
	const own = tableWords( locale );
	const whole = place.table?.id === table.id ? place.table : null;
	const question = useCallback(
		() =>
			askTable( page.client, asked, {
				id: table.id,
				page: whole?.page ?? 1,
				sort: whole?.sort ?? null,
				search: whole?.search ?? '',
			} ),
		// eslint-disable-next-line react-hooks/exhaustive-deps -- What is asked again with every copy of the report is as fresh as it.
		[
			page.client,
			asked,
			table.id,
			whole?.page,
			whole?.sort,
			whole?.search,
			document.asOf,
		]
	);
	const { value, failure, isAsking } = useAnswer(
		page,
		whole ? question : null
	);
	const answer = whole && value;
	const shown = answer ?? table;
	const writing = {
		locale: document.locale,
		currency: document.currency,
		people: { ...document.people, ...answer?.people },
	};
	const left = leftOut( table, document );

	function show( change: Partial< NonNullable< typeof whole > > ) {
		const before = whole ?? { id: table.id, sort: null, search: '' };
		goTo(
			{ ...place, table: { ...before, page: 1, ...change } },
			change.search === undefined ? undefined : 'typing'
		);
	}

	function pressed( row: number ) {
		const key = shown.keys[ row ] ?? null;
		if ( key !== null ) {
			return () =>
				goTo( {
					...place,
					behind: { table: table.id, key: String( key ) },
				} );
		}
		const isOthers =
			! answer &&
			endsWithOthers( table ) &&
			row === shown.rows.length - 1;
		return isOthers ? () => show( {} ) : null;
	}

	return (
		<div
			className="gatehouse-report__table"
			aria-busy={ isAsking }
			data-table={ table.id }
		>
			{ ( left !== null || whole ) && (
				<TableSearch
					search={ whole?.search ?? '' }
					label={ own.search( shown.columns[ 0 ]?.label ?? '' ) }
					onSearch={ ( search ) => show( { search } ) }
				/>
			) }
			<table>
				<caption className="gatehouse-unseen">{ table.title }</caption>
				<SortableHead
					columns={ table.columns }
					sort={ whole?.sort ?? null }
					onSort={ ( sort ) => show( { sort } ) }
				/>
				<TableRows
					table={ shown }
					writing={ writing }
					words={ words }
					pressed={ pressed }
				/>
			</table>
			<div className="gatehouse-screen__below" role="status">
				{ failure !== null && (
					<p>{ failureWords( failure, locale ) }</p>
				) }
				{ answer?.count === 0 && <p>{ own.nothingFound }</p> }
				{ ! whole && left !== null && (
					<p>
						{ left }{ ' ' }
						<button
							type="button"
							className="button-link"
							onClick={ () => show( {} ) }
						>
							{ own.showAll }
						</button>
					</p>
				) }
			</div>
			{ whole && (
				<TablePages
					answer={ answer }
					locale={ locale }
					onPage={ ( number ) => show( { page: number } ) }
					onClose={ () => goTo( { ...place, table: null } ) }
				/>
			) }
		</div>
	);
}
