import { type Kysely, sql } from 'kysely';
import { columnTypes, createTable, required } from '../tables/tables';
import { changeFacts } from './change';
import type { Facts } from './facts';

/** Apart from the sites, which every report reads. */
export type LogoTable = {
	site: number;
	version: string;
	/** PNG or JPEG in base64. */
	picture: string | null;
};

export async function createLogos( db: Kysely< never > ): Promise< void > {
	await createTable( db, 'logos', ( table ) =>
		table
			.addColumn( 'site', 'integer', ( column ) => column.primaryKey() )
			.addColumn( 'version', columnTypes.id, required )
			// MySQL's "text" ends at 64 KB.
			.addColumn( 'picture', sql`mediumtext` )
	);
}

/** '' before there was one. */
export async function logoVersion(
	{ db }: Facts,
	home: string
): Promise< string > {
	const row = await db
		.selectFrom( 'logos' )
		.innerJoin( 'sites', 'sites.site', 'logos.site' )
		.select( 'logos.version' )
		.where( 'sites.home', '=', home )
		.executeTakeFirst();
	return row?.version ?? '';
}

export async function findLogo(
	{ db }: Facts,
	home: string
): Promise< Buffer | null > {
	const row = await db
		.selectFrom( 'logos' )
		.innerJoin( 'sites', 'sites.site', 'logos.site' )
		.select( 'logos.picture' )
		.where( 'sites.home', '=', home )
		.executeTakeFirst();
	return row?.picture ? Buffer.from( row.picture, 'base64' ) : null;
}

export async function keepLogo(
	facts: Facts,
	logo: LogoTable
): Promise< void > {
	await changeFacts( facts, ( writing ) =>
		writing.replaceInto( 'logos' ).values( logo ).execute()
	);
}
