import { BlockList, isIP } from 'node:net';
import type { Settings } from './settings';

const example = 'such as loopback, 10.0.0.0/8';

/** Whose `X-Forwarded-For` is believed. */
export function readProxies( { read, fault }: Settings ): string[] {
	const proxies = ( read( 'GATEHOUSE_TRUSTED_PROXIES' ) ?? '' )
		.split( /[\s,]+/ )
		.filter( Boolean );
	for ( const proxy of proxies ) {
		if ( isEverybody( proxy ) ) {
			fault(
				`GATEHOUSE_TRUSTED_PROXIES has "${ proxy }", which trusts everybody: any visitor could pass for any address. List your own proxies exactly, ${ example }`
			);
		} else if ( proxy !== 'loopback' && ! isNetwork( proxy ) ) {
			fault(
				`GATEHOUSE_TRUSTED_PROXIES has "${ proxy }". List addresses or networks, ${ example }`
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
		! address.includes( '%' ) &&
		rest === undefined &&
		( bits === undefined ||
			( /^\d{1,3}$/.test( bits ) && Number( bits ) <= widest ) )
	);
}

/** Wider than any network that one owner has, in whatever notation. */
function isEverybody( text: string ): boolean {
	if ( /^(true|yes|on|all|any|\*|\d+)$/i.test( text ) ) {
		return true;
	}
	const [ address = '', bits ] = text.split( '/' );
	if ( ! isNetwork( text ) || bits === undefined ) {
		return false;
	}
	const family = isIP( address ) === 4 ? 'ipv4' : 'ipv6';
	const network = new BlockList();
	network.addSubnet( address, Number( bits ), family );
	const prefix = family === 'ipv4' ? '' : '::ffff:';
	// Two neighbouring /8 of IPv4, also as IPv6 writes them: a /7 or wider has such a pair.
	for ( let first = 0; first < 256; first += 2 ) {
		if (
			network.check( `${ prefix }${ first }.0.0.0`, family ) &&
			network.check( `${ prefix }${ first + 1 }.0.0.0`, family )
		) {
			return true;
		}
	}
	const isPrivate = /^f[c-f]/i.test( address ) && Number( bits ) >= 7;
	return family === 'ipv6' && Number( bits ) < 16 && ! isPrivate;
}
