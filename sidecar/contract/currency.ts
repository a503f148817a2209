// Intl goes by what is in use, not by ISO 4217: it writes Iraqi dinars without decimals.
const withoutDecimals =
	'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const withThree = 'BHD IQD JOD KWD LYD OMR TND';

/** How many decimals an amount has, by ISO 4217: its minor units are the last of them. */
export function minorDigits( currency: string ): number {
	if ( withoutDecimals.includes( currency ) ) {
		return 0;
	}
	return withThree.includes( currency ) ? 3 : 2;
}
