import type { Store, Writing } from '../store';
import type { ViewRow } from '../tables/schema';

type Owner = { site: string; user: number };

/** This user's own, and what others share. */
export function findViews(
	db: Store[ 'db' ],
	{ site, user }: Owner
): Promise< ViewRow[] > {
	return db
		.selectFrom( 'views' )
		.selectAll()
		.where( 'site', '=', site )
		.where( ( { eb, or } ) =>
			or( [ eb( 'user', '=', user ), eb( 'is_shared', '=', 1 ) ] )
		)
		.orderBy( 'name' )
		.orderBy( 'id' )
		.execute();
}

export function findOwnViews(
	db: Store[ 'db' ],
	{ site, user }: Owner
): Promise< Array< Pick< ViewRow, 'id' | 'name' | 'report' > > > {
	return db
		.selectFrom( 'views' )
		.select( [ 'id', 'name', 'report' ] )
		.where( 'site', '=', site )
		.where( 'user', '=', user )
		.orderBy( 'id' )
		.execute();
}

export function findView(
	db: Store[ 'db' ] | Writing,
	site: string,
	id: string
): Promise< ViewRow | undefined > {
	return db
		.selectFrom( 'views' )
		.selectAll()
		.where( 'site', '=', site )
		.where( 'id', '=', id )
		.executeTakeFirst();
}

export async function countViews(
	db: Writing,
	{ site, user }: Owner
): Promise< number > {
	const { count } = await db
		.selectFrom( 'views' )
		.select( ( { fn } ) => fn.countAll< number >().as( 'count' ) )
		.where( 'site', '=', site )
		.where( 'user', '=', user )
		.executeTakeFirstOrThrow();
	return count;
}

export async function insertView( db: Writing, row: ViewRow ): Promise< void > {
	await db.insertInto( 'views' ).values( row ).execute();
}

export async function updateView(
	db: Writing,
	{ id, user, name, query, is_shared }: ViewRow
): Promise< void > {
	await db
		.updateTable( 'views' )
		.set( { user, name, query, is_shared } )
		.where( 'id', '=', id )
		.execute();
}

export async function deleteView( db: Writing, id: string ): Promise< void > {
	await db.deleteFrom( 'views' ).where( 'id', '=', id ).execute();
}

/** Their own go; those that others use stay, and are nobody's. Answers how many it was. */
export async function forgetViewsOf(
	db: Writing,
	{ site, user }: Owner
): Promise< number > {
	const own = await db
		.deleteFrom( 'views' )
		.where( 'site', '=', site )
		.where( 'user', '=', user )
		.where( 'is_shared', '=', 0 )
		.executeTakeFirst();
	const shared = await db
		.updateTable( 'views' )
		.set( { user: 0 } )
		.where( 'site', '=', site )
		.where( 'user', '=', user )
		.executeTakeFirst();
	return Number( own.numDeletedRows ) + Number( shared.numUpdatedRows );
}

/** Of people whom the site no longer lets in and who are forgotten. */
export async function forgetOwnerless( store: Store ): Promise< void > {
	const owners = await store.db
		.selectFrom( 'views' )
		.leftJoin( 'users', ( join ) =>
			join
				.onRef( 'users.site', '=', 'views.site' )
				.onRef( 'users.user', '=', 'views.user' )
		)
		.select( [ 'views.site', 'views.user' ] )
		.where( 'users.user', 'is', null )
		.where( 'views.user', '!=', 0 )
		.distinct()
		.execute();
	for ( const owner of owners ) {
		await store.commit( ( writing ) => forgetViewsOf( writing, owner ) );
	}
}
