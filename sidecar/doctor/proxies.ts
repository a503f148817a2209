import { BlockList, isIPv6 } from 'node:net';
import type { Config } from '../config';
import { advice, type Finding, well, wrong } from './finding';
import { type Asking, type Passage, passThrough } from './way';

/** TEST-NET-3 (RFC 5737): nobody's. */
const forged = '203.0.113.77';

const near = new BlockList();
near.addSubnet( '127.0.0.0', 8 );
near.addSubnet( '10.0.0.0', 8 );
near.addSubnet( '172.16.0.0', 12 );
near.addSubnet( '192.168.0.0', 16 );
near.addAddress( '::1', 'ipv6' );
near.addSubnet( 'fc00::', 7, 'ipv6' );

/** Whose address the limits would count, and whether a visitor can choose it. */
export async function examineProxies(
	asking: Asking,
	{ answer }: Passage,
	{ trustedProxies }: Pick< Config, 'trustedProxies' >
): Promise< Finding > {
	const { home } = asking.site;
	const { address, connection, isProxyTrusted } = answer;
	const said = hopsIn( answer );
	const lying = await passThrough( asking, { 'x-forwarded-for': forged } );
	if ( 'answer' in lying && lying.answer.address === forged ) {
		return wrong( {
			id: 'proxies_gullible',
			site: home,
			what: `A visitor may choose the address that is counted: ${ forged } was believed.`,
			why: 'Limits stop nobody, and the activity log shows what a visitor wants.',
			fix: 'Set GATEHOUSE_TRUSTED_PROXIES to the addresses of your own proxies alone, and let the first of them replace X-Forwarded-For (nginx: proxy_set_header X-Forwarded-For $remote_addr).',
		} );
	}
	if ( said.length > 0 && ! isProxyTrusted && address === connection ) {
		return wrong( {
			id: 'proxies_untrusted',
			site: home,
			what: `The proxy at ${ connection } says who came (X-Forwarded-For), and is not believed.`,
			why: 'All visitors count as one: a single busy one uses up the limits of all.',
			fix: `Set GATEHOUSE_TRUSTED_PROXIES=${ isNear( connection ) && connection.endsWith( '127.0.0.1' ) ? 'loopback' : connection } and restart. In cPanel: Setup Node.js App, Environment variables.`,
		} );
	}
	if (
		answer.forwardedFor === null &&
		isNear( connection ) &&
		address === connection &&
		! isLoopbackBase( asking.site.base )
	) {
		return advice( {
			id: 'proxies_silent',
			site: home,
			what: `The connection comes from ${ connection }, and nothing says who is behind it.`,
			why: 'Behind a proxy that says nothing all visitors count as one.',
			fix: 'Let the web server say who came: proxy_set_header X-Forwarded-For $remote_addr (nginx); Apache does by itself. Then set GATEHOUSE_TRUSTED_PROXIES=loopback.',
		} );
	}
	const chain =
		trustedProxies.length > 0 ? trustedProxies.join( ', ' ) : 'none';
	return well(
		'proxies_right',
		`Visitors are counted by ${ address } for this machine. Trusted proxies: ${ chain }.`,
		home
	);
}

/** Whom proxies say to have come, the visitor first. */
function hopsIn( {
	forwardedFor,
	connection,
	isUnderPassenger,
}: Passage[ 'answer' ] ): string[] {
	const hops = ( forwardedFor ?? '' )
		.split( ',' )
		.map( ( hop ) => hop.trim() )
		.filter( Boolean );
	return isUnderPassenger && hops.at( -1 ) === connection
		? hops.slice( 0, -1 )
		: hops;
}

function isNear( address: string ): boolean {
	const plain = address.replace( /^::ffff:/, '' );
	return near.check( plain, isIPv6( plain ) ? 'ipv6' : 'ipv4' );
}

function isLoopbackBase( base: string ): boolean {
	const { hostname } = new URL( base );
	return hostname === 'localhost' || /^127\./.test( hostname );
}
