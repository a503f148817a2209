import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startBehindSocket } from '../../scripts/servers/litespeed.mjs';
import { startNginx } from '../../scripts/servers/nginx.mjs';
import { freePort, statusOf } from '../../scripts/service.mjs';
import { Browser } from '../sidecar/browser';
import { startSite } from '../sidecar/site';
import { makeFolder, unpackSidecar } from './archive';
import { askFrom } from './ask-from';
import { lacks } from './lacks';

/** The archive as LiteSpeed runs it; nginx stands for LiteSpeed itself. */
async function openHost() {
	const folder = await makeFolder( 'litespeed' );
	onTestFinished( () => rm( folder, { recursive: true, force: true } ) );
	const program = await unpackSidecar( folder );
	const socket = join( folder, 'program.sock' );
	const port = await freePort();
	const nginx = await startNginx( {
		folder: join( folder, 'nginx' ),
		port,
		configuration: `server {
			listen 127.0.0.1:${ port };
			location / {
				proxy_pass http://unix:${ socket }:;
				proxy_set_header Host $http_host;
				proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
			}
		}`,
	} );
	onTestFinished( () => nginx.stop() );
	const site = await startSite();
	const address = `http://127.0.0.1:${ port }/reports`;
	const console = join( folder, 'console.log' );
	return {
		site,
		address,
		clock: { now: Date.now() },
		console: () => readFile( console, 'utf8' ),
		async start() {
			const started = await startBehindSocket( {
				program,
				socket,
				env: {
					GATEHOUSE_SITES: `${ site.home }=${ site.base }`,
					GATEHOUSE_TRUSTED_PROXIES: '127.0.0.1',
					GATEHOUSE_LOG_LEVEL: 'debug',
					// Taken, which nobody notices: the port is LiteSpeed's affair.
					GATEHOUSE_PORT: String( port ),
					LSNODE_CONSOLE_LOG: console,
				},
				log: join( folder, 'stderr.log' ),
				until: async () =>
					( await statusOf( port, '/reports/healthz' ) ) === 200,
			} );
			onTestFinished( () => started.stop() );
			return started;
		},
	};
}

describe.skipIf( lacks( 'nginx' ) )( 'a LiteSpeed host', () => {
	it( 'runs it in one process, which comes back with every session', async () => {
		const host = await openHost();
		const browser = new Browser( host );
		const first = await host.start();
		await browser.signIn();
		expect( ( await browser.renew() ).status ).toBe( 200 );

		await first.stop();
		expect( await first.ended ).toBe( 'exit code 0' );
		expect( await host.console() ).toContain( 'Gatehouse has finished' );
		expect( ( await browser.renew() ).status ).toBe( 502 );

		await host.start();
		expect( ( await browser.renew() ).status ).toBe( 200 );
	} );

	it( 'knows a visitor by what LiteSpeed says, not by what the visitor says', async () => {
		const host = await openHost();
		await host.start();
		await askFrom( '127.9.8.7', `${ host.address }/session`, {
			headers: { 'X-Forwarded-For': '203.0.113.9' },
		} );
		await expect
			.poll( host.console )
			.toContain( '"network":"127.9.8.0/24"' );
		expect( await host.console() ).not.toContain( '203.0.113' );
	} );
} );
