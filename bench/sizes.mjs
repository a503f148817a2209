import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createConnection } from 'mysql2/promise';
import { bundleSidecar } from '../scripts/bundle.mjs';
import { runScript } from '../scripts/fault.mjs';
import { createCrowd } from '../scripts/faults/crowd.mjs';
import { startFleet } from '../scripts/faults/fleet.mjs';
import { startSite } from '../scripts/faults/site.mjs';
import { forgetful, startMariadb } from '../scripts/servers/mariadb.mjs';
import { wait } from '../scripts/service.mjs';
import { say, step } from '../scripts/terminal.mjs';

const sessions = Number( process.env.SIZES_SESSIONS ?? 10_000 );
const posts = Number( process.env.SIZES_FACTS ?? 100_000 );

/** What a store takes on disk for sessions and for facts, all of which came in the ordinary way. */
await runScript( async () => {
	const folder = await mkdtemp( join( tmpdir(), 'gatehouse-sizes-' ) );
	try {
		await bundleSidecar();
		await step( 'SQLite', () => onSqlite( join( folder, 'sqlite' ) ) ).then(
			tell( 'SQLite, bytes of file' )
		);
		await step( 'MariaDB', () =>
			onMariadb( join( folder, 'mariadb' ) )
		).then( tell( 'MariaDB, bytes of tablespace' ) );
	} finally {
		await rm( folder, { recursive: true, force: true } );
	}
} );

async function onSqlite( folder ) {
	await fill( folder, {} );
	const sizeOf = async ( name ) => {
		const file = join( folder, 'sidecar', name );
		const database = new DatabaseSync( file );
		database.exec( 'pragma wal_checkpoint( truncate )' );
		database.close();
		return ( await stat( file ) ).size;
	};
	return {
		sessions: await sizeOf( 'sessions.sqlite' ),
		facts: await sizeOf( 'facts.sqlite' ),
	};
}

async function onMariadb( folder ) {
	const server = await startMariadb( folder, { settings: forgetful } );
	try {
		const connection = await createConnection( server.url( '' ) );
		await connection.query( 'create database gatehouse' );
		await fill( folder, { GATEHOUSE_STORE: server.url( 'gatehouse' ) } );
		await connection.end();
		const data = join( server.folder, 'data', 'gatehouse' );
		const sizes = { sessions: 0, facts: 0 };
		for ( const file of await readdir( data ) ) {
			const [ , name ] = /^gatehouse_(\w+)\.ibd$/.exec( file ) ?? [];
			if ( name !== undefined ) {
				const part = /^(facts|rollup)_/.test( name )
					? 'facts'
					: 'sessions';
				sizes[ part ] += ( await stat( join( data, file ) ) ).size;
			}
		}
		return sizes;
	} finally {
		await server.stop();
	}
}

async function fill( folder, settings ) {
	const site = await startSite( { posts } );
	const fleet = await startFleet( {
		site,
		folder,
		count: 1,
		settingsOf: () => settings,
	} );
	const crowd = createCrowd( { site, ports: fleet.ports } );
	try {
		await crowd.fill( sessions );
		await untilCounted( crowd );
	} finally {
		crowd.close();
		await fleet.stop();
		site.close();
	}
}

async function untilCounted( crowd ) {
	const [ person ] = crowd.live();
	for ( let i = 0; i < 1200; i++ ) {
		const { body } = await person.report( 'publishing' );
		if ( JSON.parse( body ).state === 'ready' ) {
			return;
		}
		await wait( 100 );
	}
	throw new Error( 'the facts did not all come' );
}

function tell( title ) {
	return ( found ) => {
		say(
			`${ title }: ${ Math.round( found.sessions / sessions ) } a session, ${ Math.round( found.facts / posts ) } a fact`
		);
	};
}
