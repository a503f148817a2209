import { sql } from 'kysely';
import { createConnection } from 'mysql2/promise';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startMariadb } from '../../scripts/servers/mariadb.mjs';
import { Browser } from './browser';
import { makeFolder, startGatehouse } from './gatehouse';
import {
	canMount,
	expectBack,
	expectHeldUp,
	fillDisk,
	mountDisk,
	startSignedIn,
} from './failing-store';
import { makeState, makeVerifier } from './site';
import { connectTo, isMariadb } from './test-store';

type Server = Awaited< ReturnType< typeof startMariadb > >;

async function asAdministrator( { folder }: Server, statement: string ) {
	const admin = await createConnection( {
		socketPath: `${ folder }/mariadb.sock`,
		user: 'root',
	} );
	await admin.query( statement );
	await admin.end();
}

async function startServer( folder: string ) {
	const server = await startMariadb( `${ folder }/mariadb` );
	onTestFinished( () => server.stop() );
	await asAdministrator( server, 'create database gatehouse' );
	return server;
}

type Trouble = {
	/** The trouble that readyz names. */
	code: string;
	/** Answers how to mend it. */
	strike( server: Server ): Promise< () => Promise< void > >;
};

const troubles: Array< [ string, Trouble ] > = [
	[
		'that is killed and comes back',
		{
			code: 'store_failing',
			async strike( server ) {
				process.kill( Number( server.pid() ), 'SIGKILL' );
				return server.restart;
			},
		},
	],
	[
		'that is frozen',
		{
			code: 'store_failing',
			async strike( server ) {
				const pid = Number( server.pid() );
				process.kill( pid, 'SIGSTOP' );
				return async () => void process.kill( pid, 'SIGCONT' );
			},
		},
	],
	[
		'that becomes read-only',
		{
			code: 'store_read_only',
			async strike( server ) {
				await asAdministrator( server, 'set global read_only = 1' );
				return () =>
					asAdministrator( server, 'set global read_only = 0' );
			},
		},
	],
];

describe.runIf( isMariadb ).each( troubles )(
	'a database server %s',
	{ timeout: 90_000 },
	( _name, trouble ) => {
		it( 'keeps everybody signed in, and says what is wrong', async () => {
			const folder = await makeFolder();
			const server = await startServer( folder );
			const signedIn = await startSignedIn( folder, {
				GATEHOUSE_STORE: server.url( 'gatehouse' ),
			} );
			const mend = await trouble.strike( server );
			await expectHeldUp( signedIn, trouble.code );
			await mend();
			await expectBack( signedIn );
		} );
	}
);

describe.runIf( isMariadb && canMount )(
	'a database server whose disk is full',
	{ timeout: 90_000 },
	() => {
		it( 'takes what it has room for, and refuses the rest as a whole', async () => {
			const folder = await mountDisk( 220 );
			const server = await startServer( folder );
			const signedIn = await startSignedIn( folder, {
				GATEHOUSE_STORE: server.url( 'gatehouse' ),
			} );
			const { process, browser } = signedIn;
			const empty = await fillDisk( folder );

			const signIn = ( version: number ) => {
				const wps = makeVerifier();
				const state = makeState( { version, live: [ wps ] } );
				return new Browser( process ).handOff( { wps, state } );
			};
			let refused = null;
			for ( let tries = 2; refused === null && tries < 3000; tries++ ) {
				const answer = await signIn( tries );
				refused = answer.ok ? null : answer;
			}
			expect( refused?.status ).toBe( 503 );
			expect( refused?.headers.get( 'retry-after' ) ).toBe( '1' );
			expect( refused?.headers.getSetCookie() ).toEqual( [] );
			expect( process.output() ).toContain( '"trouble":"store_full"' );
			// What changes a row in its place goes on.
			expect( [ 200, 503 ] ).toContain(
				( await browser.renew() ).status
			);
			expect( ( await browser.fetch( '/session' ) ).status ).toBe( 200 );

			await empty();
			expect( ( await signIn( 3000 ) ).status ).toBe( 200 );
			await expectBack( signedIn );
		} );
	}
);

describe.runIf( isMariadb )( 'a fault of the database', () => {
	it( 'is logged without what a person’s row holds', async () => {
		const gatehouse = await startGatehouse();
		const wps = makeVerifier();
		const other = await connectTo( gatehouse.folder );
		await other.query(
			'alter table gatehouse_sessions modify csrf varchar( 3 ) not null'
		);
		const answer = await new Browser( gatehouse ).handOff( {
			wps,
			state: makeState( { live: [ wps ], name: 'Somebody' } ),
		} );
		await other.query(
			'alter table gatehouse_sessions modify csrf varchar( 64 ) not null'
		);
		await other.end();
		expect( answer.status ).toBe( 500 );
		const log = gatehouse.log.join( '' );
		expect( log ).toMatch( /Data too long for column 'csrf'/ );
		expect( log ).not.toContain( 'insert into' );
		expect( log ).not.toContain( wps );
	} );

	it( 'that names what a row holds does not tell it', async () => {
		const { folder, store } = await startGatehouse();
		const other = await connectTo( folder );
		const row = "( 'https://example.com', 'a-secret-of-somebody', 1 )";
		const insert = `insert into gatehouse_used_statements ( site, id, at ) values ${ row }`;
		await other.query( insert );
		await other.end();
		const refused = store.commit( ( writing ) =>
			sql.raw( insert ).execute( writing )
		);
		await expect( refused ).rejects.toThrow(
			"Duplicate entry '…' for key"
		);
	} );
} );
