import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { findProgram } from '../../scripts/command.mjs';

const network = join( import.meta.dirname, 'local-network' );

export type Found = { id: string; level: string; what: string };

export type Patient = {
	node: string;
	/** Where the archive is unpacked. */
	program: string;
	/** Of the running sidecar. */
	settings: Record< string, string >;
	/** To run as; null: whoever runs the tests. */
	user: string | null;
	/** Of the web server. */
	port: number;
};

/** The whole of 127.0.0.0/8 is this machine. */
export const visitorAddress = '127.6.5.4';

/** What the doctor finds, typed in the folder of the program; its machine has the visitor's address. */
export async function askDoctor( {
	node,
	program,
	settings,
	user,
	port,
}: Patient ): Promise< Found[] > {
	// The user may not read the tests.
	for ( const file of [ 'resolve.cjs', 'elsewhere.cjs' ] ) {
		await cp( join( network, file ), join( program, file ) );
	}
	const command = [
		...( user === null
			? []
			: [ findProgram( 'runuser' ) ?? 'runuser', '-u', user, '--' ] ),
		node,
		...[ '--require', './resolve.cjs', '--require', './elsewhere.cjs' ],
		...[ 'gatehouse.cjs', 'doctor', '--json' ],
	];
	const child = spawn( command[ 0 ] ?? node, command.slice( 1 ), {
		cwd: program,
		env: {
			...settings,
			VISITED_PORT: String( port ),
			VISITOR_ADDRESS: visitorAddress,
		},
	} );
	let said = '';
	child.stdout.on( 'data', ( part ) => ( said += part ) );
	child.stderr.on( 'data', ( part ) => ( said += part ) );
	const exit = await new Promise( ( resolve ) =>
		child.on( 'close', resolve )
	);
	expect( said ).toMatch( /^\{/ );
	const { passed, findings } = JSON.parse( said );
	expect( exit ).toBe( passed ? 0 : 1 );
	return findings;
}

/** All that lies between a browser and the sidecar, and its place among the processes. */
export function expectWell( findings: Found[] ): void {
	expect( findings.filter( ( { level } ) => level === 'wrong' ) ).toEqual(
		[]
	);
	const whatOf = ( id: string ) =>
		findings.find( ( one ) => one.id === id )?.what;
	expect( whatOf( 'processes_seen' ) ).toMatch( /process \d+ on / );
	expect( whatOf( 'base_reached' ) ).toBeDefined();
	expect( whatOf( 'proxies_right' ) ).toContain(
		`counted by ${ visitorAddress } `
	);
	expect( whatOf( 'cookie_kept' ) ).toBeDefined();
	expect( whatOf( 'own_key_trusted' ) ).toBeDefined();
	expect( whatOf( 'clock_right' ) ).toBeDefined();
}
