import { join } from 'node:path';
import { scripts } from './places.mjs';
import { startService, statusOf } from './service.mjs';

const settings = {
	memory_limit: '256M',
	upload_max_filesize: '64M',
	post_max_size: '64M',
	display_errors: '0',
	log_errors: '1',
	// As on every host; a file that a test has changed is seen at once.
	'opcache.enable_cli': '1',
	'opcache.revalidate_freq': '0',
};

/**
 * Serves a site's folder by PHP's own server. One worker answers one request at a time, as
 * on a small host.
 */
export function startNativePhp( {
	program,
	folder,
	port,
	workers,
	env = {},
	log,
} ) {
	return startService( {
		name: 'WordPress (PHP)',
		program,
		args: [
			...Object.entries( settings ).flatMap( ( [ name, value ] ) => [
				'-d',
				`${ name }=${ value }`,
			] ),
			'-S',
			`127.0.0.1:${ port }`,
			'-t',
			join( folder, 'wordpress' ),
			join( scripts, 'router.php' ),
		],
		env: {
			...( workers > 1 && { PHP_CLI_SERVER_WORKERS: String( workers ) } ),
			...env,
		},
		log,
		until: async () =>
			( await statusOf( port, '/wp-includes/css/dashicons.min.css' ) ) ===
			200,
	} );
}
