import { describe, expect, it } from 'vitest';
import { startGatehouse } from './gatehouse';

/** What requests of this address are counted under, as the answer's policy tells it. */
async function partitionOf(
	at: string,
	forwardedFor: string,
	further: Record< string, string > = {}
) {
	const { headers } = await fetch( `${ at }/session`, {
		headers: { 'x-forwarded-for': forwardedFor, ...further },
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

	const asPassenger = ( at: string, client: string, forwardedFor: string ) =>
		partitionOf( at, forwardedFor, {
			'!~passenger-client-address': client,
		} );

	it( 'and under Passenger by the one that it names', async () => {
		const { address } = await startGatehouse( { isUnderPassenger: true } );
		const one = await asPassenger( address, '203.0.113.7', '1.1.1.1' );
		expect( await asPassenger( address, '203.0.113.7', '2.2.2.2' ) ).toBe(
			one
		);
		expect(
			await asPassenger( address, '203.0.113.8', '1.1.1.1' )
		).not.toBe( one );
	} );

	it( 'and by what a trusted proxy before Passenger names', async () => {
		const { address } = await startGatehouse( {
			isUnderPassenger: true,
			environment: { GATEHOUSE_TRUSTED_PROXIES: '203.0.113.0/24' },
		} );
		const ask = ( forwardedFor: string ) =>
			asPassenger( address, '203.0.113.7', forwardedFor );
		const one = await ask( '1.1.1.1, 203.0.113.7' );
		expect( await ask( '9.9.9.9, 1.1.1.1, 203.0.113.7' ) ).toBe( one );
		expect( await ask( '2.2.2.2, 203.0.113.7' ) ).not.toBe( one );
	} );

	it( 'and elsewhere not by what only Passenger may name', async () => {
		const { address } = await startGatehouse();
		expect( await asPassenger( address, '203.0.113.7', '1.1.1.1' ) ).toBe(
			await asPassenger( address, '203.0.113.8', '1.1.1.1' )
		);
	} );
} );
