import type { ContentText } from 'pdfmake/interfaces';
import type { Lettering } from './lettering';

export type Shape = Omit< ContentText, 'text' >;

/** Text in the fonts that have its letters. */
export function write(
	lettering: Lettering,
	text: string,
	shape: Shape = {}
): ContentText {
	return { ...shape, text: lettering.runs( text ) };
}

/** In one line, whatever its spaces: numbers and dates. */
export function writeLine(
	lettering: Lettering,
	text: string,
	shape: Shape = {}
): ContentText {
	return {
		...shape,
		noWrap: true,
		text: lettering
			.runs( text )
			.map( ( run ) => ( { ...run, noWrap: true } ) ),
	};
}
