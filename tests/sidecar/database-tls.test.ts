import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { expectBack, startSignedIn } from './failing-store';
import { makeFolder } from './gatehouse';
import { asAdministrator, startOwnMariadb } from './own-mariadb';
import { run, settingsFor } from './processes';
import { startSite } from './site';
import { isMariadb } from './test-store';

/** An authority of our own, and a server's certificate from it. */
async function makeCertificate( folder: string, name: string ) {
	const openssl = ( ...args: string[] ) =>
		execFileSync( 'openssl', args, { cwd: folder, stdio: 'pipe' } );
	const fresh = [ 'req', '-newkey', 'rsa:2048', '-nodes', '-keyout' ];
	openssl(
		...[ ...fresh, 'authority.key', '-x509', '-days', '2' ],
		...[ '-subj', '/CN=Our authority', '-out', 'authority.pem' ]
	);
	openssl(
		...[ ...fresh, 'server.key', '-subj', '/CN=database' ],
		...[ '-out', 'server.csr' ]
	);
	await writeFile( `${ folder }/names`, `subjectAltName=${ name }` );
	openssl(
		...[ 'x509', '-req', '-in', 'server.csr', '-days', '2' ],
		...[ '-CA', 'authority.pem', '-CAkey', 'authority.key' ],
		...[ '-CAcreateserial', '-extfile', 'names', '-out', 'server.pem' ]
	);
	return {
		authority: `${ folder }/authority.pem`,
		server: [
			`--ssl-cert=${ folder }/server.pem`,
			`--ssl-key=${ folder }/server.key`,
		],
	};
}

describe.runIf( isMariadb ).each( [
	[ 'name', 'DNS:localhost', 'localhost', '127.0.0.1' ],
	[ 'IP address', 'IP:127.0.0.1', '127.0.0.1', 'localhost' ],
] )(
	'a database with a certificate for its %s',
	{ timeout: 60_000 },
	( _kind, certified, right, wrong ) => {
		it( 'is reached by TLS under that, and under nothing else', async () => {
			const folder = await makeFolder();
			const { authority, server: settings } = await makeCertificate(
				folder,
				certified
			);
			const server = await startOwnMariadb( folder, [
				...settings,
				'--require-secure-transport=1',
			] );
			await asAdministrator( server, [ 'create database gatehouse' ] );
			const storeAt = ( host: string ) => ( {
				GATEHOUSE_STORE: `${ server
					.url( 'gatehouse' )
					.replace( '127.0.0.1', host ) }?tls=required`,
			} );
			const trusting = { NODE_EXTRA_CA_CERTS: authority };
			await expectBack(
				await startSignedIn( folder, {
					...trusting,
					...storeAt( right ),
				} )
			);

			const site = settingsFor( await startSite(), folder );
			const stranger = run( { ...site, ...storeAt( right ) } );
			expect( await stranger.ended ).toBe( 78 );
			expect( stranger.output() ).toMatch(
				/is not trusted.*NODE_EXTRA_CA_CERTS/
			);
			const misnamed = run( {
				...site,
				...trusting,
				...storeAt( wrong ),
			} );
			expect( await misnamed.ended ).toBe( 78 );
			expect( misnamed.output() ).toMatch(
				/is for somebody else .*altnames/
			);
		} );
	}
);
