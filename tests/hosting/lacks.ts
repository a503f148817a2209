import { missingServers } from '../../scripts/test-packages.mjs';

const missing = missingServers();

/** Whether this machine is without one of these Debian packages. */
export function lacks( ...packages: string[] ): boolean {
	return packages.some( ( name ) => missing.includes( name ) );
}
