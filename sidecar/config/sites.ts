import { type Site, toSite } from '../site';
import type { Settings } from './settings';

const examplePair = 'https://example.com=https://example.com/reports';

export function readSites( { read, fault }: Settings ): Site[] {
	const value = read( 'GATEHOUSE_SITES' );
	if ( value === undefined ) {
		fault(
			`GATEHOUSE_SITES is not set. Give your WordPress and where its reports are served: ${ examplePair }`
		);
		return [];
	}

	const sites: Site[] = [];
	for ( const pair of value.split( /[\s,]+/ ).filter( Boolean ) ) {
		const site = toNextSite( pair, sites );
		if ( typeof site === 'string' ) {
			fault( `GATEHOUSE_SITES has "${ pair }": ${ site }` );
		} else {
			sites.push( site );
		}
	}
	return sites;
}

/** The site of a pair, or what is wrong with it. */
function toNextSite( pair: string, sites: readonly Site[] ): Site | string {
	const [ homeText, baseText, rest ] = pair.split( '=' );
	if ( ! homeText || ! baseText || rest !== undefined ) {
		return `write home=base, such as ${ examplePair }`;
	}
	const site = toSite( homeText, baseText );
	if ( typeof site === 'string' ) {
		return site;
	}
	if ( sites.some( ( { base } ) => base === site.base ) ) {
		return 'another site has this base; give every site its own.';
	}
	if ( sites.some( ( { home } ) => home === site.home ) ) {
		return 'this site is listed twice.';
	}
	return site;
}
