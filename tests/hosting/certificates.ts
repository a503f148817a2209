import { createHash, X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, run } from '../../scripts/command.mjs';

export type Certificates = {
	/** Files. */
	authority: string;
	certificate: string;
	key: string;
	/** Hash of the certificate's public key, by which Chromium is told to trust it. */
	publicKeyHash: string;
};

/** An authority of our own, and a certificate by it for example.test and its subdomains. */
export async function makeCertificates(
	folder: string
): Promise< Certificates > {
	const file = ( name: string ) => join( folder, name );
	const openssl = ( ...args: string[] ) =>
		run( findProgram( 'openssl' ) ?? 'openssl', args );
	const curve = [ '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256' ];
	await openssl(
		...[ 'req', '-x509', ...curve, '-nodes', '-days', '2' ],
		...[ '-subj', '/CN=Gatehouse test authority' ],
		...[ '-keyout', file( 'authority.key' ) ],
		...[ '-out', file( 'authority.pem' ) ]
	);
	await openssl(
		...[ 'req', ...curve, '-nodes', '-subj', '/CN=example.test' ],
		...[ '-keyout', file( 'site.key' ), '-out', file( 'site.csr' ) ]
	);
	await writeFile(
		file( 'site.ext' ),
		'subjectAltName=DNS:example.test,DNS:*.example.test,IP:127.0.0.1\n'
	);
	await openssl(
		...[ 'x509', '-req', '-days', '2', '-in', file( 'site.csr' ) ],
		...[ '-CA', file( 'authority.pem' ) ],
		...[ '-CAkey', file( 'authority.key' ), '-CAcreateserial' ],
		...[ '-extfile', file( 'site.ext' ), '-out', file( 'site.pem' ) ]
	);
	const { publicKey } = new X509Certificate(
		await readFile( file( 'site.pem' ) )
	);
	return {
		authority: file( 'authority.pem' ),
		certificate: file( 'site.pem' ),
		key: file( 'site.key' ),
		publicKeyHash: createHash( 'sha256' )
			.update( publicKey.export( { type: 'spki', format: 'der' } ) )
			.digest( 'base64' ),
	};
}
