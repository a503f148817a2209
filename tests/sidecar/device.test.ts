import { describe, expect, it } from 'vitest';
import { addressPrefix, deviceLabel } from '../../sidecar/device';
import { addresses, devices } from '../contract/devices.json';

describe( 'a device', () => {
	it.each( devices )( 'called "$userAgent" is "$label"', ( sample ) => {
		expect( deviceLabel( sample.userAgent ) ).toBe( sample.label );
	} );
} );

describe( 'an address', () => {
	it.each( addresses )( '"$address" is kept as "$prefix"', ( sample ) => {
		expect( addressPrefix( sample.address ) ).toBe( sample.prefix );
	} );
} );
