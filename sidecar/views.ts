import type { ReportQuery } from './contract/report-query';
import type { NewView, View } from './contract/views';
import { Refusal } from './errors';
import { readQuery } from './reports/query';
import { toSearch } from './report-search';
import { formatDay } from './store/facts/days';
import {
	countViews,
	deleteView,
	findView,
	findViews,
	insertView,
	updateView,
} from './store/rows/view';
import type { Store, Writing } from './store/store';
import type { ViewRow } from './store/tables/schema';

/** Whoever asks. */
export type ViewReader = { site: string; user: number; mayManage: boolean };

export type Views = {
	/** Of these reports alone: the others may not be seen. */
	of( reader: ViewReader, reports: ReadonlySet< string > ): Promise< View[] >;
	/** Refuses with `views_full`. */
	keep( reader: ViewReader, view: NewView ): Promise< View >;
	/** Refuses with `view_unknown` what this reader may not change. */
	find( reader: ViewReader, id: string ): Promise< View >;
	change( reader: ViewReader, id: string, view: NewView ): Promise< View >;
	remove( reader: ViewReader, id: string ): Promise< void >;
};

const viewsPerUser = 100;

export function createViews( {
	store,
	randomId,
}: {
	store: Store;
	randomId: () => string;
} ): Views {
	return {
		async of( reader, reports ) {
			const rows = await findViews( store.db, reader );
			return rows
				.filter( ( { report } ) => reports.has( report ) )
				.map( ( row ) => toView( row, reader ) );
		},

		keep: ( reader, view ) =>
			store.commit( async ( writing ) => {
				if ( ( await countViews( writing, reader ) ) >= viewsPerUser ) {
					throw new Refusal( 'views_full' );
				}
				const { site, user } = reader;
				const row = { id: randomId(), site, user, ...toRow( view ) };
				await insertView( writing, row );
				return toView( row, reader );
			} ),

		find: async ( reader, id ) =>
			toView( await requireView( store.db, reader, id ), reader ),

		change: ( reader, id, view ) =>
			store.commit( async ( writing ) => {
				const before = await requireView( writing, reader, id );
				// Nobody's, taken back from everybody, would be seen by no one.
				const user =
					before.user === 0 && ! view.isShared
						? reader.user
						: before.user;
				const row = { ...before, ...toRow( view ), user };
				await updateView( writing, row );
				return toView( row, reader );
			} ),

		remove: ( reader, id ) =>
			store.commit( async ( writing ) => {
				await requireView( writing, reader, id );
				await deleteView( writing, id );
			} ),
	};
}

/** Somebody else's own one is as unknown as none. */
async function requireView(
	db: Store[ 'db' ] | Writing,
	{ site, user, mayManage }: ViewReader,
	id: string
): Promise< ViewRow > {
	const row = await findView( db, site, id );
	const isTheirs =
		row?.user === user || ( mayManage && row?.is_shared === 1 );
	if ( row === undefined || ! isTheirs ) {
		throw new Refusal( 'view_unknown', { parameter: 'id' } );
	}
	return row;
}

function toRow( { name, report, query, isShared }: NewView ) {
	return {
		name,
		report,
		query: toSearch( query ).toString(),
		is_shared: isShared ? 1 : 0,
	};
}

function toView( row: ViewRow, { user }: ViewReader ): View {
	return {
		id: row.id,
		name: row.name,
		report: row.report,
		query: normalQuery( new URLSearchParams( row.query ) ),
		isShared: row.is_shared === 1,
		isOwn: row.user === user,
	};
}

/** One way of saying it, whatever was left out; refuses a wrong one. A view is read in anybody's language. */
export function normalQuery( search: URLSearchParams ): ReportQuery {
	const { period, by, compare, currency, filters } = readQuery( search );
	return {
		...( typeof period === 'string'
			? { period }
			: { from: formatDay( period.from ), to: formatDay( period.to ) } ),
		...( by !== null && { by } ),
		compare,
		...( currency !== null && { currency } ),
		...( Object.keys( filters ).length > 0 && { filters } ),
	};
}
