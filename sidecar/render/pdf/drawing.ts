import type { FontName } from './fonts';
import { ink } from './ink';
import type { Lettering } from './lettering';

/** An SVG, piece by piece. Lengths are points. */
export type Drawing = {
	line( from: Place, to: Place, stroke: Stroke ): void;
	path( d: string, stroke: Stroke & { fill?: string } ): void;
	rect( at: Place, size: { width: number; height: number } ): void;
	dot( at: Place ): void;
	/** `at` is where it starts, ends or has its middle, on the base line. */
	text( text: string, at: Place, look?: Look ): void;
	toSvg( size: { width: number; height: number } ): string;
};

export type Place = { x: number; y: number };

type Stroke = { colour: string; width: number; isDashed?: boolean };

type Look = {
	anchor?: 'start' | 'middle' | 'end';
	size?: number;
	colour?: string;
	isBold?: boolean;
};

export function createDrawing( lettering: Lettering ): Drawing {
	const pieces: string[] = [];
	return {
		line( from, to, stroke ) {
			pieces.push(
				`<line x1="${ from.x }" y1="${ from.y }" x2="${ to.x }" y2="${ to.y }" ${ strokeOf( stroke ) }/>`
			);
		},

		path( d, { fill = 'none', ...stroke } ) {
			pieces.push(
				`<path d="${ d }" fill="${ fill }" stroke-linejoin="round" ${ strokeOf( stroke ) }/>`
			);
		},

		rect( { x, y }, { width, height } ) {
			pieces.push(
				`<rect x="${ x }" y="${ y }" width="${ width }" height="${ height }" rx="1" fill="${ ink.accent }"/>`
			);
		},

		dot( { x, y } ) {
			pieces.push(
				`<circle cx="${ x }" cy="${ y }" r="2.5" fill="${ ink.accent }"/>`
			);
		},

		text( text, { x, y }, look = {} ) {
			const { anchor = 'start', size = 7.5, colour = ink.soft } = look;
			const width = lettering.width( text, size );
			const before = { start: 0, middle: width / 2, end: width };
			let left = x - before[ anchor ];
			for ( const run of lettering.runs( text ) ) {
				pieces.push(
					textOf( run, { x: left, y }, { size, colour, ...look } )
				);
				left += lettering.width( run.text, size );
			}
		},

		toSvg: ( { width, height } ) =>
			`<svg width="${ width }" height="${ height }" viewBox="0 0 ${ width } ${ height }">${ pieces.join( '' ) }</svg>`,
	};
}

function strokeOf( { colour, width, isDashed }: Stroke ): string {
	return `stroke="${ colour }" stroke-width="${ width }"${
		isDashed ? ' stroke-dasharray="3 3"' : ''
	}`;
}

function textOf(
	{ text, font }: { text: string; font: FontName },
	{ x, y }: Place,
	{ size, colour, isBold }: Look
): string {
	const weight = isBold ? ' font-weight="bold"' : '';
	return `<text x="${ x }" y="${ y }" xml:space="preserve" font-family="${ font }" font-size="${ size }"${ weight } fill="${ colour }">${ escaped( text ) }</text>`;
}

function escaped( text: string ): string {
	return text
		.replaceAll( '&', '&amp;' )
		.replaceAll( '<', '&lt;' )
		.replaceAll( '>', '&gt;' );
}
