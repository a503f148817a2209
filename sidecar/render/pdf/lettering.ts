import { languageOf } from '../../reports/locale';
import type { FontName, Fonts } from './fonts';

/** A piece of a text in one font. `noWrap`: Koreans break lines between words. */
export type Run = { text: string; font: FontName; noWrap?: true };

/** Finds the font for each word of a document. */
export type Lettering = {
	runs( text: string ): Run[];
	/** In points. */
	width( text: string, size: number ): number;
	/** As much of it as fits, with an ellipsis where it was cut. */
	fit( text: string, size: number, width: number ): string;
	/** Whether something stood in no font and was replaced by a sign. */
	hasReplaced(): boolean;
};

/** U+FFFD: says that a letter stood here, where an empty box would look like a fault. */
export const unwritable = '\uFFFD';

/** A longer word is broken somewhere, or it would not fit a column. */
const lettersKeptTogether = 14;

export function createLettering( fonts: Fonts, locale: string ): Lettering {
	const order: readonly [ FontName, FontName ] =
		languageOf( locale ) === 'ko'
			? [ 'NanumSquare', 'Roboto' ]
			: [ 'Roboto', 'NanumSquare' ];
	const writes = ( font: FontName, text: string ) =>
		[ ...text ].every( ( letter ) =>
			fonts[ font ].normal.font.hasGlyphForCodePoint(
				letter.codePointAt( 0 ) ?? 0
			)
		);
	let replaced = false;

	function runsOfWord( word: string ): Run[] {
		const whole = order.find( ( font ) => writes( font, word ) );
		if ( whole !== undefined ) {
			return [ { text: word, font: whole } ];
		}
		return [ ...graphemes.segment( word ) ].map( ( { segment } ) => {
			const font = order.find( ( one ) => writes( one, segment ) );
			replaced ||= font === undefined;
			return font === undefined
				? { text: unwritable, font: order[ 0 ] }
				: { text: segment, font };
		} );
	}

	function runs( text: string ): Run[] {
		const found: Run[] = [];
		for ( const word of plain( text ).match( /\s*\S+\s*/g ) ?? [] ) {
			for ( const run of runsOfWord( word ) ) {
				join( found, run );
			}
		}
		return found;
	}

	function width( text: string, size: number ): number {
		return runs( text ).reduce( ( sum, run ) => {
			const { font } = fonts[ run.font ].normal;
			const advance = [ ...run.text ].reduce(
				( letters, letter ) =>
					letters +
					font.glyphForCodePoint( letter.codePointAt( 0 ) ?? 0 )
						.advanceWidth,
				0
			);
			return sum + ( advance / font.unitsPerEm ) * size;
		}, 0 );
	}

	return {
		runs,
		width,

		fit( text, size, most ) {
			if ( width( text, size ) <= most ) {
				return text;
			}
			const letters = [ ...graphemes.segment( plain( text ) ) ].map(
				( { segment } ) => segment
			);
			// Half of what is left each time: titles can be thousands of letters long.
			let [ fits, tooLong ] = [ 0, letters.length ];
			while ( tooLong - fits > 1 ) {
				const middle = ( fits + tooLong ) >> 1;
				const cut = `${ letters.slice( 0, middle ).join( '' ) }…`;
				if ( width( cut, size ) <= most ) {
					fits = middle;
				} else {
					tooLong = middle;
				}
			}
			return `${ letters.slice( 0, fits ).join( '' ).trimEnd() }…`;
		},

		hasReplaced: () => replaced,
	};
}

const graphemes = new Intl.Segmenter( 'en', { granularity: 'grapheme' } );

/** One line of letters: macOS writes Korean in parts, and what directs or joins letters has none of its own. */
function plain( text: string ): string {
	return text
		.normalize( 'NFC' )
		.replace( /[\p{Zs}\p{Zl}\p{Zp}\p{Cc}]+/gu, ' ' )
		.replace( /[\p{Cf}\u{FE00}-\u{FE0F}]/gu, '' );
}

/** To what stands before it, where both may be broken alike. Signs for what cannot be written do not pile up. */
function join( runs: Run[], run: Run ): void {
	const last = runs.at( -1 );
	const isSign = run.text.trim() === unwritable;
	if ( isSign && last?.text.trimEnd().endsWith( unwritable ) ) {
		return;
	}
	const kept = isKeptTogether( run.text );
	if ( last?.font === run.font && ! last.noWrap && ! kept ) {
		last.text += run.text;
		return;
	}
	runs.push( kept ? { ...run, noWrap: true } : { ...run } );
}

function isKeptTogether( word: string ): boolean {
	return (
		/\p{Script=Hangul}/u.test( word ) && word.length <= lettersKeptTogether
	);
}
