/** Read as 영, 삼, 육: the other digits end in a vowel or ㄹ. */
const digitsWithFinal = '036';
const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;
const finals = 28;
const rieul = 8;

/** The particle behind a word: 으로 after a final consonant other than ㄹ, else 로. */
export function ro( word: string ): '로' | '으로' {
	const last = word.slice( -1 );
	const code = last.charCodeAt( 0 );
	if ( code >= firstSyllable && code <= lastSyllable ) {
		const final = ( code - firstSyllable ) % finals;
		return final === 0 || final === rieul ? '로' : '으로';
	}
	return digitsWithFinal.includes( last ) ? '으로' : '로';
}

/**
 * What amounts are read with: 원 of "대한민국 원", 엔 of "일본 엔화". The bundler writes texts in Latin
 * letters, but not patterns, and one other letter would double the program in memory.
 */
export function readCurrency( currency: string ): string {
	return /^[A-Z]{3}$/.test( currency )
		? String(
				new Intl.DisplayNames( 'ko', { type: 'currency' } ).of(
					currency
				)
			).replace( /\u{D654}$/u, '' )
		: currency;
}
