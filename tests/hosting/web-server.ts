import { join } from 'node:path';
import { startApache } from '../../scripts/servers/apache.mjs';
import { startNginx } from '../../scripts/servers/nginx.mjs';
import type { Certificates } from './certificates';
import { readExample } from './example';

export type Placement = 'path' | 'subdomain';

type Front = {
	folder: string;
	/** Where the archive is unpacked. */
	program: string;
	placement: Placement;
	certificates: Certificates;
	ports: { web: number; php: number; sidecar: number };
};

export const webServers = { nginx: startNginxFront, apache: startApacheFront };

/** What each example shows in the place of what differs here. */
function shownIn( { certificates, ports, placement }: Front ) {
	const sidecar = { '127.0.0.1:8787': `127.0.0.1:${ ports.sidecar }` };
	const live = '/etc/letsencrypt/live/reports.example.com';
	return placement === 'path'
		? sidecar
		: {
				...sidecar,
				[ `${ live }/fullchain.pem` ]: certificates.certificate,
				[ `${ live }/privkey.pem` ]: certificates.key,
				'reports.example.com': 'reports.example.test',
			};
}

async function startNginxFront( front: Front ) {
	const { folder, program, placement, certificates, ports } = front;
	const example = await readExample(
		program,
		`nginx-${ placement }.conf`,
		placement === 'path'
			? shownIn( front )
			: {
					...shownIn( front ),
					'listen 443 ssl;': `listen 127.0.0.1:${ ports.web } ssl;`,
					'listen [::]:443 ssl;': '',
				}
	);
	const toWordPress = `
		proxy_pass http://127.0.0.1:${ ports.php };
		proxy_set_header Host $http_host;
		proxy_set_header X-Forwarded-Proto https;
		proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;`;
	return startNginx( {
		folder: join( folder, 'nginx' ),
		port: ports.web,
		configuration: `
server {
	listen 127.0.0.1:${ ports.web } ssl;
	server_name example.test;
	ssl_certificate ${ certificates.certificate };
	ssl_certificate_key ${ certificates.key };
	location / {${ toWordPress } }
	location ~* \\.(php|css|js|json)$ {${ toWordPress } }
	${ placement === 'path' ? example : '' }
}
${ placement === 'subdomain' ? example : '' }`,
	} );
}

const apacheModules = {
	mpm_prefork: 'mod_mpm_prefork.so',
	authz_core: 'mod_authz_core.so',
	headers: 'mod_headers.so',
	proxy: 'mod_proxy.so',
	proxy_http: 'mod_proxy_http.so',
	socache_shmcb: 'mod_socache_shmcb.so',
	ssl: 'mod_ssl.so',
};

async function startApacheFront( front: Front ) {
	const { folder, program, placement, certificates, ports } = front;
	const example = await readExample(
		program,
		`apache-${ placement }.conf`,
		placement === 'path'
			? shownIn( front )
			: { ...shownIn( front ), '*:443': `*:${ ports.web }` }
	);
	return startApache( {
		folder: join( folder, 'apache' ),
		port: ports.web,
		modules: apacheModules,
		configuration: `
<VirtualHost *:${ ports.web }>
	ServerName example.test
	SSLEngine On
	SSLCertificateFile ${ certificates.certificate }
	SSLCertificateKeyFile ${ certificates.key }
	${ placement === 'path' ? example : '' }
	ProxyPreserveHost On
	RequestHeader set X-Forwarded-Proto https
	ProxyPass / http://127.0.0.1:${ ports.php }/
</VirtualHost>
${ placement === 'subdomain' ? example : '' }`,
	} );
}
