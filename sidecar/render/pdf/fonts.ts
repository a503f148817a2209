import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, type Font } from 'fontkit';

/** NanumSquare has Korean and little else: no é, no €. Roboto has Latin, Greek and Cyrillic. */
export const fontNames = [ 'NanumSquare', 'Roboto' ] as const;

export type FontName = ( typeof fontNames )[ number ];

export type Fonts = Readonly<
	Record< FontName, { normal: Face; bold: Face } >
>;

type Face = { file: string; font: Font };

const files = {
	NanumSquare: { normal: 'NanumSquareR.ttf', bold: 'NanumSquareB.ttf' },
	Roboto: { normal: 'Roboto-Regular.ttf', bold: 'Roboto-Medium.ttf' },
} as const;

export function readFonts( folder: string ): Fonts {
	const face = ( name: string ): Face => {
		const file = join( folder, name );
		return { file, font: create( readFileSync( file ) ) };
	};
	const family = ( { normal, bold }: ( typeof files )[ FontName ] ) => ( {
		normal: face( normal ),
		bold: face( bold ),
	} );
	return {
		NanumSquare: family( files.NanumSquare ),
		Roboto: family( files.Roboto ),
	};
}
