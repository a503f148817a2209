import { spawnSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../scripts/command.mjs';
import { modernNode } from '../../scripts/dependencies.mjs';
import { readConfig } from '../../sidecar/config';
import { makeFolder, unpackSidecar } from './archive';
import { readExample } from './example';

const analyze = findProgram( 'systemd-analyze' );

/** Ten times what `systemd-analyze security` calls the exposure: 1.3 when this was written, 9.6 without any hardening. */
const mostExposure = '15';

describe( 'the unit for systemd', () => {
	let folder: string;
	let program: string;
	let unit: string;
	beforeAll( async () => {
		folder = await makeFolder( 'unit' );
		program = await unpackSidecar( folder );
		unit = join( folder, 'gatehouse.service' );
		await writeFile(
			unit,
			await readExample( program, 'gatehouse.service', {
				'/usr/bin/node': modernNode(),
				'/opt/gatehouse-sidecar': program,
			} )
		);
	} );
	afterAll( () => rm( folder, { recursive: true, force: true } ) );

	const ask = ( ...args: string[] ) => {
		const { status, stderr } = spawnSync( analyze ?? '', args, {
			encoding: 'utf8',
		} );
		return { status, stderr };
	};

	it.skipIf( analyze === null )(
		'holds nothing that systemd does not know',
		() => {
			expect( ask( 'verify', '--man=no', unit ) ).toEqual( {
				status: 0,
				stderr: '',
			} );
		}
	);

	it.skipIf( analyze === null )(
		'leaves the service little to do harm with',
		() => {
			const { status } = ask(
				'security',
				'--offline=true',
				`--threshold=${ mostExposure }`,
				unit
			);
			expect( status ).toBe( 0 );
		}
	);

	it( 'has an example of its settings that the sidecar takes', async () => {
		const settings = parseEnv(
			await readExample( program, 'gatehouse.env', {} )
		);
		const { sites, trustedProxies } = readConfig( settings, program );
		expect( sites.map( ( { base } ) => base ) ).toEqual( [
			'https://example.com/reports',
		] );
		expect( trustedProxies ).toEqual( [ '127.0.0.1' ] );
	} );
} );
