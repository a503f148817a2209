import { describe, expect, it } from 'vitest';
import { minorDigits } from '../../sidecar/contract/currency';
import samples from './currencies.json';

describe( 'money', () => {
	it.each( Object.entries( samples.decimals ) )(
		'has the decimals of ISO 4217: %s',
		( currency, decimals ) => {
			expect( minorDigits( currency ) ).toBe( decimals );
		}
	);
} );
