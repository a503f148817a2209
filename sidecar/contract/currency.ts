// Intl goes by what is in use, not by ISO 4217: it writes Iraqi dinars without decimals.
const digits: Readonly< Record< number, readonly string[] > > = {
	0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(
		' '
	),
	3: 'BHD IQD JOD KWD LYD OMR TND'.split( ' ' ),
	4: 'CLF UYW'.split( ' ' ),
};

const digitsByCurrency = new Map(
	Object.entries( digits ).flatMap( ( [ count, currencies ] ) =>
		currencies.map( ( currency ) => [ currency, Number( count ) ] )
	)
);

/** How many decimals an amount has, by ISO 4217: its minor units are the last of them. */
export function minorDigits( currency: string ): number {
	return digitsByCurrency.get( currency ) ?? 2;
}
