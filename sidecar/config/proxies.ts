import { isIP } from 'node:net';
import type { Settings } from './settings';

/** Whose `X-Forwarded-For` is believed. */
export function readProxies( { read, fault }: Settings ): string[] {
	const proxies = ( read( 'GATEHOUSE_TRUSTED_PROXIES' ) ?? '' )
		.split( /[\s,]+/ )
		.filter( Boolean );
	for ( const proxy of proxies ) {
		if ( proxy !== 'loopback' && ! isNetwork( proxy ) ) {
			fault(
				`GATEHOUSE_TRUSTED_PROXIES has "${ proxy }". List addresses or networks, such as loopback, 10.0.0.0/8`
			);
		}
	}
	return proxies;
}

function isNetwork( text: string ): boolean {
	const [ address = '', bits, rest ] = text.split( '/' );
	const widest = { 0: -1, 4: 32, 6: 128 }[ isIP( address ) ] ?? -1;
	return (
		widest > 0 &&
		rest === undefined &&
		( bits === undefined ||
			( /^\d{1,3}$/.test( bits ) && Number( bits ) <= widest ) )
	);
}
