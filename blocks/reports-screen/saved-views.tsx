import type { ReportQuery } from '../../sidecar/contract/report-query';
import type { View } from '../../sidecar/contract/views';
import { failureWords } from './failure-words';
import { Menu } from './menu';
import { isSameQuery } from './same-query';
import { SaveView } from './save-view';
import { useScreen } from './screen-context';
import { useViews } from './use-views';
import { ViewEntry } from './view-entry';
import { viewWords } from './view-words';

type Props = {
	report: string;
	query: ReportQuery;
	grants: readonly string[];
	isLive: boolean;
};

/** Reports with their settings under a name, one's own and those that are shared. */
export function SavedViews( { report, query, grants, isLive }: Props ) {
	const { page, place, goTo } = useScreen();
	const { locale } = page.context;
	const words = viewWords( locale );
	const { views, failure, deleted, ...act } = useViews( page, isLive );
	const isCurrent = ( view: View ) =>
		view.report === report && isSameQuery( view.query, query );
	const current = views?.find( isCurrent );
	const mayShare = grants.includes( 'publish' );
	const mayManage = grants.includes( 'manage' );
	if ( views === null ) {
		return (
			failure && (
				<p className="gatehouse-views__news" role="status">
					{ words.views }: { failureWords( failure, locale ) }
				</p>
			)
		);
	}
	return (
		<Menu
			label={ words.views }
			shown={ current?.name ?? words.none }
			isActive={ current !== undefined }
		>
			{ views.length === 0 && (
				<p className="gatehouse-views__empty">{ words.empty }</p>
			) }
			<ul className="gatehouse-views">
				{ views.map( ( view ) => (
					<ViewEntry
						key={ view.id }
						view={ view }
						isCurrent={ view === current }
						mayChange={
							view.isOwn || ( view.isShared && mayManage )
						}
						mayShare={ mayShare }
						words={ words }
						onOpen={ () =>
							goTo( {
								report: view.report,
								query: view.query,
								table: null,
								behind: null,
								paper: place.paper,
							} )
						}
						onChange={ ( change ) => act.change( view, change ) }
						onDelete={ () => act.remove( view ) }
					/>
				) ) }
			</ul>
			<p className="gatehouse-views__news" role="status">
				{ failure !== null && failureWords( failure, locale ) }
				{ deleted && (
					<>
						{ words.deleted( deleted.name ) }{ ' ' }
						<button
							type="button"
							className="button-link"
							// The button that was pressed is gone, and the focus with it.
							ref={ ( undo ) => undo?.focus() }
							onClick={ () => void act.keep( deleted ) }
						>
							{ words.undo }
						</button>
					</>
				) }
			</p>
			<SaveView
				key={ current?.id ?? '' }
				mayShare={ mayShare }
				words={ words }
				onSave={ ( name, isShared ) =>
					act.keep( { name, isShared, report, query } )
				}
			/>
		</Menu>
	);
}
