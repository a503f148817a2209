import { isIP } from 'node:net';
import type { Site } from '../config';
import type { DoctorAnswer } from '../contract/doctor';
import { advice, type Finding, well, wrong } from './finding';

/** What shares a host with WordPress receives its cookies. */
export function examinePlacement( { home, base }: Site ): Finding {
	const host = new URL( home ).hostname;
	return new URL( base ).host === new URL( home ).host
		? advice( {
				id: 'placement_path',
				site: home,
				what: `The reports share the host of WordPress: ${ base }`,
				why: 'The sidecar receives the cookies of WordPress and drops them, so it has to be trusted like PHP. On a subdomain it never sees them.',
				fix: hasSubdomains( host )
					? `If you can, serve the reports on a subdomain, such as https://reports.${ host.replace( /^www\./, '' ) } . In cPanel: Domains, Create a New Domain; then Setup Node.js App for it. Change GATEHOUSE_SITES and Settings, Gatehouse, and press Connect.`
					: `${ host } can have no subdomain. For trying Gatehouse out this is well; once the site has a domain of its own, serve the reports on a subdomain of it.`,
			} )
		: well(
				'placement_host',
				'The reports are on a host of their own.',
				home
			);
}

function hasSubdomains( host: string ): boolean {
	return host.includes( '.' ) && isIP( host ) === 0;
}

/** The process that answered by the public address works on the store that is looked at. */
export function examineBase(
	{ home, base, basePath }: Site,
	{ process }: DoctorAnswer,
	known: string[]
): Finding {
	return known.includes( process )
		? well(
				'base_reached',
				`${ base } reaches this sidecar${ basePath === '' ? '' : `, with the path ${ basePath }` }.`,
				home
			)
		: wrong( {
				id: 'base_elsewhere',
				site: home,
				what: `${ base } reaches a sidecar with the same key and another store.`,
				why: 'A session of one is unknown to the other.',
				fix: 'Give both the same store (GATEHOUSE_DATA, or GATEHOUSE_STORE), or stop the one that is left over. In cPanel: Setup Node.js App, Stop App.',
			} );
}
