import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { startService, statusOf } from '../service.mjs';

/** Where Debian keeps them. */
export const apacheModules = '/usr/lib/apache2/modules';

/** Only root can become somebody else; anybody else's Apache runs as they are. */
export const apacheUser = userInfo().uid === 0 ? 'www-data' : null;

/** The module of whichever PHP is installed; null without one. */
export function apachePhp() {
	const files = existsSync( apacheModules )
		? readdirSync( apacheModules )
		: [];
	return files.find( ( name ) => /^libphp.*\.so$/.test( name ) ) ?? null;
}

/**
 * Starts an Apache that knows nothing but what it is given here.
 *
 * @param {{ folder: string, port: number, modules: Record< string, string >, configuration: string }} server
 *        `folder` gets its configuration and its log; `modules` are pairs of a module's name and its file.
 */
export async function startApache( { folder, port, modules, configuration } ) {
	await mkdir( folder, { recursive: true } );
	const file = join( folder, 'httpd.conf' );
	const log = join( folder, 'apache.log' );
	await writeFile(
		file,
		[
			`ServerRoot "${ folder }"`,
			`DefaultRuntimeDir "${ folder }"`,
			`PidFile "${ join( folder, 'httpd.pid' ) }"`,
			`Mutex file:${ folder }`,
			`Listen 127.0.0.1:${ port }`,
			'ServerName localhost',
			...( apacheUser
				? [ `User ${ apacheUser }`, `Group ${ apacheUser }` ]
				: [] ),
			'ErrorLog /dev/stderr',
			...Object.entries( modules ).map(
				( [ name, library ] ) =>
					`LoadModule ${ name }_module ${ apacheModules }/${ library }`
			),
			configuration,
			'',
		].join( '\n' )
	);
	return startService( {
		name: 'Apache',
		program: '/usr/sbin/apache2',
		args: [ '-DFOREGROUND', '-f', file ],
		log,
		until: async () => ( await statusOf( port, '/' ) ) !== null,
	} ).ready();
}
