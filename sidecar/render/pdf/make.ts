import pdfmake from 'pdfmake';
import { fontNames, type Fonts } from './fonts';
import { createLettering } from './lettering';
import { layOut, type Print } from './pages';

export type Made = {
	bytes: Buffer;
	/** Why the logo was left out, where it was. */
	logoFault: string | null;
};

/** Makes PDFs of nothing but what it is given and the fonts. */
export function createPdfMaker(
	fonts: Fonts
): ( print: Print ) => Promise< Made > {
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
	const make = ( print: Print ) => {
		const lettering = createLettering( fonts, print.document.locale );
		return pdfmake.createPdf( layOut( print, lettering ) ).getBuffer();
	};
	return async ( print ) => {
		try {
			return { bytes: await make( print ), logoFault: null };
		} catch ( error ) {
			if ( print.logo === null ) {
				throw error;
			}
			const bytes = await make( { ...print, logo: null } );
			return { bytes, logoFault: String( error ) };
		}
	};
}
