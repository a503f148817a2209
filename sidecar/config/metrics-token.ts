import type { Settings } from './settings';

const shortest = 16;

/** Null: there are no metrics. */
export function readMetricsToken( { read, fault }: Settings ): string | null {
	const token = read( 'GATEHOUSE_METRICS_TOKEN' ) ?? null;
	if ( token !== null && ! /^[\x21-\x7e]+$/.test( token ) ) {
		fault(
			'GATEHOUSE_METRICS_TOKEN has a space or a letter that no header takes. Give one made by: openssl rand -hex 16'
		);
	} else if ( token !== null && token.length < shortest ) {
		fault(
			`GATEHOUSE_METRICS_TOKEN has ${ token.length } characters. Give ${ shortest } at least, such as those of: openssl rand -hex 16`
		);
	}
	return token;
}
