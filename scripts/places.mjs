import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone. */
export const root = dirname( dirname( fileURLToPath( import.meta.url ) ) );
export const scripts = join( root, 'scripts' );
export const cache = join( root, '.cache' );
export const modules = join( root, 'node_modules' );
export const dist = join( root, 'dist' );

export function inRoot( ...names ) {
	return join( root, ...names );
}
