import pdfmake from 'pdfmake';
import { fontNames, type Fonts } from './fonts';
import { createLettering } from './lettering';
import { layOut, type Print } from './pages';

/** Makes PDFs of nothing but what it is given and the fonts. */
export function createPdfMaker(
	fonts: Fonts
): ( print: Print ) => Promise< Buffer > {
	const files = fontNames.map(
		( name ) =>
			[
				name,
				{
					normal: fonts[ name ].normal.file,
					bold: fonts[ name ].bold.file,
				},
			] as const
	);
	const readable = new Set(
		files.flatMap( ( [ , { normal, bold } ] ) => [ normal, bold ] )
	);
	pdfmake.setUrlAccessPolicy( () => false );
	pdfmake.setLocalAccessPolicy( ( file ) => readable.has( file ) );
	pdfmake.setFonts( Object.fromEntries( files ) );
	return ( print ) => {
		const lettering = createLettering( fonts, print.document.locale );
		return pdfmake.createPdf( layOut( print, lettering ) ).getBuffer();
	};
}
