import { isIPv4, isIPv6 } from 'node:net';

// PHP holds the same two rules for its own way; tests/contract/devices.json keeps them the same.

/** The order matters: every browser claims to be the ones below it. */
const browsers: Array< [ string, RegExp ] > = [
	[ 'Edge', /\bEdg(e|A|iOS)?\// ],
	[ 'Opera', /\bOPR\// ],
	[ 'Samsung', /\bSamsungBrowser\// ],
	[ 'Firefox', /\b(Firefox|FxiOS)\// ],
	[ 'Chrome', /\b(Chrome|HeadlessChrome|CriOS|Chromium)\// ],
	[ 'Safari', /\bSafari\// ],
];

const systems: Array< [ string, RegExp ] > = [
	[ 'iPhone', /\biPhone\b/ ],
	[ 'iPad', /\biPad\b/ ],
	[ 'Android', /\bAndroid\b/ ],
	[ 'Windows', /\bWindows\b/ ],
	[ 'macOS', /\bMac OS X\b/ ],
	[ 'Linux', /\bLinux\b/ ],
];

/** Such as "Firefox, Linux"; empty for a browser that says neither. */
export function deviceLabel( userAgent: string ): string {
	return [ browsers, systems ]
		.flatMap(
			( known ) =>
				known.find( ( [ , pattern ] ) =>
					pattern.test( userAgent )
				)?.[ 0 ] ?? []
		)
		.join( ', ' );
}

/** The network an address is from: 203.0.113.0/24 or 2001:db8:7::/48. Empty for anything else. */
export function addressPrefix( address: string ): string {
	const plain = address.replace( /^::ffff:(?=\d+\.)/i, '' );
	if ( isIPv4( plain ) ) {
		return `${ plain.split( '.' ).slice( 0, 3 ).join( '.' ) }.0/24`;
	}
	return isIPv6( plain ) ? `${ ipv6Network( plain ) }/48` : '';
}

/** Its first three groups, as RFC 5952 writes them; URL knows how. */
function ipv6Network( address: string ): string {
	const [ whole = '' ] = address.split( '%' );
	const [ head = '', tail = '' ] = whole.split( '::' );
	const groups = ( part: string ) => ( part === '' ? [] : part.split( ':' ) );
	const [ before, after ] = [ groups( head ), groups( tail ) ];
	const gap = Array.from(
		{ length: Math.max( 0, 8 - before.length - after.length ) },
		() => '0'
	);
	const first = [ ...before, ...gap, ...after ].slice( 0, 3 ).join( ':' );
	return new URL( `http://[${ first }::]` ).hostname.slice( 1, -1 );
}
