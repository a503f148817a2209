import { describe, expect, it } from 'vitest';
import { importKey } from '../../sidecar/keys';
import { readKeySet } from '../../sidecar/published-keys';
import { believedKeys, signVoucher } from '../../sidecar/vouchers';
import samples from '../contract/key-sets.json';

const { issuer, keys, sets, voucher } = samples;

describe( 'of a set of keys', () => {
	it.each( sets )(
		'those are believed that the samples say: $name',
		async ( { trusted, published, believed } ) => {
			const known = Object.values( keys ).filter( ( { kid } ) =>
				trusted.includes( kid )
			);
			const read = readKeySet( { keys: published } );
			expect( read ).toHaveLength( published.length );
			const answer = await believedKeys( read, known, issuer );
			expect( answer.map( ( { kid } ) => kid ) ).toEqual( believed );
		}
	);
} );

describe( 'a voucher', () => {
	it( 'is signed as the sample is, byte for byte', async () => {
		const { kty, crv, x, d, kid } = keys.site;
		const privateKey = await importKey( { kty: 'OKP', crv, x, d } );
		expect( kty ).toBe( 'OKP' );
		expect(
			await signVoucher( { kid, privateKey }, issuer, keys.sidecar.kid )
		).toBe( voucher );
	} );
} );
