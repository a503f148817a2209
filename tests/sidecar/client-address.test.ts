import { describe, expect, it } from 'vitest';
import { startGatehouse } from './gatehouse';

/** What requests of this address are counted under, as the answer's policy tells it. */
async function partitionOf( at: string, forwardedFor: string ) {
	const { headers } = await fetch( `${ at }/session`, {
		headers: { 'x-forwarded-for': forwardedFor },
	} );
	const policy = headers.get( 'ratelimit-policy' ) ?? '';
	return /^"request"; q=\d+; w=60; pk=:(.+):$/.exec( policy )?.[ 1 ];
}

describe( 'requests are counted by address', () => {
	it.each( [
		[ 'itself', '203.0.113.7', '203.0.113.7', true ],
		[ 'another', '203.0.113.7', '203.0.113.8', false ],
		[ 'IPv4 written as IPv6', '203.0.113.7', '::ffff:203.0.113.7', true ],
		[ 'the same by its bits', '203.0.113.7', '::ffff:cb00:7107', true ],
		[ 'the same in full', '203.0.113.7', '0:0:0:0:0:FFFF:CB00:7107', true ],
		[
			'two IPv4 written as IPv6',
			'::ffff:1.2.3.4',
			'::ffff:1.2.3.5',
			false,
		],
		[
			'two of one /56',
			'2001:db8:1:2200::1',
			'2001:db8:1:22ff:ffff::9',
			true,
		],
		[ 'two of two /56', '2001:db8:1:2200::1', '2001:db8:1:2300::1', false ],
	] )( '%s: %s and %s', async ( _name, one, other, isSame ) => {
		const { address } = await startGatehouse( {
			environment: { GATEHOUSE_TRUSTED_PROXIES: 'loopback' },
		} );
		const first = await partitionOf( address, one );
		expect( first ).toBeDefined();
		expect( ( await partitionOf( address, other ) ) === first ).toBe(
			isSame
		);
	} );

	it( 'and by that of the connection where nobody is trusted to tell another', async () => {
		const { address } = await startGatehouse();
		expect( await partitionOf( address, '203.0.113.7' ) ).toBe(
			await partitionOf( address, '198.51.100.1' )
		);
	} );

	it( 'and by the nearest that a trusted proxy names, whatever was sent before it', async () => {
		const { address } = await startGatehouse( {
			environment: { GATEHOUSE_TRUSTED_PROXIES: 'loopback' },
		} );
		expect( await partitionOf( address, '1.1.1.1, 203.0.113.7' ) ).toBe(
			await partitionOf( address, '203.0.113.7' )
		);
	} );
} );
