import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../scripts/service.mjs';
import { makeFolder } from './gatehouse';
import { bundle, settingsFor } from './processes';
import { startSite } from './site';

it.skipIf( ! existsSync( '/dev/full' ) )(
	'answers while there is no room for a line of its log',
	{ timeout: 20_000 },
	async () => {
		const site = await startSite();
		const port = await freePort();
		const full = openSync( '/dev/full', 'w' );
		const child = spawn( process.execPath, [ bundle ], {
			env: {
				...settingsFor( site, await makeFolder() ),
				GATEHOUSE_PORT: String( port ),
			},
			stdio: [ 'ignore', full, full ],
		} );
		onTestFinished( () => void child.kill( 'SIGKILL' ) );
		const ask = async () => {
			const answer = await fetch(
				`http://127.0.0.1:${ port }/reports/healthz`,
				{ signal: AbortSignal.timeout( 1000 ) }
			).catch( () => null );
			return answer?.status;
		};
		await expect.poll( ask, { timeout: 15_000 } ).toBe( 200 );
		expect( child.exitCode ).toBeNull();
	}
);
