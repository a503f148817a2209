import { basename } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { inject } from 'vitest';
import { openSettings } from '../../sidecar/config/settings';
import { readStore, type StorePlace } from '../../sidecar/config/store';

/** Up to the name of a database; empty in the project that runs on SQLite. */
const server = inject( 'mariadb' ) ?? '';

/** Whether the tests run against MariaDB, and not SQLite. */
export const isMariadb = server !== '';

/** The settings of a store: files in the folder, or a database that is named after it. */
export function storeSettings( folder: string ): Record< string, string > {
	return isMariadb
		? { GATEHOUSE_STORE: `${ server }${ databaseOf( folder ) }` }
		: {};
}

export function storeIn( folder: string ): StorePlace {
	return readStore( openSettings( storeSettings( folder ) ), folder );
}

/** A fresh database takes longer to make than most tests run: those of past tests are emptied. */
const databases = new Map< string, string >();
const emptied: string[] = [];

export async function createStoreFor( folder: string ): Promise< void > {
	if ( ! isMariadb ) {
		return;
	}
	const database = emptied.pop();
	databases.set( folder, database ?? nameAfter( folder ) );
	if ( database === undefined ) {
		await ask( `create database ${ databaseOf( folder ) }` );
	}
}

export async function dropStoreOf( folder: string ): Promise< void > {
	if ( ! isMariadb ) {
		return;
	}
	const connection = await connectTo( folder );
	const [ tables ] = await connection.query< RowDataPacket[] >(
		"select table_name as name from information_schema.tables where table_schema = database() and table_name not regexp '_(migrations|migration_lock|shapes)$'"
	);
	for ( const { name } of tables ) {
		await connection.query( `delete from ${ name }` );
	}
	await connection.end();
	emptied.push( databaseOf( folder ) );
	databases.delete( folder );
}

/** A connection of somebody else to the same database. */
export async function connectTo( folder: string ) {
	return createConnection( `${ server }${ databaseOf( folder ) }` );
}

function databaseOf( folder: string ): string {
	return databases.get( folder ) ?? nameAfter( folder );
}

function nameAfter( folder: string ): string {
	return basename( folder ).replace( /\W/g, '_' );
}

async function ask( text: string ): Promise< void > {
	const connection = await createConnection( server );
	await connection.query( text );
	await connection.end();
}
