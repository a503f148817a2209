import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { startService, statusOf } from '../service.mjs';

const temporary = [ 'client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi' ];

/**
 * Starts an nginx that knows nothing but what it is given here.
 *
 * @param {{ folder: string, port: number, configuration: string }} server
 *        `folder` gets its configuration and its log; `configuration` is what stands in `http`,
 *        and makes it answer on `port`.
 */
export async function startNginx( { folder, port, configuration } ) {
	await mkdir( folder, { recursive: true } );
	const file = join( folder, 'nginx.conf' );
	await writeFile(
		file,
		[
			'daemon off;',
			'worker_processes 1;',
			`user ${ userInfo().username };`,
			`pid ${ join( folder, 'nginx.pid' ) };`,
			'error_log stderr;',
			'events {}',
			'http {',
			'access_log off;',
			...temporary.map(
				( name ) => `${ name }_temp_path ${ join( folder, name ) };`
			),
			configuration,
			'}',
			'',
		].join( '\n' )
	);
	return startService( {
		name: 'nginx',
		program: '/usr/sbin/nginx',
		args: [ '-p', folder, '-c', file ],
		log: join( folder, 'nginx.log' ),
		until: async () => ( await statusOf( port, '/' ) ) !== null,
	} ).ready();
}
